import { simpleParser } from 'mailparser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACTION } from '../../../server/constants';
import type { MessageDto, UploadDto } from '../../../server/api/contracts/inbox';
import type { AdminPerson } from '../../support/admin-client';
import { codeOf, dataOf, type ApiClient } from '../../support/api-client';
import { mostlyOn } from '../../support/host-data';
import { mailSource } from '../../support/mail-source';
import { until } from '../../support/until';
import { conversationAbout } from '../support/accounts';
import { listInbox, MAILBOX, openOffice, readConversation, readMessages, reply, type Office } from './office';

/** 3 by 2 pixels. */
const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAMAAAACCAIAAAASFvFNAAAAEElEQVR4nGP4z8AAQQxwFgBB0gX7h/C5SAAAAABJRU5ErkJggg==',
  'base64'
);
const CUSTOMER = 'Lola <lola@cliente.test>';

describe.each(mostlyOn('sqlite'))('an answer with pictures and a quotation, on %s', (database) => {
  let office: Office;
  let other: AdminPerson;
  let conversation: string;
  let elsewhere: string;

  const upload = async (api: ApiClient, to: string, name: string, type = 'image/png'): Promise<UploadDto> => {
    const form = new FormData();
    form.append('files', new Blob([PICTURE], { type }), name);
    const [file] = dataOf<UploadDto[]>(await api.post(`/conversations/inbox/${to}/attachments`, form));
    if (!file) throw new Error('nothing was uploaded');
    return file;
  };
  const send = async (message: Parameters<typeof reply>[2]) => {
    const before = office.smtp.mails.length;
    const { lastMessageId } = await readConversation(office.agent.api, conversation);
    const sent = await reply(office.agent.api, conversation, { lastSeenMessageId: lastMessageId, ...message });
    const mail = (await office.smtp.waitForMails(before + 1))[before];
    const raw = mail?.raw.toString('latin1') ?? '';
    const parsed = await simpleParser(mail?.raw ?? '', { keepCidLinks: true });
    return { sent, raw, parsed, html: String(parsed.html), text: parsed.text ?? '' };
  };
  let keys = 0;
  const attempt = async (message: Record<string, unknown>) => {
    keys += 1;
    const body = { kind: 'reply', idempotencyKey: `attempt-${keys}`, ...message };
    const answer = await office.agent.api.post(`/conversations/inbox/${conversation}/messages`, body);
    return [answer.status, codeOf(answer)];
  };
  const img = (id: string, rest = '') => `<img data-upload-id="${id}"${rest}>`;
  const deliver = (mail: Omit<Parameters<typeof mailSource>[0], 'from' | 'to'>) =>
    office.dovecot.deliver(MAILBOX, mailSource({ from: CUSTOMER, to: MAILBOX, ...mail }));
  const messageWith = (text: string) =>
    until(`the mail with "${text}"`, async () =>
      (await readMessages(office.agent.api, conversation)).find((message) => message.text.includes(text))
    );
  const count = (text: string, part: string) => text.split(part).length - 1;

  beforeAll(async () => {
    office = await openOffice(database);
    const role = await office.admin.role('More agents', [ACTION.useInbox]);
    other = await office.admin.person('bruno@empresa.test', [role]);
    dataOf(
      await office.admin.owner.api.put(`/conversations/accounts/${office.account.id}/authorised-users`, {
        userIds: [office.agent.id, other.id],
      })
    );
    dataOf(
      await office.admin.owner.api.post(`/conversations/accounts/${office.account.id}/signatures`, {
        name: 'Ventas',
        html: '<p>FIRMA</p>',
        isAccountDefault: true,
      })
    );
    await deliver({
      subject: 'Embrague',
      text: '¿Precio?',
      html: '<p>¿<b>Precio</b>?</p><img src="https://tracker.test/p.gif" alt="logo"><img src="https://tracker.test/q.gif">',
    });
    await deliver({ subject: 'Otra cosa', text: 'Hola' });
    conversation = (await conversationAbout(office.agent.api, 'Embrague')).id;
    elsewhere = (await conversationAbout(office.agent.api, 'Otra cosa')).id;
  });
  afterAll(() => office?.stop());

  it('carries a picture of the text as a related part, at its place and once', async () => {
    const { api } = office.agent;
    const picture = await upload(api, conversation, 'captura.png');
    const plan = await upload(api, conversation, 'plano.png');
    const image = img(picture.id, ' alt="captura.png" width="160"');
    const { sent, raw, html, text, parsed } = await send({
      html: `<div>Mire:</div><div>${image}</div><div>y otra vez ${image} fin</div>`,
      attachmentIds: [plan.id, picture.id],
      language: 'es',
    });
    const contentId = `${picture.id}@empresa.test`;
    expect(raw).toContain('multipart/related');
    expect(count(html, `src="cid:${contentId}"`)).toBe(2);
    expect(html).toMatch(new RegExp(`Mire:</div><div><img [^>]*cid:${picture.id}`));
    expect(html).toMatch(/<img [^>]*width="160"/);
    expect(html).not.toContain('data-upload-id');
    expect(text).toContain('Mire:\n[imagen: captura.png]\ny otra vez [imagen: captura.png] fin');
    expect(parsed.attachments.map(({ filename, cid, related }) => [filename, cid ?? null, related === true])).toEqual([
      ['captura.png', contentId, true],
      ['plano.png', null, false],
    ]);
    expect(parsed.attachments[0]?.content.equals(PICTURE)).toBe(true);
    expect(sent.html).toContain(`data-content-id="${contentId}"`);
    expect(sent.attachments).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ id: picture.id, inline: true, contentId }),
        expect.objectContaining({ id: plan.id, inline: false }),
      ])
    );
  });

  it('is a picture alone, and a note has them too', async () => {
    const { api } = office.agent;
    const alone = await upload(api, conversation, 'sola.png');
    const { text } = await send({ html: img(alone.id, ' alt="sola.png"'), text: '' });
    expect(text).toMatch(/^\[image: sola\.png\]/);
    const noted = await upload(api, conversation, 'nota.png');
    const note = await reply(api, conversation, { kind: 'note', html: `<p>Ojo ${img(noted.id)}</p>` });
    expect(note.html).toContain(`data-content-id="${noted.id}@empresa.test"`);
  });

  it('refuses pictures that are not there, not theirs, of another conversation, no pictures or sent already', async () => {
    const { api } = office.agent;
    const missing = [400, 'inline-picture-missing'];
    const before = (await readMessages(api, conversation)).length;
    const sentAlready = (await readMessages(api, conversation)).flatMap(({ attachments }) => attachments)[0];
    const ids = [
      'a'.repeat(24),
      (await upload(other.api, conversation, 'ajena.png')).id,
      (await upload(api, elsewhere, 'otra.png')).id,
      (await upload(api, conversation, 'dibujo.svg', 'image/svg+xml')).id,
      sentAlready?.id ?? '',
    ];
    for (const id of ids) expect(await attempt({ html: `<p>x ${img(id)}</p>` }), id).toEqual(missing);
    expect(await readMessages(api, conversation)).toHaveLength(before);
  });

  let answer: MessageDto;
  it('quotes the mail below the one signature, without its remote pictures', async () => {
    const asked = await messageWith('¿Precio?');
    const { sent, html, text } = await send({
      html: '<p>Son <b>120 €</b></p>',
      quoteOf: asked.id,
      language: 'es',
      timeZone: 'Europe/Madrid',
    });
    answer = sent;
    expect(html).toMatch(
      /120 €.*FIRMA.*<div data-conversations-quote="">.*Lola .*escribió:.*<blockquote type="cite"[^>]*>.*<b>Precio<\/b>/s
    );
    expect(count(html, 'FIRMA')).toBe(1);
    expect(html).not.toContain('tracker.test');
    expect(html).toContain('[logo]');
    expect(text).toMatch(
      /^Son 120 €\n\n-- \nFIRMA\n\nEl \d+ \w+ \d{4} a las \d\d:\d\d, Lola <lola@cliente\.test> escribió:\n> ¿Precio\?/
    );
    expect(sent.hasRemoteImages).toBe(false);
    const listed = (await listInbox(office.agent.api)).find(({ id }) => id === conversation);
    expect(listed?.preview).toBe('Son 120 €');
  });

  it('does not double what comes back: a second round has each mail once', async () => {
    await deliver({
      subject: 'Re: Embrague',
      text: 'Me lo quedo',
      html: `<div>Me lo quedo</div><div class="gmail_quote"><div class="gmail_attr">El lun, Ventas escribió:</div><blockquote class="gmail_quote">${answer.html}</blockquote></div>`,
      inReplyTo: answer.externalId,
    });
    const accepted = await messageWith('Me lo quedo');
    // What they quote is marked for folding, once: our own marks in it are gone.
    expect(count(accepted.html ?? '', 'data-conversations-quote')).toBe(1);
    expect(accepted.html).toMatch(/^<div>Me lo quedo<\/div><div data-conversations-quote="">/);
    const { html, text } = await send({ text: 'Hoy sale', quoteOf: accepted.id, language: 'es' });
    expect(html.indexOf('FIRMA')).toBeLessThan(html.indexOf('data-conversations-quote'));
    expect(count(html, 'data-conversations-signature=')).toBe(1);
    expect(count(html, 'data-conversations-quote=')).toBe(1);
    for (const part of ['Me lo quedo', '120 €', '<b>Precio</b>']) expect(count(html, part), part).toBe(1);
    // Ours now, and the one in the mail that we quote.
    expect(count(html, 'FIRMA')).toBe(2);
    expect(text).toMatch(/UTC, Lola <lola@cliente\.test> escribió:\n> Me lo quedo/);
  });

  it('quotes nothing unless asked, and nothing but a mail of the conversation', async () => {
    expect((await send({ text: 'Sin cita' })).html).not.toContain('blockquote');
    expect((await send({ text: 'Sin cita', quoteOf: null })).html).not.toContain('blockquote');
    const messages = await readMessages(office.agent.api, conversation);
    const [foreign] = await readMessages(office.agent.api, elsewhere);
    const note = messages.find(({ kind }) => kind === 'note');
    for (const quoteOf of [foreign?.id, note?.id, 'b'.repeat(24)])
      expect(await attempt({ text: 'x', quoteOf })).toEqual([400, 'unknown-message']);
  });
});
