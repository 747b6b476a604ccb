import { describe, expect, it } from 'vitest';
import { createNumberPace } from '../../../../server/outbound/whatsapp/number-pace';
import type { RateLimit } from '../../../../server/security/rate-limit';

/** Counts as the database's does. */
function windows(now: () => number): RateLimit {
  const counts = new Map<string, number>();
  return {
    take: (name, limit, windowMs) => {
      const key = `${name}@${Math.floor(now() / windowMs)}`;
      const used = counts.get(key) ?? 0;
      counts.set(key, used + 1);
      return Promise.resolve(used < limit);
    },
    prune: () => Promise.resolve(0),
  };
}

describe('the pace of a number', () => {
  it('lets no more through in a second than the number may send, and spreads the rest', async () => {
    let at = 10_000;
    const limits = windows(() => at);
    const pace = createNumberPace(limits, () => at, { perSecond: 3, random: () => 0.5 });
    expect(await Promise.all([1, 2, 3].map(() => pace.take('a')))).toEqual([0, 0, 0]);
    at += 250;
    expect(await pace.take('a')).toBe(750 + 500);
    expect(await pace.take('another')).toBe(0);
    at += 750;
    expect(await pace.take('a')).toBe(0);
  });

  it('waits as long as Meta asks, for the longer of two waits', async () => {
    let at = 0;
    const pace = createNumberPace(
      windows(() => at),
      () => at
    );
    pace.hold('a', 5_000);
    pace.hold('a', 1_000);
    expect(await pace.take('a')).toBe(5_000);
    expect(await pace.take('b')).toBe(0);
    at = 5_000;
    expect(await pace.take('a')).toBe(0);
  });
});
