import { invalid, notFound } from '../api/errors';
import type { HostAccess, HostAccessDto, SetHostAccess } from '../api/contracts/host-access';
import type { Database } from '../database/database';
import type { HostPrincipals, NamedPrincipal } from '../hosts/host-principals';
import type { Person } from '../security/scope';
import type { Audit } from './audit';
import type { HostAccessRow, HostAccessTable, HostPrincipalKind } from './host-access-table';
import type { AccountRepository } from './repository';

interface Deps {
  database: Database;
  accounts: AccountRepository;
  table: HostAccessTable;
  principals: HostPrincipals;
  audit: Audit;
  now: () => number;
}

/** Which of the host's API tokens and roles may read an account, and which may write on it: none until somebody says so. */
export interface HostAccessSettings {
  get(accountId: string): Promise<HostAccessDto>;
  set(by: Person, accountId: string, input: SetHostAccess): Promise<HostAccessDto>;
}

export function createHostAccessSettings(deps: Deps): HostAccessSettings {
  const { database, accounts, table, principals, audit, now } = deps;

  async function get(accountId: string): Promise<HostAccessDto> {
    if (!(await accounts.find(accountId))) throw notFound('Account');
    const granted = accessBy(await table.ofAccount(accountId));
    const accessOf = (kind: HostPrincipalKind, id: number): HostAccess => granted.get(`${kind}:${id}`) ?? 'none';
    return {
      apiTokens: (await principals.apiTokens()).map((token) => ({ ...token, access: accessOf('api-token', token.id) })),
      roles: (await principals.roles()).map((role) => ({ ...role, access: accessOf('role', role.id) })),
    };
  }

  return {
    get,
    async set(by, accountId, input) {
      const tokens = await principals.apiTokens();
      const roles = await principals.roles();
      const rows = [
        ...toRows('api-token', input.apiTokens, tokens, 'unknown-token', 'API token'),
        ...toRows('role', input.roles, roles, 'unknown-role', 'role'),
      ];
      const names = new Map<string, string>([
        ...tokens.map(({ id, name }) => [`api-token:${id}`, name] as const),
        ...roles.map(({ id, name }) => [`role:${id}`, name] as const),
      ]);
      await database.transaction(async (trx) => {
        if (!(await accounts.lock(trx, accountId))) throw notFound('Account');
        const before = accessBy(await table.ofAccount(accountId, trx));
        const after = accessBy(rows);
        const changes = [...new Set([...before.keys(), ...after.keys()])].filter(
          (key) => before.get(key) !== after.get(key)
        );
        if (changes.length === 0) return;
        const at = now();
        await table.replace(trx, accountId, rows, by.id, at);
        await audit.write(
          trx,
          accountId,
          by,
          'account.host-access',
          {
            changes: changes.map((key) => ({
              principal: key,
              // A token or role that the host has deleted has no name left.
              name: names.get(key) ?? key,
              before: before.get(key) ?? 'none',
              after: after.get(key) ?? 'none',
            })),
          },
          at
        );
      });
      return get(accountId);
    },
  };
}

const accessBy = (rows: HostAccessRow[]): Map<string, HostAccess> =>
  new Map(rows.map(({ kind, principalId, access }) => [`${kind}:${principalId}`, access]));

function toRows(
  kind: HostPrincipalKind,
  wanted: SetHostAccess['roles'],
  known: NamedPrincipal[],
  code: string,
  what: string
): HostAccessRow[] {
  const seen = new Set<number>();
  const rows: HostAccessRow[] = [];
  for (const { id, access } of wanted) {
    if (!known.some((principal) => principal.id === id)) throw invalid(code, `There is no ${what} with the id ${id}.`);
    if (seen.has(id)) throw invalid('named-twice', `The ${what} ${id} is named twice.`);
    seen.add(id);
    if (access !== 'none') rows.push({ kind, principalId: id, access });
  }
  return rows;
}
