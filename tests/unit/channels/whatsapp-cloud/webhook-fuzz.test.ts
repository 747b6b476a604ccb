import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readWebhook } from '../../../../server/channels/whatsapp-cloud/webhook/read-webhook';
import { change, contact, envelope, message, messages, status, text, type Json } from './payloads';

const samples: Json[] = [
  text('hello', { context: { id: 'w' }, referral: { ctwa_clid: 'c' } }),
  message('image', { image: { id: 'm', mime_type: 'image/jpeg' } }),
  message('contacts', { contacts: [{ name: { formatted_name: 'A' }, phones: [{ phone: '1' }] }] }),
  message('reaction', { reaction: { message_id: 'w', emoji: '👍' } }),
  message('interactive', { interactive: { type: 'list_reply', list_reply: { id: '1', title: 't' } } }),
  message('order', { order: { catalog_id: '1', product_items: [{ product_retailer_id: 'p' }] } }),
  message('system', { system: { type: 'user_changed_number', wa_id: '1' } }),
  message('edit', { edit: { original_message_id: 'w', message: { type: 'text', text: { body: 'n' } } } }),
  message('unsupported', { errors: [{ code: 131051 }] }),
];
const whole: Json[] = [
  messages(...samples),
  envelope([change({ statuses: [status('failed', { errors: [{ code: 1 }], pricing: { type: 'regular' } })] })]),
  envelope([
    change({ history: [{ metadata: { phase: 0 }, threads: [{ id: '1', messages: [text('h')] }] }] }, 'history'),
  ]),
  envelope([{ field: 'account_update', value: { event: 'X', restriction_info: [{ restriction_type: 'Y' }] } }], {
    time: 1,
  }),
  envelope([{ field: 'message_template_status_update', value: { event: 'APPROVED', message_template_id: 1 } }]),
  envelope([change({ contacts: [contact], user_preferences: [{ wa_id: '1', value: 'stop' }] }, 'user_preferences')]),
];

/** Every place in a value, as the way to it. */
function places(value: unknown, way: (string | number)[] = []): (string | number)[][] {
  if (typeof value !== 'object' || value === null) return [way];
  return [way, ...Object.entries(value).flatMap(([name, member]) => places(member, [...way, name]))];
}

function put(value: unknown, way: readonly (string | number)[], replacement: unknown): unknown {
  const [next, ...rest] = way;
  if (next === undefined) return replacement;
  const copy = structuredClone(value) as Record<string | number, unknown>;
  copy[next] = put(copy[next], rest, replacement);
  return copy;
}

const garbage = fc.oneof(
  fc.constant(undefined),
  fc.jsonValue(),
  fc.constantFrom('', '__proto__', 'constructor', -1, 1e300, 9_007_199_254_740_993, [[]], [null], { length: 3 })
);
const mutated = (samplesOf: Json[]) =>
  fc.constantFrom(...samplesOf).chain((sample) =>
    fc
      .array(fc.tuple(fc.constantFrom(...places(sample)), garbage, fc.boolean()), { minLength: 1, maxLength: 3 })
      .map((changes) =>
        changes.reduce<unknown>((value, [way, replacement, extra]) => {
          try {
            return put(value, extra ? [...way, 'unheard_of'] : way, replacement);
          } catch (error) {
            // The way there was cut off by an earlier change.
            if (error instanceof TypeError) return value;
            throw error;
          }
        }, sample)
      )
  );

describe('a webhook of any shape', () => {
  it('is read without an exception, each item with a key', () => {
    fc.assert(
      fc.property(fc.oneof(mutated(whole), fc.jsonValue()), (body) => {
        for (const item of readWebhook(JSON.stringify(body) ?? '').items) {
          expect(item.key.length).toBeGreaterThan(3);
          expect(item.at === null || Number.isFinite(item.at)).toBe(true);
        }
      }),
      { numRuns: 1000 }
    );
  });

  it('costs no neighbour of a bad item anything, and the bad item is not lost either', () => {
    fc.assert(
      fc.property(mutated(samples), (bad) => {
        const body = messages(text('before', { id: 'w1' }), bad, text('after', { id: 'w2' }));
        const { items } = readWebhook(JSON.stringify(body));
        expect(items).toHaveLength(3);
        expect(items[0]).toMatchObject({ kind: 'message', messageId: 'w1', content: { text: 'before' } });
        expect(items[2]).toMatchObject({ kind: 'message', messageId: 'w2', content: { text: 'after' } });
        expect(['message', 'unreadable']).toContain(items[1]?.kind);
      }),
      { numRuns: 1000 }
    );
  });

  it('need not be JSON, or any that one can follow', () => {
    const raws = ['', 'null', '{', '"', '[]', '{"object":"page","entry":[]}', '\u0000', '['.repeat(200_000)];
    for (const raw of raws) expect(readWebhook(raw).items).toMatchObject([{ kind: 'unreadable', path: '' }]);
    expect(readWebhook(Buffer.from([0xff, 0xfe, 0x22])).items).toMatchObject([
      { kind: 'unreadable', reason: 'not-json' },
    ]);
    const deep = `{"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"x","value":${'['.repeat(50_000)}${']'.repeat(50_000)}}]}]}`;
    expect(readWebhook(deep).items).toMatchObject([{ kind: 'unreadable', path: 'entry[0].changes[0]' }]);
  });

  it('says of an unreadable item where it lay and keeps it, but none of its text is in the reason', () => {
    const body = messages({ id: 'w', type: 'text', text: 'a secret' });
    const [item] = readWebhook(JSON.stringify(body)).items;
    expect(item).toMatchObject({ kind: 'unreadable', path: 'entry[0].changes[0].value.messages[0]' });
    if (item?.kind !== 'unreadable') throw new Error('unreadable was expected');
    expect(JSON.parse(item.raw)).toEqual({ id: 'w', type: 'text', text: 'a secret' });
    expect(item.reason).not.toContain('secret');
  });
});
