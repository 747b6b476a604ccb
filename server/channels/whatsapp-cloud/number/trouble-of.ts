import { Trouble, type TroubleCode } from '../../../accounts/trouble';
import { problem, type AccountProblem } from '../errors/problem';
import type { GraphResult } from '../graph/result';

const OF_ACCOUNT: Record<AccountProblem, TroubleCode> = {
  'reauth-required': 'whatsapp-token-refused',
  misconfigured: 'whatsapp-permission-missing',
  restricted: 'whatsapp-restricted',
  'billing-blocked': 'whatsapp-billing-blocked',
  'needs-registration': 'whatsapp-not-registered',
};

type Failed = Exclude<GraphResult<never>, { status: 'ok' }>;

/** What an answer that was no success means for the account. Null: nothing, it is about the request alone. */
export function troubleOf(result: Failed): Trouble | null {
  if (result.status !== 'rejected') return new Trouble('whatsapp-unreachable', result.detail);
  const { class: kind, account } = problem(result.problem);
  if (account) return new Trouble(OF_ACCOUNT[account], result.problem);
  if (kind === 'retry') return new Trouble('throttled', result.problem, result.waitMs ?? undefined);
  return null;
}
