import type { Knex } from 'knex';
import type { Message } from '../conversations/message';
import { MESSAGES } from '../conversations/tables';

/** One request of WhatsApp may become several messages, one for each file. */
const MOST = 100;

/** The messages that were written with this one, itself among them, in the order in which they are to go. */
export async function sameRequest(trx: Knex, message: Message): Promise<string[]> {
  if (message.idempotencyKey === null) return [message.id];
  const [base = ''] = message.idempotencyKey.split(/#\d+$/);
  const keys = [base, ...Array.from({ length: MOST }, (_none, index) => `${base}#${index + 1}`)];
  return (await trx(MESSAGES)
    .where({ conversation_document_id: message.conversationId })
    .whereIn('idempotency_key', keys)
    .orderBy('id')
    .pluck('document_id')) as string[];
}
