import type { Knex } from 'knex';
import { IDENTITIES } from '../conversations/tables';

const BATCH = 500;

/**
 * Ids that were held to be one account's are their portfolio's, once that is known. An id that another account has brought
 * under the portfolio already keeps its narrow scope and finds nobody any more: its person is known by the other row, and
 * two contacts are never joined by themselves.
 */
export async function widenIdentityScope(trx: Knex, from: string, to: string): Promise<void> {
  const prefix = `${from}|`;
  for (let after = 0; ;) {
    const rows = (await trx(IDENTITIES)
      .whereIn('kind', ['bsuid', 'parent-bsuid', 'username'])
      .where('value', 'like', `${prefix}%`)
      .where('id', '>', after)
      .orderBy('id')
      .limit(BATCH)
      .select('id', 'kind', 'value')) as { id: number; kind: string; value: string }[];
    for (const { id, kind, value } of rows) {
      // LIKE knows wildcards, and on some databases no case.
      if (!value.startsWith(prefix)) continue;
      const wide = `${to}|${value.slice(prefix.length)}`;
      const taken = (await trx(IDENTITIES).where({ kind, value: wide }).first('id')) as { id: number } | undefined;
      if (!taken) await trx(IDENTITIES).where({ id }).update({ value: wide });
    }
    const last = rows.at(-1);
    if (!last || rows.length < BATCH) return;
    after = last.id;
  }
}
