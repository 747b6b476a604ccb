import type { Knex } from 'knex';
import { toNumberOrNull } from '../database/columns';
import type { Database } from '../database/database';
import { TABLE } from '../database/models';
import type { AdminUsers } from '../hosts/admin-users';

/** Somebody who was left out by mistake, or blocked for a while, finds everything again. */
const KEEP_MS = 30 * 24 * 3600_000;
/** SQLite and PostgreSQL bound the values of one statement. */
const BATCH = 500;

interface Row {
  id: number;
  userId: number;
  since: unknown;
  memberId: number | null;
}

/**
 * Removes what nobody will come back to: drafts of people who have not been authorised for the account, or not been active
 * users of the host, for thirty days. Their files are held by nothing then. The time counts from when it was first seen,
 * since no table knows when a right was taken away, and begins anew with each return.
 */
export async function removeForsakenDrafts(
  database: Database,
  users: Pick<AdminUsers, 'list'>,
  now: number
): Promise<number> {
  const active = new Set((await users.list()).map(({ id }) => id));
  const rows = (await database
    .knex({ d: TABLE.draft })
    .leftJoin({ m: TABLE.member }, (join) =>
      join.on('m.account_document_id', 'd.account_document_id').andOn('m.user_id', 'd.user_id')
    )
    .select({ id: 'd.id', userId: 'd.user_id', since: 'd.forsaken_since', memberId: 'm.id' })) as Row[];
  const isForsaken = ({ userId, memberId }: Row) => memberId === null || !active.has(userId);
  const sinceOf = ({ since }: Row) => toNumberOrNull(since);
  const forsaken = rows.filter(isForsaken);
  const back = rows.filter((row) => !isForsaken(row) && sinceOf(row) !== null);
  const begun = forsaken.filter((row) => sinceOf(row) === null);
  const over = forsaken.filter((row) => (sinceOf(row) ?? now) < now - KEEP_MS);

  await inBatches(back, (ids) => among(ids).update({ forsaken_since: null }));
  await inBatches(begun, (ids) => among(ids).whereNull('forsaken_since').update({ forsaken_since: now }));
  // What its writer saved since it was read bears no time any more.
  return inBatches(over, (ids) =>
    among(ids)
      .where('forsaken_since', '<', now - KEEP_MS)
      .delete()
  );

  function among(ids: number[]): Knex.QueryBuilder {
    return database.knex(TABLE.draft).whereIn('id', ids);
  }
}

async function inBatches(rows: Row[], change: (ids: number[]) => PromiseLike<number>): Promise<number> {
  let changed = 0;
  for (let from = 0; from < rows.length; from += BATCH) {
    changed += await change(rows.slice(from, from + BATCH).map(({ id }) => id));
  }
  return changed;
}
