import { tooMany } from '../api/errors';
import type { RateLimit } from '../security/rate-limit';
import type { Person } from '../security/scope';

const PER_MINUTE = 10;
const PER_HOUR = 60;

/** Limits, per person, whatever makes this host connect where a person says. Throws `too-many-requests`. */
export function createConnectionAllowance(limits: RateLimit) {
  return async function spend(by: Person): Promise<void> {
    const name = `connection-test:${by.id}`;
    const minute = await limits.take(name, PER_MINUTE, 60_000);
    if (!minute || !(await limits.take(`${name}:hour`, PER_HOUR, 3600_000))) {
      throw tooMany('Too many connection tests. Wait a minute and try again.');
    }
  };
}
