import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MessageDto } from '../../../server/api/contracts/inbox';
import { administrate } from '../../support/admin-client';
import { dataOf, type ApiClient } from '../../support/api-client';
import type { SpawnedHost } from '../../support/spawned-host';
import { until } from '../../support/until';
import { openNumber, readMessages, type SendingNumber } from './sending-number';

const LONG = process.env['LONG'] === '1';

/** Boundaries of sending, and whether the message may be out when the process ends there. Each boots two hosts. */
const DECISIVE = [
  { at: 'send.after-upload', mayBeOut: false },
  { at: 'send.transmitting', mayBeOut: true },
  { at: 'send.after-transmit', mayBeOut: true },
];
const CRASH_POINTS = LONG
  ? [
      { at: 'outbox.after-commit', mayBeOut: false },
      { at: 'send.after-begin', mayBeOut: false },
      { at: 'send.before-transmit', mayBeOut: false },
      { at: 'send.before-commit', mayBeOut: true },
      ...DECISIVE,
    ]
  : DECISIVE;

const agentAt = async (host: SpawnedHost): Promise<ApiClient> =>
  (await (await administrate(host.url)).login('ana@empresa.test')).api;

describe('a process that is killed while it sends', () => {
  let number: SendingNumber;
  beforeAll(async () => {
    number = await openNumber('sqlite');
    await number.host.kill();
  });
  afterAll(() => number?.stop());

  it.each(CRASH_POINTS)('at $at sends nothing twice and leaves nothing behind', async ({ at, mayBeOut }) => {
    const { conversationId } = await number.customer();
    const doomed = await number.boot({ crashAt: `${at}#1` });
    const before = await agentAt(doomed);
    const form = new FormData();
    form.append('files', new File([new Uint8Array(500).fill(1)], `${at}.jpg`, { type: 'image/jpeg' }));
    const [file] = dataOf<{ id: string }[]>(
      await before.post(`/conversations/inbox/${conversationId}/attachments`, form)
    );
    const message = { text: at, attachmentIds: [file?.id ?? ''], idempotencyKey: `crash-${at}` };
    // The process may end before it answers.
    await number.write(conversationId, message, before).catch(() => null);
    await doomed.exited;

    const host = await number.boot();
    const api = await agentAt(host);
    const { id } = dataOf<MessageDto>(await number.write(conversationId, message, api));
    const settled = await until(
      `the message of ${at} to settle`,
      async () => {
        const found = (await readMessages(api, conversationId)).find((one) => one.id === id);
        return (found?.status === 'accepted' || found?.status === 'uncertain') && found;
      },
      40_000
    );
    expect(settled.status).toBe(mayBeOut ? 'uncertain' : 'accepted');
    const taken = number.meta.taken.filter(({ body }) => body['biz_opaque_callback_data'] === id);
    expect(taken.length).toBe(at === 'send.transmitting' ? 0 : 1);
    const next = dataOf<MessageDto>(await number.write(conversationId, { text: 'sigue' }, api));
    await until('what comes after it', async () =>
      (await readMessages(api, conversationId)).some((one) => one.id === next.id && one.status === 'accepted')
    );
    expect((await readMessages(api, conversationId)).filter((one) => one.direction === 'outbound')).toHaveLength(2);
    await host.kill();
  });
});

describe('two processes on PostgreSQL', () => {
  let number: SendingNumber;
  let apis: ApiClient[];
  beforeAll(async () => {
    number = await openNumber('postgres');
    apis = [number.agent.api, await agentAt(await number.boot())];
  });
  afterAll(() => number?.stop());

  it('send each message once, and those of a conversation in their order', async () => {
    number.meta.delay(30);
    const conversations = await Promise.all(Array.from({ length: 5 }, () => number.customer()));
    const texts = Array.from({ length: 8 }, (_, index) => `mensaje ${index}`);
    await Promise.all(
      conversations.map(async ({ conversationId }) => {
        for (const [index, text] of texts.entries()) {
          dataOf(await number.write(conversationId, { text }, apis[index % 2]));
        }
      })
    );
    await until(
      'everything to be taken',
      async () => {
        const all = await Promise.all(conversations.map((one) => readMessages(number.agent.api, one.conversationId)));
        return all.flat().filter(({ status }) => status === 'accepted').length === 40;
      },
      60_000
    );
    expect(number.meta.taken).toHaveLength(40);
    expect(number.meta.requests).toBe(40);
    const byPerson = new Map<unknown, unknown[]>();
    for (const { body } of number.meta.taken) {
      byPerson.set(body['to'], [...(byPerson.get(body['to']) ?? []), (body['text'] as { body: string }).body]);
    }
    expect([...byPerson.values()]).toEqual(conversations.map(() => texts));
  });
});
