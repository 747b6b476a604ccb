import type { Database } from '../database/database';
import { TABLE } from '../database/models';
import type { AdminUsers } from '../hosts/admin-users';

export interface Authority {
  /** The accounts of each of these people, as they are now. One statement. */
  accountsOf(userIds: number[]): Promise<Map<number, Set<string>>>;
  /** Those of these people who are active and may use the inbox at all. */
  stillMayUse(userIds: number[]): Promise<Set<number>>;
}

/** The same question as `scopeFor`, asked for everybody who listens at once. */
export function createAuthority(database: Database, users: AdminUsers): Authority {
  return {
    async accountsOf(userIds) {
      const accounts = new Map(userIds.map((id) => [id, new Set<string>()]));
      if (userIds.length === 0) return accounts;
      const rows = (await database
        .knex(TABLE.member)
        .whereIn('user_id', userIds)
        .select({ userId: 'user_id', accountId: 'account_document_id' })) as { userId: number; accountId: string }[];
      for (const { userId, accountId } of rows) accounts.get(userId)?.add(accountId);
      return accounts;
    },
    async stillMayUse(userIds) {
      const asked = new Set(userIds);
      const allowed = (await users.list()).filter(({ id, mayUseInbox }) => mayUseInbox && asked.has(id));
      return new Set(allowed.map(({ id }) => id));
    },
  };
}
