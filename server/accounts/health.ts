import { HEALTHY, type AccountHealth } from './account';
import { TROUBLE, type TroubleCode } from './trouble';

/** Providers lock a mailbox after a handful of wrong passwords. */
export const MAX_REFUSED_LOGINS = 3;

const FIRST_RETRY_MS = 5_000;
const LONGEST_RETRY_MS = 5 * 60_000;
const REFUSED_RETRY_MS = 20_000;
const THROTTLED_RETRY_MS = 60_000;
const LONGEST_THROTTLE_MS = 3600_000;
const CONFIGURATION_RETRY_MS = 5 * 60_000;

/** The health after a failed try. The cause keeps its `since` while the same trouble lasts. */
export function afterTrouble(
  before: AccountHealth,
  code: TroubleCode,
  now: number,
  retryAfterMs = 0,
  random: () => number = Math.random
): AccountHealth {
  const cause = { code, since: before.cause?.code === code ? before.cause.since : now };
  switch (TROUBLE[code].class) {
    case 'refused': {
      const refusals = before.refusals + 1;
      return {
        cause,
        failures: before.failures + 1,
        refusals,
        nextTryAt: refusals >= MAX_REFUSED_LOGINS ? null : now + REFUSED_RETRY_MS,
      };
    }
    case 'throttled':
      return {
        ...before,
        cause,
        nextTryAt: now + Math.min(Math.max(retryAfterMs, THROTTLED_RETRY_MS), LONGEST_THROTTLE_MS),
      };
    case 'configuration':
      return { ...before, cause, nextTryAt: now + CONFIGURATION_RETRY_MS };
    case 'transient': {
      const failures = before.failures + 1;
      const full = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(failures - 1, 10));
      return { ...before, cause, failures, nextTryAt: now + Math.round(full / 2 + (full / 2) * random()) };
    }
  }
}

export const afterSuccess = (): AccountHealth => HEALTHY;
