import type { Knex } from 'knex';
import { toNumberOrNull } from '../database/columns';
import type { Database } from '../database/database';
import { TABLE } from '../database/models';
import { MESSAGES } from '../conversations/tables';

export interface Member {
  userId: number;
  addedAt: number | null;
  addedBy: number | null;
}

/** Authorised users: who may read and answer an account's conversations. */
export interface Members {
  of(accountId: string): Promise<Member[]>;
  accountIdsOf(userId: number): Promise<string[]>;
  /** Makes the list exactly `userIds`; answers who came and who went. */
  replace(
    trx: Knex,
    accountId: string,
    userIds: number[],
    by: number | null,
    now: number
  ): Promise<{ added: number[]; removed: number[] }>;
}

interface MemberRow {
  user_id: number;
  added_at: unknown;
  added_by: number | null;
}

export function createMembers(database: Database): Members {
  const rowsOf = async (on: Knex, accountId: string) =>
    (await on(TABLE.member).where({ account_document_id: accountId }).orderBy('id')) as MemberRow[];
  return {
    async of(accountId) {
      const rows = await rowsOf(database.knex, accountId);
      return rows.map((row) => ({ userId: row.user_id, addedAt: toNumberOrNull(row.added_at), addedBy: row.added_by }));
    },
    async accountIdsOf(userId) {
      return database.knex(TABLE.member).where({ user_id: userId }).pluck('account_document_id');
    },
    async replace(trx, accountId, userIds, by, now) {
      const before = new Set((await rowsOf(trx, accountId)).map((row) => row.user_id));
      const wanted = new Set(userIds);
      const added = [...wanted].filter((id) => !before.has(id));
      const removed = [...before].filter((id) => !wanted.has(id));
      if (removed.length > 0)
        await trx(TABLE.member).where({ account_document_id: accountId }).whereIn('user_id', removed).delete();
      if (added.length > 0) {
        const newest = (await trx(MESSAGES).max({ id: 'id' }).first()) as { id: number | null } | undefined;
        await trx(TABLE.member)
          .insert(
            added.map((userId) => ({
              account_document_id: accountId,
              user_id: userId,
              added_at: now,
              added_by: by,
              unread_from_id: newest?.id ?? 0,
            }))
          )
          .onConflict(['account_document_id', 'user_id'])
          .ignore();
      }
      return { added, removed };
    },
  };
}
