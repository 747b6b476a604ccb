import { describe, expect, it } from 'vitest';
import type { StreamEvent } from '../../../server/api/contracts/realtime';
import { createHub } from '../../../server/realtime/hub';
import type { Listener } from '../../../server/realtime/listener';
import { until } from '../../support/until';

const page = (id: number) => {
  const heard: string[] = [];
  const listener: Listener = {
    person: { id } as Listener['person'],
    session: { expiresAt: Infinity, isActive: () => Promise.resolve(true) },
    since: undefined,
    send: ({ name }: StreamEvent) => heard.push(name) > 0,
    close: (reason) => void heard.push(`end ${reason}`),
  };
  return { listener, heard };
};

describe('the hub', () => {
  it('does not take who joins while it asks who may listen for one who may not', async () => {
    const early = page(1);
    const late = page(2);
    const hub = createHub({
      changes: { since: () => Promise.resolve({ conversationIds: [], all: false, cursor: '0' }) } as never,
      reader: { next: () => Promise.resolve([]), settled: 0, forget: () => undefined } as never,
      presence: { present: () => Promise.resolve([]) } as never,
      authority: {
        accountsOf: (ids) => Promise.resolve(new Map(ids.map((id) => [id, new Set<string>()]))),
        stillMayUse: (ids) => {
          if (!ids.includes(2)) hub.join(late.listener);
          return Promise.resolve(new Set(ids));
        },
      },
      tagsVersion: () => Promise.resolve('1'),
      logger: { warn: (text: string, error: unknown) => expect.fail(`${text}: ${String(error)}`) } as never,
      now: Date.now,
    });
    hub.start();
    hub.join(early.listener);
    await until('both to be told', () => early.heard.length >= 2 && late.heard.length >= 2);
    expect([early.heard, late.heard]).toEqual([
      ['changes', 'presence'],
      ['changes', 'presence'],
    ]);
    await hub.stop();
    expect(late.heard.at(-1)).toBe('end stopping');
  });
});
