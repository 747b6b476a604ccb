import type { Knex } from 'knex';
import { CONVERSATIONS } from './tables';

/**
 * Something happened that people have to look at and that is no message: the conversation moves up and is opened.
 * Answers whether it was not open before; spam stays spam. Compared by the database, since mails of the same batch may have moved it.
 */
export async function bumpConversation(trx: Knex, conversationId: string, at: number): Promise<boolean> {
  await trx(CONVERSATIONS)
    .where({ document_id: conversationId })
    .where('last_message_at', '<', at)
    .update({ last_message_at: at, updated_at: new Date(at) });
  const reopened = await trx(CONVERSATIONS)
    .where({ document_id: conversationId })
    .whereNotIn('status', ['open', 'spam'])
    .update({ status: 'open' });
  return reopened > 0;
}
