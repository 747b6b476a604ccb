import { invalid } from '../api/errors';
import type { AccountRepository } from '../accounts/repository';
import type { AdminUsers } from '../hosts/admin-users';
import type { Access, Scopes } from '../security/scope';

export interface ServiceOptions {
  /** Acts as this admin user: sees only the accounts that they are authorised for, and is shown as the author. */
  asUser?: number;
  /** Shown as the author of what is written without `asUser`. */
  author?: string;
}

/** Code of the host runs inside the trust of the host: every account, unless it asks to be somebody. */
export function createServiceAccess(deps: { accounts: AccountRepository; users: AdminUsers; scopes: Scopes }) {
  const { accounts, users, scopes } = deps;
  return async function serviceAccess({ asUser, author }: ServiceOptions = {}): Promise<Access> {
    if (asUser !== undefined) {
      const user = (await users.list()).find(({ id }) => id === asUser);
      if (!user) throw invalid('unknown-user', `There is no active admin user with the id ${asUser}.`);
      return scopes.scopeFor({ id: user.id, name: user.name });
    }
    const accountIds = (await accounts.list()).map(({ id }) => id);
    return {
      person: null,
      principal: { kind: 'service', id: 0, name: author ?? 'Strapi' },
      accountIds,
      writableIds: accountIds,
    };
  };
}
