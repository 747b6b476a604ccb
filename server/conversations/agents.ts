import type { PersonDto } from '../api/contracts/inbox';
import type { Members } from '../accounts/members';
import type { AdminUsers } from '../hosts/admin-users';
import type { Scope } from '../security/scope';

/** People to whom a conversation may be given: authorised for one of the accounts that the person asking may read. */
export function createAgents(members: Members, users: AdminUsers) {
  return async function agents(scope: Scope, accountId?: string): Promise<PersonDto[]> {
    const wanted = scope.accountIds.filter((id) => accountId === undefined || id === accountId);
    const authorised = new Set<number>();
    for (const id of wanted) for (const { userId } of await members.of(id)) authorised.add(userId);
    return (await users.list())
      .filter((user) => user.mayUseInbox && authorised.has(user.id))
      .map(({ id, name }) => ({ id, name }));
  };
}
