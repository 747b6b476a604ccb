import { ImapFlow } from 'imapflow';
import { simpleParser, type ParsedMail } from 'mailparser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AddressDto, CreateMessage, MessageDto } from '../../../server/api/contracts/inbox';
import { codeOf, dataOf } from '../../support/api-client';
import { mailSource } from '../../support/mail-source';
import { until } from '../../support/until';
import { conversationAbout, createAccount, MAILBOX_PASSWORD } from '../support/accounts';
import { MAILBOX, openOffice, readMessages, reply, type Office } from './office';

const OTHER_BOX = 'taller@empresa.test';
const customer = 'Lola Núñez <lola@cliente.test>';

/** A picture in the text and a file beside it, as mail programs send them. */
const WITH_PICTURE = [
  `From: ${customer}`,
  `To: ${MAILBOX}, Pepe <pepe@cliente.test>`,
  'Subject: RV: Re: Plano',
  'Message-ID: <plano@cliente.test>',
  'Date: Sat, 21 Nov 2026 10:00:00 +0000',
  'MIME-Version: 1.0',
  'Content-Type: multipart/mixed; boundary=m',
  '',
  '--m',
  'Content-Type: multipart/related; boundary=r',
  '',
  '--r',
  'Content-Type: text/html; charset=utf-8',
  '',
  '<p>El <b>plano</b>: <img src="cid:plano1" alt="plano"> <img src="https://tracker.example/x.gif" alt="pixel"></p>',
  '--r',
  'Content-Type: image/png; name=plano.png',
  'Content-ID: <plano1>',
  'Content-Disposition: inline',
  'Content-Transfer-Encoding: base64',
  '',
  'iVBORw0KGgoAAAANSUhEUgAAAAMAAAACCAIAAAASFvFNAAAAEElEQVR4nGP4z8AAQQxwFgBB0gX7h/C5SAAAAABJRU5ErkJggg==',
  '--r--',
  '--m',
  'Content-Type: text/plain; name=medidas.txt',
  'Content-Disposition: attachment; filename=medidas.txt',
  '',
  '10 x 20',
  '--m--',
  '',
].join('\r\n');

describe('whom a mail goes to', () => {
  let office: Office;
  let id: string;
  let first: MessageDto;
  const send = async (message: Partial<CreateMessage>) => {
    const before = office.smtp.mails.length;
    const sent = await reply(office.agent.api, id, { signatureId: 'none', ...message });
    const mail = (await office.smtp.waitForMails(before + 1))[before]!;
    return { sent, mail, parsed: await simpleParser(mail.raw, { keepCidLinks: true }) };
  };
  const post = (message: object) =>
    office.agent.api.post(`/conversations/inbox/${id}/messages`, { idempotencyKey: 'key-of-a-refusal', ...message });
  const suggest = async (q: string) =>
    dataOf<AddressDto[]>(
      await office.agent.api.get(`/conversations/inbox/${id}/recipients?q=${encodeURIComponent(q)}`)
    ).map(({ address }) => address);

  beforeAll(async () => {
    office = await openOffice('sqlite', { passwords: { [OTHER_BOX]: MAILBOX_PASSWORD } });
    await office.dovecot.deliver(MAILBOX, WITH_PICTURE);
    id = (await conversationAbout(office.agent.api, 'Plano')).id;
    first = (await readMessages(office.agent.api, id))[0]!;
  });
  afterAll(() => office?.stop());

  it('names blind copies to nobody but the copy in Sent and its readers', async () => {
    const { sent, mail, parsed } = await send({ text: 'Hola', cc: [], bcc: [{ address: 'jefa@empresa.test' }] });
    expect(mail.to.sort()).toEqual(['jefa@empresa.test', 'lola@cliente.test']);
    expect(mail.raw.toString()).not.toContain('jefa');
    expect(parsed.headers.has('bcc')).toBe(false);
    expect(sent.bcc).toEqual([{ name: '', address: 'jefa@empresa.test' }]);
    const copy = await until('the copy in Sent', () => newestIn(office, 'Sent', parsed.messageId ?? ''), 20_000);
    expect(copy.bcc && !Array.isArray(copy.bcc) ? copy.bcc.text : null).toBe('jefa@empresa.test');
    expect(copy.text?.trim()).toBe('Hola');
    const mine = (await readMessages(office.agent.api, id)).filter(({ text }) => text === 'Hola');
    expect(mine.map(({ status }) => status)).toEqual(['sent']);
  });

  it('passes a mail on with its files, its picture and its head, and with nothing that calls home', async () => {
    const { sent, mail, parsed } = await send({
      kind: 'forward',
      forwardOf: first.id,
      text: '¿Lo tienes?',
      to: [{ address: 'proveedor@fabrica.test' }],
      language: 'es',
      timeZone: 'Europe/Madrid',
    });
    expect(mail.to).toEqual(['proveedor@fabrica.test']);
    expect(parsed.subject).toBe('Fwd: Plano');
    expect(parsed.inReplyTo).toBeUndefined();
    expect([parsed.references].flat()).toContain('<plano@cliente.test>');
    expect(parsed.text).toContain('¿Lo tienes?');
    expect(parsed.text).toContain(
      'De: Lola Núñez <lola@cliente.test>\nFecha: 21 nov 2026, 11:00\nAsunto: RV: Re: Plano'
    );
    expect(parsed.html).toContain('Mensaje reenviado');
    expect(parsed.html).toContain('<b>plano</b>');
    expect(parsed.html).toContain('src="cid:plano1"');
    expect(parsed.html).not.toContain('tracker.example');
    expect(parsed.attachments.map(({ filename, related }) => [filename, Boolean(related)])).toEqual(
      expect.arrayContaining([
        ['plano.png', true],
        ['medidas.txt', false],
      ])
    );
    expect(sent.attachments).toHaveLength(2);
  });

  it('leaves behind the files that its writer took out, and refuses those that it cannot know', async () => {
    const to = [{ address: 'otro@fabrica.test' }];
    const [picture, sizes] = ['plano.png', 'medidas.txt'].map(
      (name) => first.attachments.find((file) => file.name === name)!.id
    );
    const { sent, parsed } = await send({ kind: 'forward', forwardOf: first.id, to, withoutFileIds: [sizes!] });
    expect(parsed.attachments.map(({ filename }) => filename)).toEqual(['plano.png']);
    expect(sent.attachments.map(({ name }) => name)).toEqual(['plano.png']);
    const forward = { kind: 'forward', forwardOf: first.id, to };
    // Of the mail that was made of it, and of none.
    for (const id of [sent.attachments[0]!.id, 'a'.repeat(24)])
      expect(codeOf(await post({ ...forward, withoutFileIds: [sizes, id] }))).toBe('unknown-file');
    expect(codeOf(await post({ ...forward, withoutFileIds: [picture] }))).toBe('picture-in-text');
    expect(codeOf(await post({ kind: 'reply', text: 'x', withoutFileIds: [sizes] }))).toBe('unknown-file');
    expect((await readMessages(office.agent.api, id)).filter(({ subject }) => subject === 'Fwd: Plano')).toHaveLength(
      2
    );
  });

  it('leads the answer of the new reader into the conversation', async () => {
    const sent = (await readMessages(office.agent.api, id)).find(({ subject }) => subject === 'Fwd: Plano');
    await office.dovecot.deliver(
      MAILBOX,
      mailSource({
        from: 'proveedor@fabrica.test',
        to: MAILBOX,
        subject: 'RE: Fwd: Plano',
        text: 'Sí, mañana.',
        inReplyTo: sent?.externalId,
      })
    );
    const answer = await until('the answer', async () =>
      (await readMessages(office.agent.api, id)).find(({ text }) => text.includes('Sí, mañana.'))
    );
    expect(answer.unverifiedSender).toBe(false);
  });

  it('answers the mail that its writer chose, with its people, its quotation and its ids', async () => {
    const thread = await readMessages(office.agent.api, id);
    const ours = thread.find(({ text }) => text === 'Hola');
    expect(thread.find((message) => message.id === first.id)?.replyTo).toEqual({
      to: [{ name: 'Lola Núñez', address: 'lola@cliente.test' }],
      cc: [{ name: 'Pepe', address: 'pepe@cliente.test' }],
    });
    expect(ours?.replyTo?.to.map(({ address }) => address)).toEqual(['lola@cliente.test']);
    // The newest that came in is the supplier's.
    const newest = await send({ text: 'A la última' });
    expect(newest.mail.to).toEqual(['proveedor@fabrica.test']);
    const { mail, parsed } = await send({ text: 'A la primera', replyOf: first.id, quoteOf: first.id });
    expect(mail.to.sort()).toEqual(['lola@cliente.test', 'pepe@cliente.test']);
    expect(parsed.inReplyTo).toBe('<plano@cliente.test>');
    expect(parsed.subject).toBe('Re: Plano');
    expect(parsed.text).toContain('Lola Núñez');
    const note = await reply(office.agent.api, id, { kind: 'note', text: 'aparte' });
    for (const replyOf of [note.id, 'a'.repeat(24)])
      expect(codeOf(await post({ kind: 'reply', text: 'x', replyOf }))).toBe('unknown-message');
  });

  it('refuses a forward of nothing, to nobody, or of what is not here', async () => {
    const to = [{ address: 'x@fabrica.test' }];
    expect(codeOf(await post({ kind: 'forward', text: 'x', to }))).toBe('forward-of-missing');
    expect(codeOf(await post({ kind: 'forward', text: 'x', forwardOf: first.id }))).toBe('no-recipient');
    expect(codeOf(await post({ kind: 'forward', to, text: 'x', forwardOf: 'a'.repeat(24) }))).toBe('unknown-message');
    const note = await reply(office.agent.api, id, { kind: 'note', text: 'secreto' });
    expect(codeOf(await post({ kind: 'forward', to, text: 'x', forwardOf: note.id }))).toBe('unknown-message');
    const many = Array.from({ length: 26 }, (_, index) => ({ address: `p${index}@x.test` }));
    expect(codeOf(await post({ kind: 'reply', text: 'x', to: many, bcc: many }))).toBe('too-many-recipients');
  });

  it('suggests people of one’s own conversations, whatever accents and case, and nobody else’s', async () => {
    const owner = office.admin.owner;
    await createAccount(owner.api, {
      kind: 'imap',
      name: 'Taller',
      address: OTHER_BOX,
      senderName: 'Taller',
      imap: { host: '127.0.0.1', port: office.dovecot.imapPort, security: 'none' },
      smtp: { host: '127.0.0.1', port: office.smtp.port, security: 'none' },
      username: OTHER_BOX,
      password: MAILBOX_PASSWORD,
      importDays: 30,
      authorisedUserIds: [owner.id],
    });
    const stranger = { from: 'Núria Núñez <nuria@secreta.test>', to: OTHER_BOX, subject: 'Aparte', text: 'x' };
    await office.dovecot.deliver(OTHER_BOX, mailSource(stranger));
    await conversationAbout(owner.api, 'Aparte');
    expect(await suggest('nunez')).toEqual(['lola@cliente.test']);
    expect(await suggest('LOLA@CLI')).toEqual(['lola@cliente.test']);
    expect(await suggest('secreta')).toEqual([]);
    expect(await suggest('100%_')).toEqual([]);
    // Only ever in copy, and found all the same.
    expect(await suggest('pepe')).toEqual(['pepe@cliente.test']);
    expect((await suggest('')).sort()).toEqual(expect.arrayContaining(['lola@cliente.test', 'proveedor@fabrica.test']));
    expect(await suggest('')).not.toContain(MAILBOX);
  });

  it('suggests to nobody who reads out the address book', async () => {
    const statuses = new Set<number>();
    for (let index = 0; index < 250 && !statuses.has(429); index += 1)
      statuses.add((await office.agent.api.get(`/conversations/inbox/${id}/recipients?q=p${index}`)).status);
    expect([...statuses]).toEqual([200, 429]);
  });
});

async function newestIn({ dovecot }: Office, folder: string, messageId: string): Promise<ParsedMail | undefined> {
  const client = new ImapFlow({
    host: '127.0.0.1',
    port: dovecot.imapPort,
    secure: false,
    auth: { user: MAILBOX, pass: MAILBOX_PASSWORD },
    logger: false,
  });
  await client.connect();
  try {
    await client.mailboxOpen(folder);
    const uids = await client.search({ header: { 'message-id': messageId } }, { uid: true });
    const [uid] = uids || [];
    if (uid === undefined) return undefined;
    const message = await client.fetchOne(String(uid), { source: true }, { uid: true });
    return message ? await simpleParser(message.source ?? '') : undefined;
  } finally {
    await client.logout();
  }
}
