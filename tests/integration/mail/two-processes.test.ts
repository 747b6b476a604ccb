import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../support/database';
import { mailSource } from '../../support/mail-source';
import type { SpawnedHost } from '../../support/spawned-host';
import { until } from '../../support/until';
import { agentAt, listInbox, MAILBOX, openOffice, readConversation, readMessages, reply, type Office } from './office';

const TAKEOVER_MS = 15_000;

/** The owner's name in the lease row holds its process id. */
async function ownerOf(office: Office): Promise<number> {
  const database = openDatabase(office.data);
  try {
    const row = (await database('conversations_leases')
      .where({ name: `account:${office.account.id}` })
      .first()) as { owner: string };
    return Number(row.owner.split(':')[1]);
  } finally {
    await database.destroy();
  }
}

describe('two processes on PostgreSQL with one account', () => {
  let office: Office;
  let hosts: SpawnedHost[];
  beforeAll(async () => {
    office = await openOffice('postgres');
    hosts = [office.host, await office.boot()];
  });
  afterAll(() => office?.stop());

  const deliver = (name: string) =>
    office.dovecot.deliver(
      MAILBOX,
      mailSource({ from: `${name}@cliente.test`, to: MAILBOX, subject: `Pedido ${name}`, text: 'Hola' })
    );

  it('takes each mail in once, and sends each answer once', async () => {
    for (let index = 0; index < 15; index += 1) await deliver(`c${index}`);
    const api = office.agent.api;
    const list = await until('all mails', async () => {
      const conversations = await listInbox(api);
      return conversations.length >= 15 && conversations;
    });
    expect(list).toHaveLength(15);
    const apis = [api, await agentAt(hosts[1] as SpawnedHost)];
    const answers = await Promise.all(
      list.map((conversation, index) => reply(apis[index % 2] ?? api, conversation.id, { text: `Respuesta ${index}` }))
    );
    await office.smtp.waitForMails(15, 30_000);
    await until('all answers to be sent', async () => {
      const messages = await Promise.all(list.map((conversation) => readMessages(api, conversation.id)));
      return messages.flat().filter((message) => message.status === 'sent').length === 15;
    });
    const ids = office.smtp.mails.map((mail) => /^Message-ID:\s*(<[^>]+>)/im.exec(mail.raw.toString())?.[1]);
    expect(ids.sort()).toEqual(answers.map((answer) => answer.externalId).sort());
  });

  it('goes on with another process within 15 s of a kill -9', async () => {
    const owner = await ownerOf(office);
    const victim = hosts.find((host) => host.pid === owner);
    const survivor = hosts.find((host) => host.pid !== owner);
    if (!victim || !survivor) throw new Error(`the owner ${owner} is none of the two`);
    const api = await agentAt(survivor);
    await victim.kill();
    const killedAt = Date.now();
    await deliver('tras-el-corte');
    await until(
      'the mail after the kill',
      async () => (await listInbox(api)).some((item) => item.subject === 'Pedido tras-el-corte'),
      TAKEOVER_MS
    );
    expect(Date.now() - killedAt).toBeLessThan(TAKEOVER_MS);
    expect(await listInbox(api)).toHaveLength(16);
  });

  it('lets no frozen owner write once another has taken over', async () => {
    const survivor = hosts.find((host) => host.pid !== undefined && host.log() !== undefined && isAlive(host.pid));
    if (!survivor) throw new Error('no process is left');
    const second = await office.boot();
    survivor.freeze();
    const api = await agentAt(second);
    await deliver('durante-la-pausa');
    await until(
      'the mail during the freeze',
      async () => (await listInbox(api)).some((item) => item.subject.endsWith('durante-la-pausa')),
      TAKEOVER_MS + 5_000
    );
    survivor.thaw();
    await deliver('despues');
    const all = await until('the mail after the thaw', async () => {
      const list = await listInbox(api);
      return list.some((item) => item.subject.endsWith('despues')) && list;
    });
    expect(all).toHaveLength(18);
    for (const conversation of all) expect((await readConversation(api, conversation.id)).lastMessageId).not.toBeNull();
    for (const conversation of all.filter((item) => /pausa|despues/.test(item.subject))) {
      expect(await readMessages(api, conversation.id)).toHaveLength(1);
    }
  });
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
