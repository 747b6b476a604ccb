import type { Knex } from 'knex';
import { TABLE } from '../database/models';
import { CONVERSATIONS } from './tables';

/**
 * Conversations that open again stay with whom they were assigned to, unless that person may no longer read the account:
 * then they would wait for somebody who never sees them.
 */
export async function keepValidAssignees(trx: Knex, conversationIds: readonly string[]): Promise<void> {
  if (conversationIds.length === 0) return;
  const own = (column: string) => `${CONVERSATIONS}.${column}`;
  await trx(CONVERSATIONS)
    .whereIn('document_id', [...conversationIds])
    .whereNotNull('assignee_id')
    .whereNotExists(
      trx({ m: TABLE.member })
        .select(trx.raw('1'))
        .whereRaw('?? = ??', ['m.account_document_id', own('account_document_id')])
        .whereRaw('?? = ??', ['m.user_id', own('assignee_id')])
    )
    .update({ assignee_id: null, assignee_name: null, assignee_reason: null });
}
