import type { Knex } from 'knex';
import { CONVERSATIONS, MESSAGES } from './tables';

const CHUNK = 300;

/**
 * Puts what the list filters by onto the rows of these conversations, from their messages: since when the customer
 * waits, whether an answer failed, the newest message that can be unread. In the transaction of whatever changed, so
 * that no two places have to agree on what a change means.
 */
export async function keepStanding(
  trx: Knex,
  conversationIds: string[],
  also: Record<string, unknown> = {}
): Promise<void> {
  for (let index = 0; index < conversationIds.length; index += CHUNK) {
    await trx(CONVERSATIONS)
      .whereIn('document_id', conversationIds.slice(index, index + CHUNK))
      .update({ ...also, ...standingColumns(trx) });
  }
}

function standingColumns(trx: Knex): Record<string, Knex.Raw> {
  const own = `${CONVERSATIONS}.document_id`;
  const messages = (alias: string) =>
    trx({ [alias]: MESSAGES }).whereRaw('?? = ??', [`${alias}.conversation_document_id`, own]);
  // What did not leave the house is no answer; what still waits to leave is.
  const answeredAt = messages('o')
    .where({ 'o.direction': 'outbound', 'o.kind': 'message' })
    .whereNotIn('o.status', ['failed', 'cancelled', 'scheduled'])
    .orderBy('o.received_at', 'desc')
    .limit(1)
    .select('o.received_at');
  const waitingSince = messages('w')
    .where({ 'w.direction': 'inbound', 'w.kind': 'message', 'w.automatic': false })
    .where('w.received_at', '>', trx.raw('coalesce(?, 0)', [answeredAt]))
    .orderBy('w.received_at')
    .limit(1)
    .select('w.received_at');
  const newest = messages('n').where({ 'n.direction': 'inbound', 'n.imported': false }).max('n.id');
  // By account and status: few messages have failed, and a long conversation has many.
  const failed = messages('f')
    .whereRaw('?? = ??', ['f.account_document_id', `${CONVERSATIONS}.account_document_id`])
    .where({ 'f.status': 'failed', 'f.kind': 'message' })
    .select(trx.raw('1'));
  return {
    // Closing says that no answer is needed, and so does spam.
    waiting_since: trx.raw("case when ?? in ('closed', 'spam') then null else ? end", [
      `${CONVERSATIONS}.status`,
      waitingSince,
    ]),
    last_inbound_id: trx.raw('coalesce(?, 0)', [newest]),
    send_failed: trx.raw('case when exists ? then 1 else 0 end', [failed]),
  };
}
