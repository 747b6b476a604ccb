import { simpleParser } from 'mailparser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AuditEntryDto } from '../../../server/api/contracts/accounts';
import type {
  CreateSignature,
  MySignaturesDto,
  SavedSignatureDto,
  SignaturePictureDto,
  SignaturePreviewDto,
} from '../../../server/api/contracts/signatures';
import { codeOf, dataOf } from '../../support/api-client';
import { mostlyOn } from '../../support/host-data';
import { mailSource } from '../../support/mail-source';
import { conversationAbout } from '../support/accounts';
import { listInbox, MAILBOX, openOffice, readConversation, readMessages, reply, type Office } from './office';

/** 3 by 2 pixels. */
const LOGO = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAMAAAACCAIAAAASFvFNAAAAEElEQVR4nGP4z8AAQQxwFgBB0gX7h/C5SAAAAABJRU5ErkJggg==',
  'base64'
);

describe.each(mostlyOn('postgres'))('signatures, on %s', (database) => {
  let office: Office;
  let conversation: string;
  const signatures = () => `/conversations/accounts/${office.account.id}/signatures`;
  const manager = () => office.admin.owner.api;
  const create = async (input: Partial<CreateSignature>) =>
    dataOf<SavedSignatureDto>(await manager().post(signatures(), { name: 'Ventas', html: '<p>x</p>', ...input }));
  const sendAndReceive = async (message: Parameters<typeof reply>[2]) => {
    const before = office.smtp.mails.length;
    const { lastMessageId } = await readConversation(office.agent.api, conversation);
    const sent = await reply(office.agent.api, conversation, { lastSeenMessageId: lastMessageId, ...message });
    const mail = (await office.smtp.waitForMails(before + 1))[before];
    const raw = mail?.raw.toString('latin1') ?? '';
    return { sent, raw, parsed: await simpleParser(mail?.raw ?? '', { keepCidLinks: true }) };
  };
  const occurrences = (text: string | false | undefined, part: string) => String(text).split(part).length - 1;

  beforeAll(async () => {
    office = await openOffice(database, { pluginConfig: { company: { name: 'Recambios <Norte>' } } });
    await office.dovecot.deliver(
      MAILBOX,
      mailSource({ from: 'Lola <lola@cliente.test>', to: MAILBOX, subject: 'Embrague', text: '¿Precio?' })
    );
    conversation = (await conversationAbout(office.agent.api, 'Embrague')).id;
  });
  afterAll(() => office?.stop());

  it('sends without one while there is none', async () => {
    const { parsed } = await sendAndReceive({ text: 'Sin firma' });
    expect(parsed.html || null).toBeNull();
    expect(parsed.text).not.toContain('-- ');
  });

  it('refuses a variable that does not exist, and a picture that is not there', async () => {
    const unknown = await manager().post(signatures(), { name: 'x', html: '<p>{{user_nane}}</p>' });
    expect([unknown.status, codeOf(unknown)]).toEqual([400, 'unknown-variable']);
    expect(unknown.text).toContain('{{user_job_title}}');
    const missing = await manager().post(signatures(), { name: 'x', html: '<img src="cid:nothing">' });
    expect([missing.status, codeOf(missing)]).toEqual([400, 'picture-missing']);
  });

  let logo: SignaturePictureDto;
  let standard: SavedSignatureDto;
  it('keeps a cleaned signature with a picture of its own, and says what it took out', async () => {
    const pictures = `/conversations/accounts/${office.account.id}/signature-pictures`;
    const form = new FormData();
    form.append('files', new Blob([LOGO], { type: 'image/png' }), 'logo.png');
    [logo] = dataOf<[SignaturePictureDto]>(await manager().post(pictures, form));
    expect(logo).toMatchObject({ type: 'image/png', width: 3, height: 2 });
    const script = new FormData();
    script.append('files', new Blob(['<svg onload="x()"/>'], { type: 'image/png' }), 'logo.png');
    expect(codeOf(await manager().post(pictures, script))).toBe('not-a-picture');

    standard = await create({
      html:
        `<script>x()</script><p><b>{{user_name}}</b><br>{{user_job_title}}<br>Tel.: {{user_phone}}<br>{{company_name}}</p>` +
        `<p><img src="cid:${logo.id}" alt="Logo"></p>`,
      isAccountDefault: true,
    });
    expect(standard.removed).toEqual(['<script>']);
    expect(standard.html).toContain(`data-content-id="${logo.id}"`);
    expect(standard.html).toMatch(/width="3"/);
    expect(standard.pictures).toEqual([expect.objectContaining({ id: logo.id, width: 3, height: 2 })]);
    const entries = dataOf<AuditEntryDto[]>(
      await manager().get(`/conversations/accounts/${office.account.id}/audit?limit=5`)
    );
    expect(entries[0]).toMatchObject({ action: 'signature.created', details: { signature: 'Ventas' } });
  });

  it('stands once, above the quote, with its picture embedded, in both parts', async () => {
    const { parsed, raw, sent } = await sendAndReceive({
      html: '<p>Son <b>120 €</b></p><div>El lun, Lola escribió:<br></div><blockquote>¿Precio?</blockquote>',
    });
    const html = String(parsed.html);
    expect(occurrences(html, 'data-conversations-signature=')).toBe(1);
    expect(html).toContain(`data-conversations-signature="${standard.id}"`);
    expect(html.indexOf('120')).toBeLessThan(html.indexOf('data-conversations-signature'));
    expect(html.indexOf('data-conversations-signature')).toBeLessThan(html.indexOf('escribió'));
    // Nothing is known of job title and phone: their lines are gone.
    expect(html).toContain('<p><b>ana Test</b><br>Recambios &#x3C;Norte></p>');
    expect(parsed.text).toMatch(/120 €\n\n-- \nana Test\nRecambios <Norte>\n\nEl lun, Lola escribió:\n+> ¿Precio\?/);
    expect(raw).toContain('multipart/related');
    const [picture] = parsed.attachments;
    expect(picture).toMatchObject({ contentType: 'image/png', contentDisposition: 'inline', related: true });
    expect(html).toContain(`src="cid:${picture?.cid}"`);
    expect(html).toMatch(/<img [^>]*width="3" height="2"/);
    expect(picture?.content.equals(LOGO)).toBe(true);
    expect(sent.attachments).toEqual([expect.objectContaining({ inline: true, contentId: picture?.cid })]);
    const listed = (await listInbox(office.agent.api)).find(({ id }) => id === conversation);
    expect(listed?.preview).not.toContain('--');
  });

  it('has one signature per mail, and the quote keeps the old one', async () => {
    const earlier = (await readMessages(office.agent.api, conversation)).at(-1)?.html ?? '';
    const { parsed } = await sendAndReceive({
      html: `<p>Y hay stock</p><p>On Monday Ana wrote:</p><blockquote>${earlier}</blockquote>`,
    });
    const html = String(parsed.html);
    expect(occurrences(html, 'data-conversations-signature=')).toBe(1);
    expect(occurrences(html, 'ana Test')).toBe(2);
    expect(html.indexOf('ana Test')).toBeLessThan(html.indexOf('<blockquote>'));
    const again = await sendAndReceive({ html: `<p>Otra vez</p>${earlier}` });
    expect(occurrences(again.parsed.html, 'data-conversations-signature=')).toBe(1);
  });

  it('takes the most specific default, and what its person has told', async () => {
    const { agent } = office;
    dataOf(await agent.api.put('/conversations/profile', { phone: '+34 600 100 200', jobTitle: 'Jefa de ventas' }));
    const everywhere = await create({
      name: 'Ana',
      html: '<p>ANYWHERE {{user_phone}}</p>',
      everywhereUserIds: [agent.id],
    });
    expect((await sendAndReceive({ text: 'uno' })).parsed.text).toContain('-- \nANYWHERE +34 600 100 200');
    const here = await create({ name: 'Ana aquí', html: '<p>HERE {{user_job_title}}</p>', userIds: [agent.id] });
    expect((await sendAndReceive({ text: 'dos' })).parsed.text).toContain('-- \nHERE Jefa de ventas');
    const mine = dataOf<MySignaturesDto>(
      await agent.api.get(`/conversations/accounts/${office.account.id}/my-signatures`)
    );
    expect(mine).toMatchObject({ defaultId: here.id, mayChoose: true });
    expect(mine.signatures.map(({ id }) => id).sort()).toEqual([everywhere.id, here.id, standard.id].sort());
    expect(mine.signatures.find(({ id }) => id === here.id)?.html).toBe('<p>HERE Jefa de ventas</p>');
  });

  it('goes with the one that was chosen, or with none, and a note never has one', async () => {
    const chosen = await sendAndReceive({ html: '<p>tres</p>', signatureId: standard.id });
    expect(chosen.parsed.html).toContain(`data-conversations-signature="${standard.id}"`);
    expect(chosen.parsed.text).toContain('Jefa de ventas');
    const without = await sendAndReceive({
      html: '<p>cuatro</p><div data-conversations-signature="x">HERE</div>',
      signatureId: 'none',
    });
    expect(without.parsed.html).toBe('<p>cuatro</p>');
    expect(without.parsed.text?.trim()).toBe('cuatro');
    const note = await reply(office.agent.api, conversation, { kind: 'note', text: 'Solo aquí' });
    expect([note.text, note.html]).toEqual(['Solo aquí', null]);
  });

  it('refuses what is not theirs, and any choice where there is none', async () => {
    const { agent, admin, account } = office;
    const foreign = await create({ name: 'Olga', html: '<p>Olga</p>', userIds: [admin.owner.id] });
    const post = (signatureId: string) =>
      agent.api.post(`/conversations/inbox/${conversation}/messages`, {
        kind: 'reply',
        text: 'x',
        signatureId,
        idempotencyKey: `choice-of-${signatureId}`,
      });
    expect(codeOf(await post(foreign.id))).toBe('signature-not-allowed');
    dataOf(await manager().put(`/conversations/accounts/${account.id}`, { signatureChoice: false }));
    expect(codeOf(await post(standard.id))).toBe('signature-not-allowed');
    expect(codeOf(await post('none'))).toBe('signature-required');
    dataOf(await manager().put(`/conversations/accounts/${account.id}`, { signatureChoice: true }));
  });

  it('moves a default to the signature that has it now', async () => {
    const other = await create({ name: 'Nueva', html: '<p>NEW {{company_name}}</p>', isAccountDefault: true });
    dataOf(await manager().put(`/conversations/accounts/${office.account.id}`, { companyName: 'Norte S. L.' }));
    const list = dataOf<SavedSignatureDto[]>(await manager().get(signatures()));
    expect(list.filter(({ isAccountDefault }) => isAccountDefault).map(({ id }) => id)).toEqual([other.id]);
    const chosen = await sendAndReceive({ text: 'cinco', signatureId: other.id });
    expect(chosen.parsed.text).toContain('NEW Norte S. L.');
  });

  it('shows a draft as it will be sent, without saving it', async () => {
    const preview = dataOf<SignaturePreviewDto>(
      await manager().post(`${signatures()}/preview`, {
        html: `<p onclick="x()">{{user_name}} {{oops}}</p><img src="cid:${logo.id}" width="300">`,
      })
    );
    expect(preview.html).toContain('Olga Owner {{oops}}');
    expect(preview.html).toContain('width="300" height="200"');
    expect([preview.removed, preview.unknownVariables]).toEqual([['onclick'], ['oops']]);
    expect(preview.pictures).toEqual([expect.objectContaining({ dataUrl: expect.stringMatching(/^data:image\/png/) })]);
  });

  it('leaves mails as they were when it is removed', async () => {
    dataOf(await manager().del(`/conversations/signatures/${standard.id}`));
    expect((await manager().get(`/conversations/signatures/${standard.id}`)).status).toBe(404);
    const [signed] = (await readMessages(office.agent.api, conversation)).filter(
      ({ attachments }) => attachments.length
    );
    const link = dataOf<{ url: string }>(
      await office.agent.api.post(`/conversations/attachments/${signed?.attachments[0]?.id}/link`)
    );
    const file = await fetch(new URL(link.url, office.host.url));
    expect(Buffer.from(await file.arrayBuffer()).equals(LOGO)).toBe(true);
  });
});
