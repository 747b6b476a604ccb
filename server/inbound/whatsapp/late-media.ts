import type { Knex } from 'knex';
import { ATTACHMENTS } from '../../conversations/tables';
import { mediaType, type MessageItem, type MissingMedia } from './to-message';

export interface LateMedia {
  messageId: string;
  item: MessageItem;
}

/**
 * Files of messages that came without them. A history names its media twice: in their place without an id, and those of
 * the last 14 days once more with it. Answers the attachments that can now be fetched; what is there stays as it is.
 *
 * Meta: webhooks/reference/history.
 */
export async function provideMedia(
  trx: Knex,
  late: readonly LateMedia[],
  now: number
): Promise<{ id: string; conversationId: string }[]> {
  const provided: { id: string; conversationId: string }[] = [];
  for (const { messageId, item } of late) {
    const { content } = item;
    if (content.type !== 'media' || content.mediaId === null) continue;
    const missing = (await trx(ATTACHMENTS)
      .where({ message_document_id: messageId, state: 'placeholder', reason: 'not-provided' satisfies MissingMedia })
      .first('document_id', 'conversation_document_id')) as
      { document_id: string; conversation_document_id: string } | undefined;
    if (!missing) continue;
    await trx(ATTACHMENTS)
      .where({ document_id: missing.document_id })
      .update({
        state: 'pending',
        reason: null,
        remote_id: content.mediaId,
        ...(content.fileName === null ? {} : { name: content.fileName }),
        ...(content.mimeType === null ? {} : { type: mediaType(content.mimeType) }),
        // The days for which Meta keeps it count from here.
        created_at: new Date(now),
      });
    provided.push({ id: missing.document_id, conversationId: missing.conversation_document_id });
  }
  return provided;
}
