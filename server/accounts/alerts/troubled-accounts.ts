import type { TroubledAccountDto } from '../../api/contracts/troubles';
import { toInstant } from '../../database/columns';
import type { AccountRepository } from '../repository';
import type { AlertTable } from './alert-table';
import { situationOf } from './situation';
import type { AlertRule } from './watch';

interface Deps {
  accounts: AccountRepository;
  alerts: AlertTable;
  rule: AlertRule;
  now: () => number;
}

/**
 * The accounts that need somebody, for the pages of those who may manage them. Errors at once; being behind only once it
 * has lasted, since for a moment that is true of every account that comes back from a pause or a restart.
 */
export function createTroubledAccounts({ accounts, alerts, rule, now }: Deps) {
  return async function troubledAccounts(): Promise<TroubledAccountDto[]> {
    const [all, known] = [await accounts.list(), await alerts.all()];
    return all.flatMap((account): TroubledAccountDto[] => {
      const situation = situationOf(account, now(), rule.behindMs);
      const { id, name } = account;
      if (situation.kind === 'error') {
        return [{ id, name, kind: 'error', code: situation.code, since: toInstant(situation.since) }];
      }
      const told = (known.get(id)?.notifiedAt ?? null) !== null;
      return situation.kind === 'behind' && told
        ? [{ id, name, kind: 'behind', code: null, since: toInstant(situation.since) }]
        : [];
    });
  };
}
