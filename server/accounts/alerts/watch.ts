import type { Database } from '../../database/database';
import type { AccountManagers } from '../../hosts/account-managers';
import type { HostEmail } from '../../hosts/email';
import type { JobQueue } from '../../jobs/types';
import type { AccountRepository } from '../repository';
import { nextAlert, QUIET, sameAlert } from './alert';
import type { AlertTable } from './alert-table';
import { situationOf } from './situation';
import { tellManager } from './topics';

export interface AlertRule {
  /** Are managers told by email too? */
  email: boolean;
  steadyMs: number;
  behindMs: number;
}

interface Deps {
  database: Database;
  accounts: AccountRepository;
  alerts: AlertTable;
  managers: AccountManagers;
  email: HostEmail;
  queue: JobQueue;
  rule: AlertRule;
  now: () => number;
}

/**
 * Looks at every account every few seconds, in every process. What was told stands in the database and is decided under
 * the account's lock, together with the jobs that tell it: neither a second process nor a restart tells it again.
 */
export function createAlertWatch({ database, accounts, alerts, managers, email, queue, rule, now }: Deps) {
  let firstLookAt: number | null = null;

  return async function look(): Promise<void> {
    const at = now();
    firstLookAt ??= at;
    // After a boot the state is that of before the stop, until the sessions have had their first word.
    const settled = at - firstLookAt >= rule.steadyMs;
    const [all, known] = [await accounts.list(), await alerts.all()];
    for (const account of all) {
      const before = known.get(account.id) ?? QUIET;
      const situation = situationOf(account, at, rule.behindMs);
      const { alert, tell } = nextAlert(before, situation.kind, at, rule.steadyMs);
      if (sameAlert(before, alert) || (tell && !settled)) continue;
      await advance(account.id, tell);
    }
  };

  async function advance(accountId: string, expectTell: boolean): Promise<void> {
    // Before the transaction: on SQLite a query beside it would wait for it.
    const people = expectTell && rule.email && email.available() ? await managers.list() : [];
    await database.transaction(async (trx, afterCommit) => {
      const account = await accounts.lock(trx, accountId);
      if (!account) return;
      const at = now();
      const before = await alerts.of(accountId, trx);
      const { alert, tell } = nextAlert(before, situationOf(account, at, rule.behindMs).kind, at, rule.steadyMs);
      // It changed while we came here: the next look sees to it, with the people it needs.
      if (tell && !expectTell) return;
      if (!sameAlert(before, alert)) await alerts.put(trx, accountId, alert);
      if (!tell || alert.notifiedAt === null || people.length === 0) return;
      for (const { id } of people) await queue.enqueue(trx, tellManager(accountId, id, alert.notifiedAt));
      afterCommit(() => queue.ring());
    });
  }
}
