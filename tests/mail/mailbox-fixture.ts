import { Readable } from 'node:stream';
import { ImapFlow } from 'imapflow';
import type { Connection } from '../../server/channels/channel';
import type { OutgoingMail } from '../../server/channels/mail-channel';
import { createImapChannel, type ImapChannelDeps } from '../../server/channels/imap';
import type { ImapSecrets, ImapSettings } from '../../server/channels/imap/settings';
import { Trouble } from '../../server/accounts/trouble';

export const USER = 'ventas@example.test';
export const PASSWORD = 'canary-password-7341';
export const HOST = 'mail.example.test';
export const DAY = 86_400_000;

type Server = ImapSettings['imap'];

/** A channel that may reach the loopback interface, where HOST is, in clear text too. */
export function localChannel(ports: { imap?: number[]; smtp?: number[] }, more: Partial<ImapChannelDeps> = {}) {
  return createImapChannel({
    network: {
      allow: ['127.0.0.1'],
      allowInsecure: ['127.0.0.1'],
      imapPorts: ports.imap ?? [],
      smtpPorts: ports.smtp ?? [],
    },
    sync: { pollSeconds: 60, reconcileMinutes: 15, fullReconcileHours: 24 },
    lookup: (host) =>
      host === HOST
        ? Promise.resolve([{ address: '127.0.0.1' }])
        : Promise.reject(Object.assign(new Error('no such name'), { code: 'ENOTFOUND' })),
    now: () => Date.now(),
    ...more,
  });
}

export function connectionTo(
  imap: Partial<Server>,
  smtp: Partial<Server> = {},
  more: Partial<{ password: string; username: string }> = {}
): Connection<ImapSettings, ImapSecrets> {
  return {
    accountId: 'account1',
    address: USER,
    settings: {
      imap: { host: HOST, port: 143, security: 'none', ...imap },
      smtp: { host: HOST, port: 587, security: 'none', ...smtp },
      username: more.username ?? USER,
      importDays: 30,
    },
    secrets: { password: more.password ?? PASSWORD },
  };
}

export const mailText = (subject: string, body = `Texto de ${subject}.`, headers: string[] = []) =>
  [
    'From: Ana Ruiz <ana@cliente.test>',
    `To: ${USER}`,
    `Subject: ${subject}`,
    `Message-ID: <${subject.replace(/[^a-z0-9]/gi, '-')}@cliente.test>`,
    ...headers,
    '',
    body,
    '',
  ].join('\r\n');

/** A second mail client on the same mailbox. */
export async function mailClient(port: number, password = PASSWORD): Promise<ImapFlow> {
  const client = new ImapFlow({
    host: '127.0.0.1',
    port,
    secure: false,
    doSTARTTLS: false,
    logger: false,
    auth: { user: USER, pass: password },
  });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

export async function append(
  port: number,
  path: string,
  mails: { raw: string | Buffer; receivedAt?: number }[]
): Promise<number[]> {
  const client = await mailClient(port);
  const uids: number[] = [];
  for (const { raw, receivedAt } of mails) {
    const result = await client.append(path, raw, [], receivedAt === undefined ? undefined : new Date(receivedAt));
    if (result && result.uid) uids.push(result.uid);
  }
  await client.logout();
  return uids;
}

export function outgoing(raw: string | Buffer, recipients: string[], more: Partial<OutgoingMail> = {}): OutgoingMail {
  const bytes = Buffer.from(raw);
  return {
    messageId: '<answer-1@example.test>',
    from: USER,
    recipients,
    raw: () => Promise.resolve(Readable.from([bytes])),
    size: bytes.length,
    ...more,
  };
}

export async function until(
  condition: () => boolean | Promise<boolean>,
  what: string,
  timeoutMs = 15_000
): Promise<void> {
  const end = Date.now() + timeoutMs;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error(`not within ${timeoutMs} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** What `work` rejects with, which has to be a Trouble that says nothing of the password or of banners. */
export async function troubleOf(work: Promise<unknown>): Promise<Trouble> {
  const error: unknown = await work.then(
    () => null,
    (reason: unknown) => reason
  );
  if (!(error instanceof Trouble)) throw new Error(`expected a Trouble, got ${String(error)}`);
  if (/canary/i.test(`${error.message} ${error.detail ?? ''} ${error.stack ?? ''}`))
    throw new Error('the trouble tells secrets');
  return error;
}
