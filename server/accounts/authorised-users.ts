import { invalid, notFound } from '../api/errors';
import type { AuthorisedUserDto, AuthorisedUsersDto } from '../api/contracts/accounts';
import { toInstantOrNull } from '../database/columns';
import type { Database } from '../database/database';
import type { AdminUser, AdminUsers } from '../hosts/admin-users';
import type { Person } from '../security/scope';
import type { Audit } from './audit';
import type { Members } from './members';
import type { AccountRepository } from './repository';

interface Deps {
  database: Database;
  accounts: AccountRepository;
  members: Members;
  users: AdminUsers;
  audit: Audit;
  now: () => number;
}

/** Who may read an account's conversations. Managers may add anybody, themselves too: it is recorded. */
export interface AuthorisedUsers {
  get(accountId: string): Promise<AuthorisedUsersDto>;
  set(by: Person, accountId: string, userIds: number[]): Promise<AuthorisedUsersDto>;
  candidates(): Promise<AuthorisedUserDto[]>;
}

export function createAuthorisedUsers({ database, accounts, members, users, audit, now }: Deps): AuthorisedUsers {
  const asCandidate = ({ id, name, email, mayUseInbox }: AdminUser): AuthorisedUserDto => ({
    id,
    name,
    email,
    mayUseInbox,
    addedAt: null,
    addedBy: null,
  });

  async function get(accountId: string): Promise<AuthorisedUsersDto> {
    if (!(await accounts.find(accountId))) throw notFound('Account');
    const list = await members.of(accountId);
    const known = await users.find([
      ...list.map(({ userId }) => userId),
      ...list.flatMap(({ addedBy }) => addedBy ?? []),
    ]);
    const authorised = list.map(({ userId, addedAt, addedBy }) => {
      const user = known.get(userId);
      const adder = addedBy === null ? undefined : known.get(addedBy);
      return {
        id: userId,
        name: user?.name ?? '',
        email: user?.email ?? '',
        mayUseInbox: user?.mayUseInbox ?? false,
        addedAt: toInstantOrNull(addedAt),
        addedBy: adder ? { id: adder.id, name: adder.name } : null,
      };
    });
    return { authorised, candidates: (await users.list()).map(asCandidate) };
  }

  return {
    get,
    candidates: async () => (await users.list()).map(asCandidate),
    async set(by, accountId, userIds) {
      const known = await users.find(userIds);
      const unknown = userIds.find((id) => !known.has(id));
      if (unknown !== undefined) throw invalid('unknown-user', `There is no admin user with the id ${unknown}.`);
      await database.transaction(async (trx) => {
        if (!(await accounts.lock(trx, accountId))) throw notFound('Account');
        const at = now();
        const { added, removed } = await members.replace(trx, accountId, userIds, by.id, at);
        if (added.length + removed.length === 0) return;
        await audit.write(
          trx,
          accountId,
          by,
          'account.authorised-users',
          { added, removed, themselves: added.includes(by.id) },
          at
        );
      });
      return get(accountId);
    },
  };
}
