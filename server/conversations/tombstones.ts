import type { Knex } from 'knex';
import { TABLE } from '../database/models';

/**
 * What was deleted here and must not come back, however the mailbox shows it again: a move, a new UIDVALIDITY, another
 * import. Hashes only, so that nothing of the content is left. `identity` is a mail's content, `message-id` an id that we
 * made: servers rewrite what they file, and then only the id tells a copy of ours.
 */
export type TombstoneKind = 'identity' | 'message-id';

const CHUNK = 300;

export async function layTombstones(
  trx: Knex,
  accountId: string,
  kind: TombstoneKind,
  keys: string[],
  now: number
): Promise<void> {
  for (let index = 0; index < keys.length; index += CHUNK) {
    await trx(TABLE.tombstone)
      .insert(
        keys
          .slice(index, index + CHUNK)
          .map((key) => ({ account_document_id: accountId, kind, tombstone_key: key, deleted_at: now }))
      )
      .onConflict(['account_document_id', 'kind', 'tombstone_key'])
      .ignore();
  }
}

/** Those of the keys that were deleted here. */
export async function findTombstones(
  trx: Knex,
  accountId: string,
  kind: TombstoneKind,
  keys: string[]
): Promise<Set<string>> {
  const found = new Set<string>();
  for (let index = 0; index < keys.length; index += CHUNK) {
    const rows: string[] = await trx(TABLE.tombstone)
      .where({ account_document_id: accountId, kind })
      .whereIn('tombstone_key', keys.slice(index, index + CHUNK))
      .pluck('tombstone_key');
    for (const key of rows) found.add(key);
  }
  return found;
}
