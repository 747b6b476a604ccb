import type { Knex } from 'knex';
import { isRowNumber } from '../api/row-cursor';
import { toNumber } from '../database/columns';
import type { Database } from '../database/database';
import { keepStanding } from '../conversations/standing';
import { TABLE } from '../database/models';

/**
 * Ids of changed conversations, for pages that follow along. Written in the transaction of the change. Two
 * transactions may commit their rows in another order than their ids, so a reader's cursor stays `SETTLE_MS` behind
 * and a change may be named twice, never missed.
 */
const SETTLE_MS = 5_000;
const KEEP_MS = 24 * 3600_000;

export interface ChangeLog {
  note(trx: Knex, accountId: string, conversationIds: string[], now: number): Promise<void>;
  since(
    accountIds: string[],
    cursor: string | undefined,
    now: number
  ): Promise<{ conversationIds: string[]; cursor: string }>;
  prune(now: number): Promise<number>;
}

interface Row {
  id: number;
  conversation_document_id: string;
  at: unknown;
}

/** `follow` is told in the same transaction. */
export function createChangeLog(
  database: Database,
  follow?: (trx: Knex, conversationIds: string[]) => Promise<void>
): ChangeLog {
  const settled = async (accountIds: string[], now: number) => {
    const row = (await database
      .knex(TABLE.change)
      // Of these accounts only: the ids of others would tell how busy they are.
      .whereIn('account_document_id', accountIds)
      .where('at', '<', now - SETTLE_MS)
      .max({ id: 'id' })
      .first()) as { id: number | null } | undefined;
    return row?.id ?? 0;
  };
  return {
    async note(trx, accountId, conversationIds, now) {
      if (conversationIds.length === 0) return;
      const ids = [...new Set(conversationIds)];
      await keepStanding(trx, ids, { changed_at: now });
      await trx(TABLE.change).insert(
        ids.map((id) => ({
          account_document_id: accountId,
          conversation_document_id: id,
          at: now,
        }))
      );
      await follow?.(trx, ids);
    },
    async since(accountIds, cursor, now) {
      const position = cursor === undefined ? NaN : Number(cursor);
      if (!isRowNumber(position)) return { conversationIds: [], cursor: String(await settled(accountIds, now)) };
      const rows = (await database
        .knex(TABLE.change)
        .where('id', '>', position)
        .whereIn('account_document_id', accountIds)
        .orderBy('id')
        .limit(1000)) as Row[];
      let next = Math.max(position, await settled(accountIds, now));
      // A full page: go on from its end, or from where the settled part of it ends.
      if (rows.length === 1000) {
        const old = rows.filter((row) => toNumber(row.at) < now - SETTLE_MS);
        next = old[old.length - 1]?.id ?? position;
      }
      return { conversationIds: [...new Set(rows.map((row) => row.conversation_document_id))], cursor: String(next) };
    },
    prune: (now) =>
      database
        .knex(TABLE.change)
        .where('at', '<', now - KEEP_MS)
        .delete(),
  };
}
