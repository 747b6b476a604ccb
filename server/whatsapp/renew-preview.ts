import type { Knex } from 'knex';
import type { Message } from '../conversations/message';
import { CONVERSATIONS, MESSAGES } from '../conversations/tables';
import { clip } from '../database/columns';
import { previewOf } from './content-words';
import type { foldMessage } from './fold-message';

/** The same in every language. */
const TAKEN_BACK = '🚫';

/** What the list says of a conversation follows its newest message when that is changed or taken back. */
export async function renewPreview(
  trx: Knex,
  message: Message,
  { edited, whatsapp }: ReturnType<typeof foldMessage>
): Promise<void> {
  const preview = whatsapp && whatsapp.revokedAt !== null ? TAKEN_BACK : edited ? previewOf(edited) : null;
  if (preview === null) return;
  const newest = (await trx(MESSAGES)
    .where({ conversation_document_id: message.conversationId, kind: 'message' })
    .orderBy([
      { column: 'received_at', order: 'desc' },
      { column: 'id', order: 'desc' },
    ])
    .first('document_id')) as { document_id: string } | undefined;
  if (newest?.document_id !== message.id) return;
  await trx(CONVERSATIONS)
    .where({ document_id: message.conversationId })
    .update({ preview: clip(preview) });
}
