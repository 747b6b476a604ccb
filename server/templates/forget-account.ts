import type { Knex } from 'knex';
import { TABLE } from '../database/models';

/**
 * Of an account that is removed. A template that was for it alone is put into the archive: without any account it would be
 * for all of them.
 */
export async function forgetAccountInTemplates(trx: Knex, accountId: string, at: number): Promise<void> {
  const own = { account_document_id: accountId };
  const ids: string[] = await trx(TABLE.templateAccount).where(own).pluck('template_document_id');
  if (ids.length === 0) return;
  await trx(TABLE.templateAccount).where(own).delete();
  const shared: string[] = await trx(TABLE.templateAccount)
    .whereIn('template_document_id', ids)
    .pluck('template_document_id');
  await trx(TABLE.template)
    .whereIn(
      'document_id',
      ids.filter((id) => !shared.includes(id))
    )
    .whereNull('archived_at')
    .update({ archived_at: at, name_key: null });
}
