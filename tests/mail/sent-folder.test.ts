import { afterEach, describe, expect, it } from 'vitest';
import { startChaosProxy } from '../support/chaos-proxy';
import { startDovecot, type Dovecot, type DovecotOptions } from '../support/dovecot';
import {
  connectionTo,
  localChannel,
  mailClient,
  mailText,
  outgoing,
  PASSWORD,
  troubleOf,
  USER,
} from './mailbox-fixture';

const running: Dovecot[] = [];
afterEach(async () => {
  for (const server of running.splice(0)) await server.stop();
});
async function start(options: DovecotOptions = {}): Promise<Dovecot> {
  const server = await startDovecot({ passwords: { [USER]: PASSWORD }, ...options });
  running.push(server);
  return server;
}

const signal = () => new AbortController().signal;
const ID = '<answer-1@example.test>';
const raw = mailText('Answer').replace('<Answer@cliente.test>', ID);
const mail = outgoing(raw, ['ana@cliente.test']);
const channelTo = (port: number) => ({ channel: localChannel({ imap: [port] }), connection: connectionTo({ port }) });

async function sentMails(port: number, path = 'Sent') {
  const client = await mailClient(port);
  await client.mailboxOpen(path);
  const mails = await client.fetchAll('1:*', { uid: true, flags: true, source: true }, { uid: true });
  await client.logout();
  return mails.map(({ flags, source }) => ({ flags: [...(flags ?? [])], raw: source?.toString() }));
}

describe('the copy of an answer', () => {
  it('is filed once, read, byte for byte, and found by its Message-ID', async () => {
    const server = await start();
    const { channel, connection } = channelTo(server.imapPort);
    expect(await channel.findSent(connection, ID, signal())).toBe(false);
    expect(await channel.fileSentCopy(connection, mail, signal())).toBe('filed');
    expect(await channel.fileSentCopy(connection, mail, signal())).toBe('was-there');
    expect(await channel.findSent(connection, ID, signal())).toBe(true);
    expect(await channel.findSent(connection, '<answer-2@example.test>', signal())).toBe(false);
    const [copy, ...more] = await sentMails(server.imapPort);
    expect(more).toEqual([]);
    expect(copy?.raw).toBe(raw);
    expect(copy?.flags).toContain('\\Seen');
  });

  it('is not filed where the server made one', async () => {
    const server = await start();
    const client = await mailClient(server.imapPort);
    await client.append('Sent', raw, []);
    await client.logout();
    const { channel, connection } = channelTo(server.imapPort);
    expect(await channel.fileSentCopy(connection, mail, signal())).toBe('was-there');
    expect(await sentMails(server.imapPort)).toHaveLength(1);
  });

  it('goes to a folder that is made for it where there is none', async () => {
    const server = await start({ sentFolder: null });
    const { channel, connection } = channelTo(server.imapPort);
    expect(await channel.findSent(connection, ID, signal())).toBe(false);
    expect(await channel.fileSentCopy(connection, mail, signal())).toBe('filed');
    expect(await channel.fileSentCopy(connection, mail, signal())).toBe('was-there');
    expect(await sentMails(server.imapPort)).toHaveLength(1);
  });

  it('goes to the marked folder, whatever it is called', async () => {
    const server = await start({ sentFolder: 'Correo saliente' });
    const { channel, connection } = channelTo(server.imapPort);
    expect(await channel.fileSentCopy(connection, mail, signal())).toBe('filed');
    expect(await sentMails(server.imapPort, 'Correo saliente')).toHaveLength(1);
  });

  it('cannot be filed in a read-only mailbox, which is told; looking works', async () => {
    const server = await start({ readOnlyUsers: [USER] });
    const { channel, connection } = channelTo(server.imapPort);
    expect(await troubleOf(channel.fileSentCopy(connection, mail, signal()))).toMatchObject({
      code: 'mailbox-read-only',
    });
    expect(await channel.findSent(connection, ID, signal())).toBe(false);
  });

  it('is never said to be missing when the looking failed', async () => {
    const server = await start();
    const proxy = await startChaosProxy({ port: server.imapPort });
    const { channel, connection } = channelTo(proxy.port);
    await channel.fileSentCopy(connection, mail, signal());
    for (const cutWhen of ['LIST', 'EXAMINE', 'SEARCH']) {
      proxy.faults = { cutWhen };
      expect(await troubleOf(channel.findSent(connection, ID, signal())), cutWhen).toMatchObject({
        code: 'connection-lost',
      });
    }
    await proxy.stop();
  });

  it('is filed once although the answer to the first try was lost', async () => {
    const server = await start();
    const proxy = await startChaosProxy({ port: server.imapPort });
    const { channel, connection } = channelTo(proxy.port);
    // The mail itself reaches the server, its OK does not come back.
    const filing = channel.fileSentCopy(connection, mail, signal());
    const watch = setInterval(() => {
      if (proxy.fromClients().includes('APPEND')) proxy.faults = { silent: false, cutAfterBytes: 0 };
    }, 1);
    const outcome = await filing.then(
      (result) => result,
      (error: { code: string }) => error.code
    );
    clearInterval(watch);
    expect(['connection-lost', 'filed']).toContain(outcome);
    proxy.faults = {};
    expect(['filed', 'was-there']).toContain(await channel.fileSentCopy(connection, mail, signal()));
    expect(await sentMails(server.imapPort)).toHaveLength(1);
    await proxy.stop();
  });
});
