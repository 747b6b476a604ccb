import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addReport,
  deliveryState,
  NOTHING_REPORTED,
  type DeliveryReport,
} from '../../../server/whatsapp/delivery-state';
import { addEvent, messageState, noFacts, type MessageEvent } from '../../../server/whatsapp/message-state';

/** Every order of the list, with some of it twice. */
function permutations<Item>(list: readonly Item[]): Item[][] {
  if (list.length === 0) return [[]];
  return list.flatMap((item, index) =>
    permutations(list.filter((_, other) => other !== index)).map((rest) => [item, ...rest])
  );
}
const repeated = <Item>(list: Item[], seed: number): Item[] =>
  list.flatMap((item, index) => ((seed >> index) & 1 ? [item, item] : [item])).concat(seed & 32 ? list : []);

const after = (reports: readonly DeliveryReport[]) => deliveryState(reports.reduce(addReport, NOTHING_REPORTED));
const names = (...statuses: DeliveryReport['status'][]) => after(statuses.map((status) => ({ status, at: 1 }))).status;

const report: fc.Arbitrary<DeliveryReport> = fc.record({
  status: fc.constantFrom('sent', 'delivered', 'read', 'played', 'failed'),
  at: fc.constantFrom(null, 1, 2, 3),
  failure: fc.constantFrom(null, { code: 131026, details: '' }, { code: 131047, details: 'a' }),
});

describe('delivery', () => {
  it('ends alike in every order and with any report repeated', () => {
    fc.assert(
      fc.property(fc.array(report, { maxLength: 6 }), fc.nat(63), (reports, seed) => {
        const facts = reports.reduce(addReport, NOTHING_REPORTED);
        const orders = permutations(reports).map((order) => repeated(order, seed).reduce(addReport, NOTHING_REPORTED));
        // 720 deep comparisons a run are slow; one text each is the same.
        const sorted = (value: typeof facts) =>
          JSON.stringify({
            reached: Object.entries(value.reached).sort(),
            failed: value.failed,
            state: deliveryState(value),
          });
        expect(new Set(orders.map(sorted))).toEqual(new Set([sorted(facts)]));
      }),
      { numRuns: 60 }
    );
  });

  it('never goes back', () => {
    expect(names()).toBe('accepted');
    expect(names('sent', 'delivered', 'read')).toBe('read');
    expect(names('read', 'delivered', 'sent')).toBe('read');
    expect(names('read', 'played', 'read')).toBe('played');
  });

  it('fails after sent, before or after it', () => {
    expect([names('sent', 'failed'), names('failed', 'sent'), names('failed')]).toEqual(['failed', 'failed', 'failed']);
  });

  it('does not fail once it arrived, and says that somebody contradicted', () => {
    for (const order of permutations<DeliveryReport['status']>(['sent', 'failed', 'delivered'])) {
      expect(after(order.map((status) => ({ status, at: 1 })))).toEqual({
        status: 'delivered',
        failure: null,
        contradicted: true,
      });
    }
  });

  it('tells the first failure', () => {
    const failures: DeliveryReport[] = [
      { status: 'failed', at: 2, failure: { code: 131026, details: '' } },
      { status: 'failed', at: 1, failure: { code: 131047, details: '' } },
    ];
    expect(after(failures).failure?.code).toBe(131047);
  });

  it('keeps the earliest time of each report', () => {
    const facts = [5, null, 3].reduce((known, at) => addReport(known, { status: 'read', at }), NOTHING_REPORTED);
    expect(facts.reached).toEqual({ read: 3 });
  });
});

type Event = MessageEvent<string>;
const fold = (events: readonly Event[]) => messageState(events.reduce(addEvent<string>, noFacts<string>()));

/** Events of different content have different keys: the key is a hash of it where the provider gives no id. */
const event = fc
  .tuple(
    fc.constantFrom<Event['type']>('original', 'edit', 'revoke', 'reaction'),
    fc.integer({ min: 1, max: 3 }),
    fc.constantFrom('x', 'y'),
    fc.constantFrom('ann', 'bo'),
    fc.constantFrom('👍', '❤️', null)
  )
  .map(([type, at, content, by, emoji]): Event => {
    if (type === 'reaction') return { type, at, by, emoji, key: `${type}:${by}:${emoji ?? ''}` };
    if (type === 'revoke') return { type, at, key: type };
    return { type, at, content, key: `${type}:${content}` };
  });

describe('what a message says', () => {
  it('ends alike in every order and with any event repeated', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 6 }), fc.nat(63), (events, seed) => {
        const ends = permutations(events).map((order) => JSON.stringify(fold(repeated(order, seed))));
        expect(new Set(ends)).toEqual(new Set([JSON.stringify(fold(events))]));
      }),
      { numRuns: 60 }
    );
  });

  const original: Event = { type: 'original', at: 1, key: 'm', content: 'old' };
  const edit: Event = { type: 'edit', at: 3, key: 'e', content: 'new' };

  it('is the latest edit, also when that comes first', () => {
    const earlier: Event = { type: 'edit', at: 2, key: 'z', content: 'between' };
    for (const order of permutations([original, edit, earlier])) {
      expect(fold(order)).toMatchObject({ content: 'new', editedAt: 3, revokedAt: null });
    }
  });

  it('stays taken back', () => {
    const revoke: Event = { type: 'revoke', at: 2, key: 'r' };
    for (const order of permutations([original, revoke, edit])) expect(fold(order).revokedAt).toBe(2);
  });

  it('has one reaction of each person, changed and taken back', () => {
    const reaction = (by: string, at: number, emoji: string | null): Event => ({
      type: 'reaction',
      by,
      at,
      emoji,
      key: `${at}`,
    });
    const events = [
      reaction('ann', 1, '👍'),
      reaction('ann', 3, null),
      reaction('bo', 1, '👍'),
      reaction('bo', 2, '❤️'),
    ];
    for (const order of permutations(events)) expect(fold(order).reactions).toEqual([{ by: 'bo', emoji: '❤️', at: 2 }]);
  });
});
