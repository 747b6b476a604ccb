import type { AccountManagers } from '../../hosts/account-managers';
import type { HostEmail } from '../../hosts/email';
import { Postpone, type Job } from '../../jobs/types';
import type { AccountRepository } from '../repository';
import type { AlertTable } from './alert-table';
import { alertMail } from './alert-mail';
import { alertLanguage } from './plain-words';
import { situationOf } from './situation';
import type { AlertRule } from './watch';

const DEADLINE_MS = 60_000;

interface Deps {
  accounts: AccountRepository;
  alerts: AlertTable;
  managers: AccountManagers;
  email: HostEmail;
  /** Where a browser finds the account's page; null when the host does not know its own address. */
  linkTo: (accountId: string) => string | null;
  rule: AlertRule;
  now: () => number;
}

/** Tells one manager by the host's email plugin. What is over by the time of a late try is told no more. */
export function createTellManager({ accounts, alerts, managers, email, linkTo, rule, now }: Deps) {
  return async function tell({ payload }: Job, signal: AbortSignal): Promise<void> {
    const accountId = String(payload.accountId);
    const account = await accounts.find(accountId);
    const { notifiedAt } = await alerts.of(accountId);
    if (!account || notifiedAt !== Number(payload.notifiedAt)) return;
    const situation = situationOf(account, now(), rule.behindMs);
    if (situation.kind === 'paused') return;
    // Over for good or for a moment: that is known a little later.
    if (situation.kind === 'sound') throw new Postpone(now() + rule.steadyMs);
    const person = (await managers.list()).find(({ id }) => id === Number(payload.userId));
    if (!person || !email.available()) return;
    const { name, address } = account;
    const language = alertLanguage(person.language);
    const mail = alertMail({ language, name, address, situation, link: linkTo(accountId) });
    // Somebody else's code: it must not hold a place among the jobs for ever.
    await email.send({ to: person.email, ...mail }, AbortSignal.any([signal, AbortSignal.timeout(DEADLINE_MS)]));
  };
}
