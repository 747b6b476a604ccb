import type { CreateMessage } from '../../../../server/api/contracts/inbox';
import type { Draft } from '../../composer/draft';

/** Plain words and files to the one person of the conversation: everything else is of mail. */
export function toWhatsAppMessage(
  draft: Draft,
  _proposed: unknown,
  lastSeenMessageId: string | null | undefined
): CreateMessage {
  const { kind, text, attachments, replyToMessageId, idempotencyKey } = draft;
  const body = { kind, text: text.trim(), attachmentIds: attachments.map(({ id }) => id), idempotencyKey };
  if (kind === 'note') return body;
  return { ...body, lastSeenMessageId, ...(replyToMessageId ? { replyToMessageId } : {}) };
}
