import type { Account } from '../account';
import type { TroubleCode } from '../trouble';

/** What managers are told about: an account in error, or one that should be in step and has not been for too long. */
export type Situation =
  | { kind: 'paused' }
  | { kind: 'sound' }
  | { kind: 'error'; code: TroubleCode; since: number }
  | { kind: 'behind'; since: number };

/** An account that has never been in step counts from its making. */
export function situationOf(
  { paused, health, lastSuccessAt, createdAt }: Pick<Account, 'paused' | 'health' | 'lastSuccessAt' | 'createdAt'>,
  now: number,
  behindMs: number
): Situation {
  if (paused) return { kind: 'paused' };
  if (health.cause) return { kind: 'error', ...health.cause };
  const since = lastSuccessAt ?? createdAt;
  return now - since > behindMs ? { kind: 'behind', since } : { kind: 'sound' };
}
