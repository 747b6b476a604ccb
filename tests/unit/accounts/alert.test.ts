import { describe, expect, it } from 'vitest';
import { nextAlert, QUIET, type Alert } from '../../../server/accounts/alerts/alert';
import { situationOf, type Situation } from '../../../server/accounts/alerts/situation';
import { HEALTHY } from '../../../server/accounts/account';

const MINUTE = 60_000;

/** Looks every five seconds at what `history` says, and answers the seconds at which managers were told. */
function told(history: [fromSecond: number, kind: Situation['kind']][], untilSecond: number): number[] {
  let alert: Alert = QUIET;
  const seconds: number[] = [];
  for (let second = 0; second <= untilSecond; second += 5) {
    const kind = history.filter(([from]) => from <= second).at(-1)?.[1] ?? 'sound';
    const next = nextAlert(alert, kind, second * 1000, MINUTE);
    alert = next.alert;
    if (next.tell) seconds.push(second);
  }
  return seconds;
}

describe('when managers are told', () => {
  it('once, when the trouble has lasted a minute', () => {
    expect(told([[10, 'error']], 3600)).toEqual([70]);
    expect(told([[10, 'behind']], 3600)).toEqual([70]);
  });

  it('not of what is over within a minute, however often it comes', () => {
    const flapping = Array.from({ length: 50 }, (_, n): [number, Situation['kind']] => [
      n * 30,
      n % 2 === 0 ? 'error' : 'sound',
    ]);
    expect(told(flapping, 1500)).toEqual([]);
  });

  it('not again while it goes on with another cause, or comes back within a minute', () => {
    expect(
      told(
        [
          [0, 'error'],
          [100, 'behind'],
          [200, 'error'],
          [300, 'sound'],
          [350, 'error'],
        ],
        1000
      )
    ).toEqual([60]);
  });

  it('again after it had recovered for a minute', () => {
    expect(
      told(
        [
          [0, 'error'],
          [100, 'sound'],
          [165, 'error'],
        ],
        1000
      )
    ).toEqual([60, 225]);
  });

  it('nothing of a paused account, whose pause is no recovery either', () => {
    expect(
      told(
        [
          [0, 'error'],
          [30, 'paused'],
        ],
        1000
      )
    ).toEqual([]);
    expect(
      told(
        [
          [0, 'error'],
          [100, 'paused'],
          [400, 'error'],
        ],
        1000
      )
    ).toEqual([60]);
  });

  it('a minute after the end of a pause at the earliest', () => {
    expect(
      told(
        [
          [0, 'error'],
          [50, 'paused'],
          [100, 'error'],
        ],
        1000
      )
    ).toEqual([160]);
  });
});

describe('what counts as trouble', () => {
  const account = { paused: false, health: HEALTHY, lastSuccessAt: 0, createdAt: 0 };
  const behind = 15 * MINUTE;

  it('being behind, from more than the limit on', () => {
    expect(situationOf(account, behind, behind)).toEqual({ kind: 'sound' });
    expect(situationOf(account, behind + 1, behind)).toEqual({ kind: 'behind', since: 0 });
  });

  it('never having been in step, from its making on', () => {
    const fresh = { ...account, lastSuccessAt: null, createdAt: 5 * MINUTE };
    expect(situationOf(fresh, 19 * MINUTE, behind)).toEqual({ kind: 'sound' });
    expect(situationOf(fresh, 21 * MINUTE, behind)).toEqual({ kind: 'behind', since: 5 * MINUTE });
  });

  it('an error before being behind, and neither while paused', () => {
    const failing = {
      ...account,
      health: { ...HEALTHY, cause: { code: 'login-refused' as const, since: 7 }, nextTryAt: null },
    };
    expect(situationOf(failing, 2 * behind, behind)).toEqual({ kind: 'error', code: 'login-refused', since: 7 });
    expect(situationOf({ ...failing, paused: true }, 2 * behind, behind)).toEqual({ kind: 'paused' });
  });
});
