import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MessageDto } from '../../../server/api/contracts/inbox';
import type { ApiClient } from '../../support/api-client';
import { dataOf } from '../../support/api-client';
import { mailSource } from '../../support/mail-source';
import { BootFailed, type SpawnedHost } from '../../support/spawned-host';
import { until } from '../../support/until';
import { agentAt, listInbox, MAILBOX, openOffice, readMessages, type Office } from './office';

/** Every boundary of taking a mail in and sending one out. */
const CRASH_POINTS = [
  'intake.before-commit',
  'intake.after-commit',
  'process.after-files',
  'process.before-commit',
  'process.after-commit',
  'outbox.before-commit',
  'outbox.after-commit',
  'send.after-compose',
  'send.after-begin',
  'send.before-transmit',
  'send.transmitting',
  'send.after-transmit',
  'send.before-commit',
];

/** Once at each, or again and again in other states of what the process before left behind. */
const KILLS = process.env['LONG'] === '1' ? 200 : CRASH_POINTS.length;
/** A mail that is in hand at more than eight ends of the process in a row is put aside, which is not what is tried here. */
const KILLS_IN_A_ROW = 6;

interface Posted {
  key: string;
  text: string;
  conversationId: string;
  acknowledged: boolean;
}

describe(`${KILLS} kills at named boundaries`, () => {
  let office: Office;
  const delivered: string[] = [];
  const posted: Posted[] = [];

  beforeAll(async () => {
    office = await openOffice('sqlite');
  });
  afterAll(() => office?.stop());

  async function deliver(name: string): Promise<void> {
    await office.dovecot.deliver(
      MAILBOX,
      mailSource({
        from: `${name}@cliente.test`,
        to: MAILBOX,
        subject: `Consulta ${name}`,
        text: `Hola, soy ${name}`,
        attachments: [{ name: 'a.txt', type: 'text/plain', content: name }],
      })
    );
    delivered.push(name);
  }

  async function post(api: ApiClient, reply: Posted): Promise<void> {
    try {
      const answer = await api.post(`/conversations/inbox/${reply.conversationId}/messages`, {
        kind: 'reply',
        text: reply.text,
        idempotencyKey: reply.key,
      });
      dataOf<MessageDto>(answer);
      reply.acknowledged = true;
    } catch (error) {
      // The process died under the request: nobody knows, and the same key is posted again after the restart.
      if (!(error instanceof TypeError)) throw error;
    }
  }

  /** Null when work that the process before left behind led it to the crash point before it listened. */
  async function bootToDie(crashAt: string): Promise<SpawnedHost | null> {
    try {
      return await office.boot({ crashAt });
    } catch (error) {
      if (error instanceof BootFailed && error.exit.signal === 'SIGKILL') return null;
      throw error;
    }
  }

  async function live(host: SpawnedHost, round: number): Promise<void> {
    const api = await agentAt(host);
    for (const reply of posted) if (!reply.acknowledged) await post(api, reply);
    const conversations = await listInbox(api);
    const conversation = conversations[round % Math.max(1, conversations.length)];
    await deliver(`cliente-${round}-a`);
    if (conversation) {
      const reply = {
        key: `reply-in-round-${round}`,
        text: `Respuesta ${round}.`,
        conversationId: conversation.id,
        acknowledged: false,
      };
      posted.push(reply);
      await post(api, reply);
    }
    await deliver(`cliente-${round}-b`);
  }

  it(
    'loses nothing, shows nothing twice and sends nothing twice',
    async () => {
      await deliver('cliente-0');
      const firstApi = office.agent.api;
      await until('the first conversation', async () => (await listInbox(firstApi)).length === 1);
      await office.host.stop();

      for (let kill = 0; kill < KILLS; kill += 1) {
        if (kill > 0 && kill % KILLS_IN_A_ROW === 0) await catchUp();
        const label = CRASH_POINTS[kill % CRASH_POINTS.length];
        const host = await bootToDie(`${label}#1`);
        if (!host) continue;
        // The process may die at any moment from here on.
        await live(host, kill + 1).catch((error: unknown) => {
          if (!(error instanceof TypeError)) throw error;
        });
        const exit = await Promise.race([host.exited, sleep(60_000).then(() => null)]);
        expect(exit?.signal, `the crash point ${label} was passed`).toBe('SIGKILL');
      }

      const host = await office.boot();
      const api = await agentAt(host);
      for (const reply of posted) if (!reply.acknowledged) await post(api, reply);

      const health = async () =>
        dataOf<{ ledger: Record<string, number> }>(
          await (await administrateOwner(host)).get(`/conversations/accounts/${office.account.id}/health`)
        );
      await allDelivered(api).catch(async (error: unknown) => {
        // Not in the inbox in time: what the account says of itself tells whether it is lost, put aside or late.
        throw new Error(`${delivered.length} delivered; ${JSON.stringify(await health())}`, { cause: error });
      });
      const settled = await until(
        'every answer to be sent or known to be uncertain',
        async () => {
          const messages = await outbound(api);
          return (
            messages.length >= posted.length &&
            messages.every((message) => !['queued', 'sending'].includes(message.status)) &&
            messages
          );
        },
        90_000
      );

      expect((await listAll(api)).map(({ subject }) => subject).sort()).toEqual(
        delivered.map((name) => `Consulta ${name}`).sort()
      );
      expect(settled.map((message) => message.text).sort()).toEqual(posted.map((reply) => reply.text).sort());
      for (const message of settled) {
        const times = office.smtp.mails.filter(
          (mail) => mail.raw.includes(message.externalId.slice(1, -1)) && mail.raw.includes(message.text)
        ).length;
        expect(['sent', 'uncertain'], `${message.text} is ${message.status}`).toContain(message.status);
        if (message.status === 'sent') expect(times, `${message.text} was sent`).toBe(1);
        else expect(times, `${message.text} is uncertain`).toBeLessThanOrEqual(1);
      }
      const { ledger } = await health();
      expect(ledger['received']).toBe(
        (ledger['stored'] ?? 0) + (ledger['duplicate'] ?? 0) + (ledger['ignored'] ?? 0) + (ledger['quarantined'] ?? 0)
      );
      expect(ledger).toMatchObject({ stored: delivered.length, quarantined: 0, pending: 0 });
    },
    KILLS * 30_000 + 180_000
  );

  const allDelivered = (api: ApiClient) =>
    until('every mail that was delivered', async () => (await listAll(api)).length >= delivered.length, 150_000);

  async function catchUp(): Promise<void> {
    const host = await office.boot();
    await allDelivered(await agentAt(host));
    await host.kill();
  }

  async function listAll(api: ApiClient) {
    const all = [];
    let cursor = '';
    do {
      const answer = await api.get(`/conversations/inbox?limit=100${cursor}`);
      all.push(...dataOf<{ id: string; subject: string }[]>(answer));
      const next = (answer.body as { meta: { nextCursor: string | null } }).meta.nextCursor;
      cursor = next === null ? '' : `&cursor=${next}`;
    } while (cursor !== '');
    return all;
  }

  async function outbound(api: ApiClient): Promise<MessageDto[]> {
    const all: MessageDto[] = [];
    for (const conversation of await listAll(api)) {
      all.push(...(await readMessages(api, conversation.id)).filter((message) => message.direction === 'outbound'));
    }
    return all;
  }

  async function administrateOwner(host: SpawnedHost): Promise<ApiClient> {
    const { administrate } = await import('../../support/admin-client');
    return (await administrate(host.url)).owner.api;
  }
});
