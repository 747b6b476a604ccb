import { tooMany } from '../api/errors';
import type { RateLimit } from '../security/rate-limit';
import type { Person } from '../security/scope';

const TESTS = { name: 'connection-test', perMinute: 10, perHour: 60 };

/** Limits, per person, whatever makes this host connect where a person says. Throws `too-many-requests`. */
export function createConnectionAllowance(limits: RateLimit, allowed = TESTS) {
  return async function spend(by: Person): Promise<void> {
    const name = `${allowed.name}:${by.id}`;
    const minute = await limits.take(name, allowed.perMinute, 60_000);
    if (!minute || !(await limits.take(`${name}:hour`, allowed.perHour, 3600_000))) {
      throw tooMany('Too many connection tests. Wait a minute and try again.');
    }
  };
}
