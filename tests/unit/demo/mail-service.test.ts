import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ImapFlow } from 'imapflow';
import nodemailer from 'nodemailer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import company from '../../../example/data/company.json';
import { startMailService, type MailService } from './mail-service-process';

interface CustomerMail {
  id: string;
  threadId: string;
  direction: 'sent' | 'received';
  subject: string;
  text: string;
  messageId: string;
  inReplyTo: string | null;
  references: string[];
  attachments: { name: string; size: number; url: string }[];
}

const CUSTOMER = 'c-103';
const ADDRESS = 'flota@transportesalbufera.example';

let directory: string;
let service: MailService;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'demo-mail-'));
  service = await startMailService(directory);
});
afterAll(async () => {
  await service.stop();
  await rm(directory, { recursive: true, force: true });
});

const mailsUrl = () => `${service.customerUrl}/api/customers/${CUSTOMER}/mails`;

async function mails(): Promise<CustomerMail[]> {
  const body = (await (await fetch(mailsUrl())).json()) as { data: CustomerMail[] };
  return body.data;
}

async function write(draft: Record<string, unknown>) {
  const response = await fetch(mailsUrl(), { method: 'POST', body: JSON.stringify(draft) });
  const body = (await response.json()) as { data: CustomerMail; error?: { code: string } };
  return { status: response.status, mail: body.data, error: body.error };
}

async function connect(password = company.password) {
  const client = new ImapFlow({
    host: '127.0.0.1',
    port: service.imapPort,
    secure: false,
    doSTARTTLS: false,
    auth: { user: company.address, pass: password },
    logger: false,
    autoIdleDelay: 50,
  });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

const transport = (password = company.password) =>
  nodemailer.createTransport({
    host: '127.0.0.1',
    port: service.smtpPort,
    ignoreTLS: true,
    auth: { user: company.address, pass: password },
  });

async function inbox<T>(client: ImapFlow, work: () => Promise<T>): Promise<T> {
  const lock = await client.getMailboxLock('INBOX');
  try {
    return await work();
  } finally {
    lock.release();
  }
}

describe('the mailbox of the demo', () => {
  it('names its folder of sent mail and refuses a wrong password', async () => {
    const client = await connect();
    const folders = await client.list();
    expect(folders.map((folder) => [folder.path, folder.specialUse])).toContainEqual(['Sent', '\\Sent']);
    await client.logout();
    await expect(connect('wrong')).rejects.toMatchObject({ authenticationFailed: true });
  });

  it('tells an idling client of a mail that a customer writes, and gives it whole', async () => {
    const client = await connect();
    await inbox(client, () => Promise.resolve());
    const arrived = new Promise<number>((resolve) =>
      client.once('exists', ({ count }: { count: number }) => resolve(count))
    );
    const content = Buffer.alloc(1_500_000, 'ñ');
    const { status, mail } = await write({
      subject: 'Válvulas de 12"',
      text: '¿Tienen válvulas? €',
      attachments: [{ name: 'plano año.bin', type: 'application/octet-stream', content: content.toString('base64') }],
    });
    expect(status).toBe(201);
    expect(await arrived).toBe(1);
    const found = await inbox(client, async () => {
      const uids = await client.search({ header: { 'message-id': mail.messageId }, since: new Date() }, { uid: true });
      const all = await client.fetchAll('1:*', { uid: true, size: true, source: true, envelope: true }, { uid: true });
      const { content: stream } = await client.download('1', undefined, { uid: true });
      let bytes = 0;
      for await (const chunk of stream ?? []) bytes += (chunk as Buffer).length;
      return { uids, all, bytes };
    });
    expect(found.uids).toEqual([1]);
    expect(found.all).toHaveLength(1);
    expect(found.all[0]?.source?.length).toBe(found.all[0]?.size);
    expect(found.bytes).toBe(found.all[0]?.size);
    expect(found.all[0]?.envelope?.subject).toBe('Válvulas de 12"');
    const file = await fetch(`${service.customerUrl}${mail.attachments[0]?.url}`);
    expect(Buffer.from(await file.arrayBuffer()).equals(content)).toBe(true);
    await client.logout();
  });

  it('brings an answer to the customer, and the customer’s reply refers to it', async () => {
    const [question] = await mails();
    const answerId = '<respuesta-1@recambios-levante.example>';
    await transport().sendMail({
      from: company.address,
      to: ADDRESS,
      subject: `Re: ${question?.subject}`,
      text: 'Sí, en existencias.',
      messageId: answerId,
      inReplyTo: question?.messageId,
      references: question?.messageId,
    });
    const received = (await mails()).find((mail) => mail.messageId === answerId);
    expect(received).toMatchObject({ direction: 'received', threadId: question?.threadId });
    const { mail: reply } = await write({ inReplyTo: received?.id, text: 'Perfecto.' });
    expect(reply.inReplyTo).toBe(answerId);
    expect(reply.references).toEqual([question?.messageId, answerId]);
    expect(reply.subject).toBe('Re: Válvulas de 12"');
    expect(reply.threadId).toBe(question?.threadId);
    expect(reply.text).toMatch(/^Perfecto\.\n\nEl .* escribió:\n> Sí, en existencias\./);
  });

  it('accepts only what a mail provider accepts', async () => {
    const mail = { from: company.address, to: ADDRESS, text: 'x' };
    await expect(transport('wrong').sendMail(mail)).rejects.toMatchObject({ responseCode: 535 });
    await expect(transport().sendMail({ ...mail, from: 'otro@otra.example' })).rejects.toMatchObject({
      responseCode: 553,
    });
    const partly = await transport().sendMail({ ...mail, to: [ADDRESS, 'no-existe@transportesalbufera.example'] });
    expect(partly.rejected).toEqual(['no-existe@transportesalbufera.example']);
    const stranger = nodemailer.createTransport({ host: '127.0.0.1', port: service.smtpPort, ignoreTLS: true });
    await expect(stranger.sendMail({ ...mail, from: ADDRESS })).rejects.toMatchObject({ responseCode: 550 });
  });

  it('keeps mails, UIDs, UIDVALIDITY and flags over a kill and a restart', async () => {
    const look = async () => {
      const client = await connect();
      const seen = await inbox(client, async () => ({
        uidValidity: client.mailbox && client.mailbox.uidValidity,
        uidNext: client.mailbox && client.mailbox.uidNext,
        mails: (
          await client.fetchAll('1:*', { uid: true, flags: true, internalDate: true, envelope: true }, { uid: true })
        ).map(({ uid, flags, internalDate, envelope }) => ({
          uid,
          flags,
          internalDate,
          messageId: envelope?.messageId,
        })),
      }));
      await client.logout();
      return seen;
    };
    const client = await connect();
    await inbox(client, () => client.messageFlagsAdd('1', ['\\Seen'], { uid: true }));
    await client.append('Sent', 'Message-ID: <copia@recambios-levante.example>\r\n\r\nHola\r\n', ['\\Seen']);
    await client.logout();
    const before = await look();
    expect(before.mails).toHaveLength(2);
    const customersBefore = await mails();

    await service.stop('SIGKILL');
    service = await startMailService(directory);

    expect(await look()).toEqual(before);
    expect(await mails()).toEqual(customersBefore);
    const again = await connect();
    const lock = await again.getMailboxLock('Sent');
    expect(
      await again.search({ header: { 'message-id': '<copia@recambios-levante.example>' } }, { uid: true })
    ).toEqual([1]);
    lock.release();
    await again.logout();
  });

  it('refuses what another site or a careless script sends', async () => {
    const foreign = await fetch(mailsUrl(), {
      method: 'POST',
      headers: { origin: 'https://otra.example' },
      body: JSON.stringify({ subject: 'x', text: 'x' }),
    });
    expect(foreign.status).toBe(403);
    expect((await write({ subject: 'x', text: ' ' })).error?.code).toBe('text-missing');
    expect((await write({ text: 'x' })).error?.code).toBe('subject-missing');
    expect((await write({ subject: 'x\r\nBcc: a@b.example', text: 'x' })).error?.code).toBe('line-break');
    expect((await write({ subject: 'x', text: 'x', from: company.address })).error?.code).toBe('from-foreign');
    const once = await write({ subject: 'Una vez', text: 'x', messageId: '<una-vez@demo.example>' });
    const twice = await write({ subject: 'Una vez', text: 'x', messageId: '<una-vez@demo.example>' });
    expect(twice.mail.id).toBe(once.mail.id);
    expect((await mails()).filter((mail) => mail.subject === 'Una vez')).toHaveLength(1);
  });
});
