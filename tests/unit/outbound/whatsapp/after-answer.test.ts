import { describe, expect, it } from 'vitest';
import { TROUBLE } from '../../../../server/accounts/trouble';
import { Trouble } from '../../../../server/accounts/trouble';
import { PROBLEMS, problem, type ProblemCode } from '../../../../server/channels/whatsapp-cloud/errors/problem';
import { afterAnswer, afterTrouble, GIVE_UP_MS } from '../../../../server/outbound/whatsapp/after-answer';

const NOW = Date.UTC(2026, 10, 20);
const HOUR_MS = 3600_000;
const fresh = { tries: 1, queuedForMs: 0, windowExpiresAt: NOW + HOUR_MS, now: NOW, random: () => 1 };
const refused = (code: ProblemCode, waitMs: number | null = null) =>
  ({ status: 'rejected', problem: code, code: 1, subcode: null, details: 'because', waitMs }) as const;
const after = (code: ProblemCode, change: Partial<typeof fresh> = {}, waitMs: number | null = null) =>
  afterAnswer(refused(code, waitMs), { ...fresh, ...change });

describe('what follows from an answer of Meta', () => {
  it('takes an acceptance and a lost answer for what they are', () => {
    const sent = { messageId: 'wamid.1', state: 'accepted', waId: null, userId: null } as const;
    expect(afterAnswer({ status: 'ok', data: sent }, fresh)).toEqual({ do: 'accepted', sent });
    expect(afterAnswer({ status: 'uncertain', detail: 'ECONNRESET' }, fresh)).toEqual({
      do: 'uncertain',
      detail: 'ECONNRESET',
    });
    // Even after a day: it may have been sent.
    const old = { ...fresh, queuedForMs: 2 * GIVE_UP_MS };
    expect(afterAnswer({ status: 'uncertain', detail: '' }, old).do).toBe('uncertain');
  });

  it('tries what never left again, and gives it up after a day', () => {
    const unsent = { status: 'not-sent', detail: 'ECONNREFUSED' } as const;
    expect(afterAnswer(unsent, fresh)).toMatchObject({
      do: 'wait',
      failure: { code: 'whatsapp-unreachable' },
      trouble: null,
    });
    expect(afterAnswer(unsent, { ...fresh, queuedForMs: GIVE_UP_MS + 1 }).do).toBe('fail');
  });

  it('does with every problem what its class says', () => {
    const expected = {
      retry: 'wait',
      'retry-pair': 'wait',
      'cool-down': 'wait',
      account: 'wait',
      // The window is open as far as we know, which is worth one more try.
      window: 'wait',
      fail: 'fail',
      template: 'fail',
      uncertain: 'uncertain',
    };
    for (const code of Object.keys(PROBLEMS) as ProblemCode[]) {
      expect([code, after(code).do]).toEqual([code, expected[problem(code).class]]);
    }
  });

  it('stops the account for what is about the account alone, however old the message is', () => {
    for (const code of Object.keys(PROBLEMS) as ProblemCode[]) {
      const next = after(code, { queuedForMs: GIVE_UP_MS + 1, tries: 50 });
      const { class: kind } = problem(code);
      expect([code, next.do]).toEqual([
        code,
        kind === 'account' ? 'wait' : kind === 'uncertain' ? 'uncertain' : 'fail',
      ]);
      if (next.do !== 'wait') continue;
      expect(['refused', 'configuration']).toContain(next.trouble && TROUBLE[next.trouble.code].class);
    }
  });

  it('waits four times longer at each try for one person, and holds no others back', () => {
    const waits = [1, 2, 3, 4, 9].map((tries) => after('pair-rate', { tries }));
    expect(waits.map((next) => next.do === 'wait' && [next.waitMs, next.holdsNumber])).toEqual([
      [4_000, false],
      [16_000, false],
      [64_000, false],
      [256_000, false],
      [256_000, false],
    ]);
  });

  it('holds the number for limits of the number, as long as Meta asks', () => {
    expect(after('throughput', {}, 7_000)).toMatchObject({ do: 'wait', holdsNumber: true, waitMs: 7_000 });
    expect(after('call-limit')).toMatchObject({ do: 'wait', holdsNumber: true, waitMs: 60_000 });
    expect(after('temporary')).toMatchObject({ do: 'wait', holdsNumber: false });
  });

  it('gives up what should have passed after its number of tries', () => {
    expect(after('temporary', { tries: 4 }).do).toBe('wait');
    expect(after('temporary', { tries: 5 })).toMatchObject({ do: 'fail', failure: { code: 'temporary' } });
    expect(after('throughput', { tries: 500 }).do).toBe('wait');
  });

  it('doubts a closed window once, and not near its end', () => {
    expect(after('window-closed', { tries: 2 }).do).toBe('fail');
    expect(after('window-closed', { windowExpiresAt: NOW + 60_000 }).do).toBe('fail');
  });

  it('tells Meta’s own words where ours say little', () => {
    const unknown = after('unknown');
    expect(unknown.do === 'fail' && unknown.failure.message).toContain('because');
    const known = after('undeliverable');
    expect(known.do === 'fail' && known.failure.message).not.toContain('because');
  });
});

describe('what follows when nothing could be asked', () => {
  it('stops the account where only a person can help, and not where Meta is slow', () => {
    expect(afterTrouble(new Trouble('credentials-missing'), 1, 0)).toMatchObject({
      do: 'wait',
      trouble: { code: 'credentials-missing' },
    });
    expect(afterTrouble(new Trouble('whatsapp-unreachable'), 1, 0)).toMatchObject({ do: 'wait', trouble: null });
  });
});
