import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AccountDto, HealthDto } from '../../../server/api/contracts/accounts';
import type { ConversationDto } from '../../../server/api/contracts/inbox';
import { dataOf } from '../../support/api-client';
import { mailSource } from '../../support/mail-source';
import { until } from '../../support/until';
import { conversationAbout, createAccount, MAILBOX_PASSWORD } from '../support/accounts';
import { appendTo, MAILBOX, openOffice, readMessages, reply, type Office } from './office';

describe('trouble, and what becomes of the mail', () => {
  let office: Office;
  beforeAll(async () => {
    office = await openOffice('sqlite');
  });
  afterAll(() => office?.stop());

  const health = async () =>
    dataOf<HealthDto>(await office.admin.owner.api.get(`/conversations/accounts/${office.account.id}/health`));
  const write = (subject: string, text = 'Hola') =>
    office.dovecot.deliver(MAILBOX, mailSource({ from: 'cliente@cliente.test', to: MAILBOX, subject, text }));
  const withCause = (code: string) =>
    until(`the cause ${code}`, async () => {
      const now = await health();
      return now.cause?.code === code && now;
    });
  const active = () => until('the account to be active', async () => (await health()).state === 'active', 40_000);
  const conversation = (): Promise<ConversationDto> => conversationAbout(office.agent.api, 'Pregunta');
  const statusOf = async (conversationId: string, id: string) =>
    (await readMessages(office.agent.api, conversationId)).find((message) => message.id === id);

  it('says since when a server is down and when it tries again, recovers by itself, and loses nothing', async () => {
    await write('Pregunta');
    await conversation();
    await office.dovecot.kill();
    const down = await withCause('connection-refused');
    expect(down).toMatchObject({ state: 'error', cause: { class: 'transient' } });
    expect(Date.parse(down.cause?.since ?? '')).toBeLessThanOrEqual(Date.now());
    expect(down.nextTryAt).not.toBeNull();
    await office.dovecot.start();
    await write('Durante la avería');
    await active();
    await conversationAbout(office.agent.api, 'Durante la avería');
  });

  it('stops after three refused logins, and goes on after the password was entered again', async () => {
    const api = office.admin.owner.api;
    await office.dovecot.setPassword(MAILBOX, 'otra-contraseña');
    await office.dovecot.restart();
    const refused = await until(
      'the account to stop',
      async () => {
        const now = await health();
        return now.cause?.code === 'login-refused' && now.nextTryAt === null && now;
      },
      120_000
    );
    expect(refused.cause?.action).toContain('password');
    const failedLogins = (await office.dovecot.log()).match(/auth failed/g)?.length ?? 0;
    expect(failedLogins).toBeGreaterThan(0);
    expect(failedLogins).toBeLessThanOrEqual(3);
    await write('Con la contraseña cambiada');
    const account = dataOf<AccountDto>(
      await api.put(`/conversations/accounts/${office.account.id}`, { password: 'otra-contraseña' })
    );
    expect(account.state).toBe('active');
    await conversationAbout(office.agent.api, 'Con la contraseña cambiada');
    await office.dovecot.setPassword(MAILBOX, MAILBOX_PASSWORD);
    dataOf(await api.put(`/conversations/accounts/${office.account.id}`, { password: MAILBOX_PASSWORD }));
    await active();
  });

  it('shows refused recipients, each by name', async () => {
    const { id } = await conversation();
    office.smtp.behaviour = {
      rcptTo: (address) => (address.startsWith('nadie') ? { code: 550, message: 'no such user' } : null),
    };
    const partly = await reply(office.agent.api, id, {
      text: 'A dos',
      to: [{ address: 'cliente@cliente.test' }, { address: 'nadie@cliente.test' }],
    });
    const sent = await until('the partial refusal', async () => {
      const message = await statusOf(id, partly.id);
      return message?.status === 'sent' && message;
    });
    expect(sent.error).toMatchObject({ code: 'partly-refused' });
    expect(sent.recipients).toMatchObject([
      { address: 'cliente@cliente.test', status: 'accepted' },
      { address: 'nadie@cliente.test', status: 'rejected', message: expect.stringContaining('no such user') as string },
    ]);
    const wholly = await reply(office.agent.api, id, { text: 'A nadie', to: [{ address: 'nadie@cliente.test' }] });
    const failed = await until('the refusal', async () => {
      const message = await statusOf(id, wholly.id);
      return message?.status === 'failed' && message;
    });
    expect(failed.error?.code).toBe('recipient-refused');
    office.smtp.behaviour = {};
  });

  it('tells when the server does not let us send from this address, and sends it again when asked', async () => {
    const { id } = await conversation();
    office.smtp.behaviour = { mailFrom: () => ({ code: 553, message: 'sender address rejected' }) };
    const message = await reply(office.agent.api, id, { text: 'Desde otra dirección' });
    const failed = await until('the refusal', async () => {
      const now = await statusOf(id, message.id);
      return now?.status === 'failed' && now;
    });
    expect(failed.error?.code).toBe('sender-refused');
    office.smtp.behaviour = {};
    dataOf(await office.agent.api.post(`/conversations/messages/${message.id}/retry`));
    await until('the second try', async () => (await statusOf(id, message.id))?.status === 'sent');
    expect((await health()).state).toBe('active');
  });

  it('keeps the order of a conversation while its first answer waits for a server that is down', async () => {
    const { id } = await conversation();
    const before = office.smtp.mails.length;
    office.smtp.behaviour = { data: { code: 451, message: 'try again later' } };
    const first = await reply(office.agent.api, id, { text: 'Primero' });
    const second = await reply(office.agent.api, id, { text: 'Segundo' });
    await until('the first try', async () => (await statusOf(id, first.id))?.error !== null);
    expect((await statusOf(id, second.id))?.status).toBe('queued');
    office.smtp.behaviour = {};
    await until('both', async () => (await statusOf(id, second.id))?.status === 'sent', 40_000);
    const texts = office.smtp.mails.slice(before).map((mail) => /Primero|Segundo/.exec(mail.raw.toString())?.[0]);
    expect(texts).toEqual(['Primero', 'Segundo']);
  });

  it('does not send again when the answer was lost, and finds the mail in Sent', async () => {
    const { id } = await conversation();
    const before = office.smtp.mails.length;
    office.smtp.behaviour = { data: 'accept-and-drop' };
    const message = await reply(office.agent.api, id, { text: 'Respuesta perdida' });
    await until('the doubt', async () => (await statusOf(id, message.id))?.status === 'uncertain');
    office.smtp.behaviour = {};
    // The server files what it accepted: by its copy we know.
    const mail = office.smtp.mails[before];
    await appendTo(office, 'Sent', mail?.raw.toString() ?? '');
    await until('the certainty', async () => (await statusOf(id, message.id))?.status === 'sent');
    expect(office.smtp.mails).toHaveLength(before + 1);
    expect(
      (await readMessages(office.agent.api, id)).filter((item) => item.text.includes('Respuesta perdida'))
    ).toHaveLength(1);
  });

  it('names a wrong host, a wrong port and a forbidden address when the account is saved', async () => {
    const api = office.admin.owner.api;
    const base = {
      kind: 'imap' as const,
      address: MAILBOX,
      senderName: 'Otra',
      smtp: { host: '127.0.0.1', port: office.smtp.port, security: 'none' as const },
      username: MAILBOX,
      password: MAILBOX_PASSWORD,
      importDays: 1,
      authorisedUserIds: [],
    };
    const saved = async (host: string, port: number, security: 'none' | 'tls' = 'none') => {
      const account = await createAccount(api, { ...base, imap: { host, port, security } });
      const code = account.cause?.code;
      dataOf(await api.del(`/conversations/accounts/${account.id}`));
      return [account.state, code];
    };
    expect(await saved('no-existe.invalid', office.dovecot.imapPort)).toEqual(['error', 'host-not-found']);
    expect(await saved('10.1.2.3', office.dovecot.imapPort)).toEqual(['error', 'address-not-allowed']);
    expect(await saved('127.0.0.1', 22)).toEqual(['error', 'port-not-allowed']);
  });

  it('waits with the mail on the server while the disk is full', async (context) => {
    const directory = join(office.data.directory, 'small');
    mkdirSync(directory);
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', directory], { stdio: 'pipe' });
    } catch {
      return context.skip('mounting a small volume is not allowed here');
    }
    const small = await openOffice('sqlite', { pluginConfig: { attachments: { directory } } });
    try {
      const big = 'x'.repeat(3_000_000);
      await small.dovecot.deliver(
        MAILBOX,
        mailSource({
          from: 'a@cliente.test',
          to: MAILBOX,
          subject: 'Sin sitio',
          text: 'Hola',
          attachments: [{ name: 'a.bin', type: 'application/octet-stream', content: big }],
        })
      );
      const owner = small.admin.owner.api;
      const path = `/conversations/accounts/${small.account.id}/health`;
      await until('the cause', async () => dataOf<HealthDto>(await owner.get(path)).cause?.code === 'storage-full');
      execFileSync('mount', ['-o', 'remount,size=64m', directory]);
      const found = await until(
        'the mail',
        async () => (await conversationAbout(small.agent.api, 'Sin sitio').catch(() => null)) ?? false,
        40_000
      );
      expect((await readMessages(small.agent.api, found.id))[0]?.attachments).toMatchObject([
        { name: 'a.bin', state: 'stored' },
      ]);
      expect(dataOf<HealthDto>(await owner.get(path)).ledger).toMatchObject({ stored: 1, quarantined: 0 });
    } finally {
      await small.stop();
      execFileSync('umount', [directory]);
    }
  });
});
