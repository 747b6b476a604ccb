import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HealthDto } from '../../../server/api/contracts/accounts';
import type { MessageDto } from '../../../server/api/contracts/inbox';
import { TABLE } from '../../../server/database/models';
import { createKeyRing } from '../../../server/security/key-ring';
import { createVault, STAND_IN, type Vault } from '../../../server/security/vault';
import { administrate } from '../../support/admin-client';
import { dataOf } from '../../support/api-client';
import { openDatabase } from '../../support/database';
import { mailSource } from '../../support/mail-source';
import { BootFailed, type SpawnedHost } from '../../support/spawned-host';
import { until } from '../../support/until';
import { agentAt, listInbox, MAILBOX, openOffice, readMessages, type Office } from './office';

const key = (id: string, byte: number) => ({ id, key: Buffer.alloc(32, byte).toString('base64') });
/** The one that the fixture host has when nothing is said. */
const OLD = key('test', 7);
const NEW = key('2026-12', 8);
const WRONG = key(NEW.id, 9);
const SECRETS = 450;
/** Before the first, at the border of two batches, and near the end. */
const KILLS = ['vault.before-rewrap#1', 'vault.after-rewrap#200', 'vault.before-rewrap#240'];

const encryption = (...keys: { id: string; key: string }[]) => ({
  pluginConfig: { encryption: { keys } },
  env: { HOST_LOG_LEVEL: 'info' },
});

describe('a change of keys while mail flows and the process is killed', () => {
  let office: Office;
  const delivered: string[] = [];
  const answers = new Map<string, string>();
  let answered = '';

  beforeAll(async () => {
    office = await openOffice('sqlite');
  });
  afterAll(() => office?.stop());

  async function withVault<T>(keys: { id: string; key: string }[], use: (vault: Vault) => Promise<T>): Promise<T> {
    const knex = openDatabase(office.data);
    try {
      return await use(createVault({ knex, keys: createKeyRing(keys, { production: true }), now: () => 1 }));
    } finally {
      await knex.destroy();
    }
  }
  const ownerOf = (index: number) => `account:of-${index}`;

  async function deliver(name: string): Promise<void> {
    const mail = { from: `${name}@cliente.test`, to: MAILBOX, subject: `Consulta ${name}`, text: 'Hola' };
    await office.dovecot.deliver(MAILBOX, mailSource(mail));
    delivered.push(name);
  }

  /** The process may die under the request; the same key is posted again by the next one. */
  async function answer(host: SpawnedHost): Promise<void> {
    const api = await agentAt(host);
    for (const [idempotencyKey, text] of answers) {
      dataOf<MessageDto>(
        await api.post(`/conversations/inbox/${answered}/messages`, { kind: 'reply', text, idempotencyKey })
      );
    }
  }

  it('leaves no secret behind and loses no mail', async () => {
    await deliver('primera');
    const first = await until('the first conversation', async () => (await listInbox(office.agent.api))[0]);
    answered = first.id;
    await office.host.stop();
    await withVault([OLD], async (vault) => {
      const knex = openDatabase(office.data);
      try {
        await knex.transaction(async (trx) => {
          for (let index = 0; index < SECRETS; index += 1) {
            await vault.put(trx, ownerOf(index), 'password', `contraseña ${index}`);
          }
        });
      } finally {
        await knex.destroy();
      }
    });

    let waiting = SECRETS + 2;
    for (const [round, crashAt] of KILLS.entries()) {
      await deliver(`durante-${round}`);
      answers.set(`answer-in-round-${round}`, `Respuesta ${round}.`);
      const host = await office.boot({ ...encryption(NEW, OLD), crashAt }).catch((error: unknown) => {
        if (error instanceof BootFailed && error.exit.signal === 'SIGKILL') return null;
        throw error;
      });
      if (host) {
        await answer(host).catch((error: unknown) => {
          if (!(error instanceof TypeError)) throw error;
        });
        const exit = await Promise.race([host.exited, sleep(20_000).then(() => null)]);
        expect(exit?.signal, `${crashAt} was passed`).toBe('SIGKILL');
      }
      const counts = await withVault([NEW, OLD], (vault) => vault.countByKey());
      const left = counts[OLD.id] ?? 0;
      expect((counts[NEW.id] ?? 0) + left).toBe(SECRETS + 2);
      // Each process goes on where the one before it died.
      expect(left).toBeLessThanOrEqual(waiting);
      waiting = left;
      expect(left).toBeGreaterThan(0);
      expect(await withVault([NEW, OLD], (vault) => vault.countUnreadable())).toEqual({});
    }

    const host = await office.boot(encryption(NEW, OLD));
    await until('the word that the old key can go', () => Promise.resolve(host.log().includes('can leave the config')));
    await answer(host);
    await settled(host);
    await host.stop();
    expect(await withVault([NEW], (vault) => vault.countByKey())).toEqual({ [NEW.id]: SECRETS + 2 });
    await withVault([NEW], async (vault) => {
      for (let index = 0; index < SECRETS; index += 1) {
        expect(await vault.get(ownerOf(index), 'password')).toBe(`contraseña ${index}`);
      }
    });
  }, 170_000);

  it('works without the old key', async () => {
    const host = await office.boot(encryption(NEW));
    await deliver('despues');
    answers.set('answer-after', 'Con la clave nueva.');
    await answer(host);
    await settled(host);
    await host.stop();
    expect(host.log()).not.toContain('cannot be opened');
  });

  it.each([
    ['another key under the same name', WRONG],
    ['a key of another name', key('otra', 9)],
  ])(
    'connects nowhere with %s, says so in one sentence, keeps the secrets, and goes on when the key is back',
    async (_name, wrong) => {
      const before = await rows();
      const host = await office.boot(encryption(wrong));
      await until('the sentence', () => Promise.resolve(host.log().includes('cannot be opened')));
      const health = await until('the account to say so', async () => {
        const now = await healthAt(host);
        return now.cause?.code === 'credentials-unreadable' && now;
      });
      expect(health.state).toBe('error');
      const logins = office.smtp.logins.length;
      await host.stop();
      expect(host.log().match(/\d+ stored secrets cannot be opened/g)).toEqual([
        `${SECRETS + 2} stored secrets cannot be opened`,
      ]);
      expect(office.smtp.logins).toHaveLength(logins);
      // Mail that was still to be stored needs a secret to sign with: one stands in until the key is back.
      expect((await rows()).filter(({ field }) => field !== STAND_IN)).toEqual(before);

      const back = await office.boot(encryption(NEW));
      const owner = (await administrate(back.url)).owner.api;
      expect((await owner.post(`/conversations/accounts/${office.account.id}/resume`, {})).status).toBeLessThan(300);
      await deliver(`vuelve-${wrong.id}`);
      await settled(back);
      await back.stop();
      expect(await rows()).toEqual(before);
    }
  );

  const healthAt = async (host: SpawnedHost): Promise<HealthDto> =>
    dataOf<HealthDto>(
      await (await administrate(host.url)).owner.api.get(`/conversations/accounts/${office.account.id}/health`)
    );

  async function rows(): Promise<{ owner: string; field: string; key_id: string; envelope: string }[]> {
    const knex = openDatabase(office.data);
    try {
      return await knex(TABLE.secret).orderBy('id').select('owner', 'field', 'key_id', 'envelope');
    } finally {
      await knex.destroy();
    }
  }

  /** Every mail is there once, and every answer went out once. */
  async function settled(host: SpawnedHost): Promise<void> {
    const api = await agentAt(host);
    await until('every mail', async () => (await listInbox(api)).length >= delivered.length, 30_000);
    const texts = [...answers.values()];
    await until(
      'every answer to be sent',
      async () => {
        const sent = (await readMessages(api, answered)).filter(({ status }) => status === 'sent');
        return sent.length >= texts.length;
      },
      40_000
    );
    const subjects = (await listInbox(api)).map(({ subject }) => subject).sort();
    expect(subjects).toEqual(delivered.map((name) => `Consulta ${name}`).sort());
    for (const text of texts) {
      const copies = office.smtp.mails.filter(({ raw }) => raw.includes(text));
      expect(copies, text).toHaveLength(1);
    }
  }
});
