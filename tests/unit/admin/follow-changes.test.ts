import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ChangesDto } from '../../../server/api/contracts/inbox';
import type { StreamEvent } from '../../../server/api/contracts/realtime';
import { followChanges } from '../../../admin/inbox/realtime/follow-changes';
import { createRefreshPace } from '../../../admin/inbox/realtime/refresh-pace';

const changes = (cursor: string, ...conversationIds: string[]): ChangesDto => ({
  conversationIds,
  cursor,
  serverTime: '2026-11-23T10:00:00.000Z',
  tagsVersion: '1',
});

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('following what changes', () => {
  /** A page whose streams do what `streams` says, one after the other; further ones go on until they are left. */
  function page(streams: ((onEvent: (event: StreamEvent) => void) => Promise<boolean>)[] = []) {
    const stop = new AbortController();
    const log: string[] = [];
    let visible = true;
    let asked = 0;
    let answers = true;
    const wakers = new Set<() => void>();
    const followed = followChanges(
      {
        listen: async (since, signal, onEvent) => {
          log.push(`listen ${since ?? '-'}`);
          const next = streams.shift();
          if (next) return next(onEvent);
          await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
          return true;
        },
        ask: (since) => {
          asked += 1;
          log.push(`ask ${since ?? '-'}`);
          return Promise.resolve(answers ? changes(`poll${asked}`) : null);
        },
        isVisible: () => visible,
        pause: (ms, signal) =>
          new Promise((resolve) => {
            const wake = () => {
              clearTimeout(timer);
              signal.removeEventListener('abort', wake);
              resolve();
            };
            const timer = setTimeout(wake, ms);
            wakers.add(wake);
            signal.addEventListener('abort', wake);
          }),
        now: () => Date.now(),
      },
      {
        changes: ({ cursor }, unsure) => log.push(`changes ${cursor}${unsure ? ', unsure' : ''}`),
        presence: (_told, whole) => log.push(whole ? 'everybody' : 'somebody'),
        rights: () => log.push('rights'),
        live: (live) => log.push(live ? 'live' : 'not live'),
      },
      undefined,
      stop.signal
    );
    return {
      log,
      show: (now: boolean) => {
        visible = now;
        wakers.forEach((wake) => wake());
      },
      away: (now: boolean) => {
        answers = !now;
      },
      pass: (ms: number) => vi.advanceTimersByTimeAsync(ms),
      end: async () => {
        stop.abort();
        await vi.advanceTimersByTimeAsync(1);
        await followed;
      },
    };
  }
  const dies = (...events: StreamEvent[]) => {
    return (onEvent: (event: StreamEvent) => void) => {
      events.forEach(onEvent);
      return Promise.resolve(events.length > 0);
    };
  };

  it('goes on from the last cursor when a stream is lost', async () => {
    const lost = dies(
      { name: 'changes', data: changes('7', 'a') },
      { name: 'presence', data: {} },
      { name: 'presence', data: { a: [] } },
      { name: 'rights', data: {} }
    );
    const it = page([lost]);
    await it.pass(3_000);
    expect(it.log).toEqual([
      'listen -',
      'live',
      'changes 7, unsure',
      'everybody',
      'somebody',
      'rights',
      'not live',
      'ask 7',
      'changes poll1',
      'listen poll1',
    ]);
    await it.end();
  });

  it('asks every five seconds where no stream gets through, and tries it less and less often', async () => {
    const it = page(Array.from({ length: 30 }, () => dies()));
    await it.pass(5 * 60_000);
    const listens = it.log.filter((line) => line.startsWith('listen')).length;
    const asks = it.log.filter((line) => line.startsWith('ask')).length;
    expect(listens).toBeGreaterThan(4);
    expect(listens).toBeLessThan(10);
    expect(asks).toBeGreaterThan(50);
    await it.end();
  });

  it('leaves the stream when nobody looks, asks now and then, and listens again when somebody does', async () => {
    const it = page();
    await it.pass(100);
    it.show(false);
    await it.pass(60_000);
    expect(it.log.filter((line) => line.startsWith('ask')).length).toBeLessThan(6);
    expect(it.log.filter((line) => line.startsWith('listen'))).toHaveLength(1);
    it.show(true);
    await it.pass(100);
    expect(it.log.at(-1)).toMatch(/^listen poll/);
    await it.end();
  });

  it('says that what failed to load meanwhile has to be asked for again', async () => {
    const it = page(Array.from({ length: 5 }, () => dies()));
    it.away(true);
    await it.pass(6_000);
    it.away(false);
    await it.pass(6_000);
    expect(it.log).toContainEqual(expect.stringMatching(/^changes poll\d+, unsure$/));
    await it.end();
  });
});

describe('the pace of loading again', () => {
  const stale = (...conversationIds: string[]) => ({ conversationIds, all: null });

  it('is at once for the first change, and slower and slower in a rush', async () => {
    const refreshed: number[] = [];
    const begin = Date.now();
    const pace = createRefreshPace(() => refreshed.push(Date.now() - begin));
    for (let change = 0; change < 200; change += 1) {
      pace.add(stale(`c${change}`));
      await vi.advanceTimersByTimeAsync(100);
    }
    expect(refreshed.slice(0, 3)).toEqual([0, 1_000, 3_000]);
    expect(refreshed.length).toBeLessThan(8);
    await vi.advanceTimersByTimeAsync(20_000);
    const before = refreshed.length;
    pace.add(stale('late'));
    expect(refreshed).toHaveLength(before + 1);
    pace.stop();
  });

  it('loads at its end what still waits, since nobody tells of it again', () => {
    const told: unknown[] = [];
    const pace = createRefreshPace((one) => told.push(one));
    pace.add(stale('a'));
    pace.add(stale('b'));
    pace.stop();
    expect(told).toEqual([stale('a'), stale('b')]);
  });

  it('loses nothing of what it joins', async () => {
    const told: { conversationIds: string[]; all: string | null }[] = [];
    const pace = createRefreshPace((one) => told.push(one));
    pace.add(stale('a'));
    pace.add(stale('b'));
    pace.add({ conversationIds: [], all: 'rights' });
    pace.add(stale('b', 'c'));
    await vi.advanceTimersByTimeAsync(1_000);
    expect(told).toEqual([stale('a'), { conversationIds: ['b', 'c'], all: 'rights' }]);
    pace.add({ conversationIds: [], all: null });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(told).toHaveLength(2);
    pace.stop();
  });
});
