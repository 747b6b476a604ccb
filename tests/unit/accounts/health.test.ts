import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HEALTHY, isDue, needsPerson, stateOf, type AccountHealth } from '../../../server/accounts/account';
import { afterTrouble, MAX_REFUSED_LOGINS } from '../../../server/accounts/health';
import { TROUBLE, type TroubleCode } from '../../../server/accounts/trouble';

const NOW = 1_800_000_000_000;
const middle = () => 0.5;
const again = (health: AccountHealth, code: TroubleCode, times: number) => {
  for (let time = 0; time < times; time += 1) health = afterTrouble(health, code, NOW + time, 0, middle);
  return health;
};

describe('the health of an account', () => {
  it('backs off from a server that is down, up to five minutes, and never stops trying', () => {
    const waits = [1, 2, 3, 20].map(
      (times) => (again(HEALTHY, 'connection-refused', times).nextTryAt ?? 0) - (NOW + times - 1)
    );
    expect(waits).toEqual([3_750, 7_500, 15_000, 225_000]);
  });

  it('says since when the same trouble lasts', () => {
    const first = afterTrouble(HEALTHY, 'connection-refused', NOW);
    expect(afterTrouble(first, 'connection-refused', NOW + 5_000).cause?.since).toBe(NOW);
    expect(afterTrouble(first, 'host-not-found', NOW + 5_000).cause?.since).toBe(NOW + 5_000);
  });

  it(`stops after ${MAX_REFUSED_LOGINS} refused logins until a person goes on`, () => {
    expect(needsPerson({ health: again(HEALTHY, 'login-refused', MAX_REFUSED_LOGINS - 1) })).toBe(false);
    const stopped = again(HEALTHY, 'login-refused', MAX_REFUSED_LOGINS);
    expect(needsPerson({ health: stopped })).toBe(true);
    expect(isDue({ paused: false, health: stopped }, NOW + 10 * 365 * 86_400_000)).toBe(false);
  });

  it('waits as long as a server asks for, an hour at most', () => {
    expect(afterTrouble(HEALTHY, 'throttled', NOW, 600_000).nextTryAt).toBe(NOW + 600_000);
    expect(afterTrouble(HEALTHY, 'throttled', NOW, 86_400_000).nextTryAt).toBe(NOW + 3_600_000);
    expect(afterTrouble(HEALTHY, 'throttled', NOW, 10).nextTryAt).toBe(NOW + 60_000);
  });

  it('is in error whenever there is a cause, and paused whatever the cause', () => {
    const code = fc.constantFrom(...(Object.keys(TROUBLE) as TroubleCode[]));
    fc.assert(
      fc.property(fc.array(code, { minLength: 1, maxLength: 8 }), (codes) => {
        const health = codes.reduce<AccountHealth>((before, next) => afterTrouble(before, next, NOW), HEALTHY);
        expect(stateOf({ paused: false, health })).toBe('error');
        expect(stateOf({ paused: true, health })).toBe('paused');
        expect(isDue({ paused: true, health }, Number.MAX_SAFE_INTEGER)).toBe(false);
        expect(health.nextTryAt === null || health.nextTryAt > NOW).toBe(true);
      })
    );
  });
});
