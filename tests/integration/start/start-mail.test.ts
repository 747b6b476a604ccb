import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACTION } from '../../../server/constants';
import type { ConversationDto } from '../../../server/api/contracts/inbox';
import type { StartChoicesDto, StartedDto } from '../../../server/api/contracts/start';
import type { TemplateDto } from '../../../server/api/contracts/templates';
import { codeOf, dataOf, type ApiClient } from '../../support/api-client';
import { DATABASES } from '../../support/host-data';
import { mailSource } from '../../support/mail-source';
import { until } from '../../support/until';
import { agentAt, listInbox, MAILBOX, openOffice, readConversation, readMessages, type Office } from '../mail/office';

const EVA = 'eva@cliente.test';
let keys = 0;

describe.each(DATABASES)('a mail that begins a conversation, on %s', (database) => {
  let office: Office;
  let ana: ApiClient;
  let manager: ApiClient;
  beforeAll(async () => {
    office = await openOffice(database);
    ana = office.agent.api;
    const { admin } = office;
    manager = (await admin.person('jefa@empresa.test', [await admin.role('Templates', [ACTION.manageTemplates])])).api;
  });
  afterAll(() => office?.stop());

  const key = () => `start-${database}-${(keys += 1)}`;
  const start = (input: object, api = ana) =>
    api.post('/conversations/inbox', { accountId: office.account.id, idempotencyKey: key(), ...input });
  const template = async (input: object) =>
    dataOf<TemplateDto>(
      await manager.post('/conversations/templates', {
        medium: 'email',
        language: 'es',
        useTypes: ['start'],
        ...input,
      })
    );
  const choices = async (to: string, api = ana) =>
    (await api.get(`/conversations/inbox/start?accountId=${office.account.id}&to=${encodeURIComponent(to)}`))
      .body as StartChoicesDto;
  const mailAbout = (subject: string) =>
    until(`the mail ${subject}`, () =>
      office.smtp.mails.map(({ raw }) => raw.toString()).find((raw) => raw.includes(`Subject: ${subject}`))
    );

  it('goes out once, with files and copies, and the answer to it comes back into it', async () => {
    const form = new FormData();
    form.append('files', new File(['precios'], 'oferta.txt', { type: 'text/plain' }));
    const [file] = dataOf<{ id: string }[]>(
      await ana.post(`/conversations/inbox/start/attachments?accountId=${office.account.id}`, form)
    );
    const input = {
      to: [{ name: 'Eva', address: EVA }],
      cc: [{ address: 'taller@cliente.test' }],
      bcc: [{ address: 'jefa@empresa.test' }],
      subject: 'Oferta de frenos',
      html: '<p>Hola <b>Eva</b></p><script>alert(1)</script>',
      attachmentIds: [file?.id],
      idempotencyKey: key(),
    };
    const answers = await Promise.all([start(input), start(input)]);
    const [{ conversationId }] = answers.map((answer) => dataOf<StartedDto>(answer)) as [StartedDto];
    expect(new Set(answers.map((answer) => dataOf<StartedDto>(answer).messageId)).size).toBe(1);
    const raw = await mailAbout('Oferta de frenos');
    expect(raw).toContain('oferta.txt');
    expect(raw).not.toContain('jefa@empresa.test');
    const [message] = await readMessages(ana, conversationId);
    expect(message).toMatchObject({ direction: 'outbound', html: '<p>Hola <b>Eva</b></p>' });
    expect(message?.attachments.map(({ name }) => name)).toEqual(['oferta.txt']);
    expect(await readConversation(ana, conversationId)).toMatchObject({ subject: 'Oferta de frenos', status: 'open' });

    await office.dovecot.deliver(
      MAILBOX,
      mailSource({
        from: EVA,
        to: MAILBOX,
        subject: 'Re: Oferta de frenos',
        text: 'Me vale',
        inReplyTo: message?.externalId ?? '',
      })
    );
    await until('the answer', async () =>
      (await readMessages(ana, conversationId)).some(({ text }) => text.includes('Me vale'))
    );
    expect(office.smtp.mails.filter((mail) => mail.raw.includes('Subject: Oferta de frenos'))).toHaveLength(1);
    // Sent once, it is no file of another mail.
    expect(codeOf(await start({ ...input, idempotencyKey: key() }))).toBe('attachment-missing');
  });

  it('can be what a template says, with what is known and what is given', async () => {
    const { id } = await template({
      name: 'Seguimiento',
      subject: 'Su presupuesto {{quote_number}}',
      body: '<p>Hola {{customer_name | "cliente"}}, {{user_name}}</p>',
    });
    const to = [{ name: 'Luis <b>', address: 'luis@cliente.test' }];
    expect(codeOf(await start({ to: [{ address: 'luis@cliente.test' }], templateId: id }))).toBe(
      'template-value-missing'
    );
    expect(codeOf(await start({ to, templateId: id, values: { quote_number: '1' } }))).toBe('invalid-input');
    const { conversationId } = dataOf<StartedDto>(
      await start({
        to: [{ name: 'Luis & Co', address: 'luis@cliente.test' }],
        templateId: id,
        values: { quote_number: 'P-1\r\nBcc: x@y.test' },
      })
    );
    const raw = await mailAbout('Su presupuesto P-1');
    expect(raw).not.toMatch(/^bcc:/im);
    const [message] = await readMessages(ana, conversationId);
    expect(message?.text).toBe('Hola Luis & Co, ana Test');
    const { usageCount } = dataOf<TemplateDto>(await manager.get(`/conversations/templates/${id}`));
    expect(usageCount).toBe(1);
    const reply = await template({ name: 'Solo respuesta', body: '<p>x</p>', useTypes: ['reply'] });
    expect((await start({ to: [{ address: EVA }], subject: 'x', templateId: reply.id })).status).toBe(404);
  });

  it('offers what there is with the person already, and the templates that may open one', async () => {
    const { data, meta } = await choices(EVA);
    expect(data.map(({ name, subject }) => ({ name, subject }))).toEqual([
      { name: 'Seguimiento', subject: 'Su presupuesto {{quote_number}}' },
    ]);
    expect(meta.person).toEqual({ address: EVA, name: 'Eva' });
    expect(meta.values).toMatchObject({ customer_name: 'Eva', account_name: 'Ventas', user_name: 'ana Test' });
    const [existing] = meta.existing;
    expect(existing).toMatchObject({ subject: 'Oferta de frenos', status: 'open' });
    dataOf(await ana.put(`/conversations/inbox/${existing?.id}`, { status: 'closed' }));
    expect((await choices(EVA)).meta.existing).toEqual([]);
    expect((await choices('eva@')).meta).toMatchObject({ person: null, existing: [] });
    expect((await choices('nadie@cliente.test')).meta).toMatchObject({ person: { name: '' }, existing: [] });
  });

  it('suggests whom one writes with', async () => {
    const suggested = (typed: string) =>
      ana.get(`/conversations/inbox/start/recipients?accountId=${office.account.id}&q=${encodeURIComponent(typed)}`);
    expect(dataOf(await suggested('ev'))).toEqual([{ name: 'Eva', address: EVA }]);
    expect(dataOf(await suggested(''))).toEqual([]);
  });

  it('can be taken back, and is a draft then', async () => {
    const undo = dataOf<StartedDto>(
      await start({
        to: [{ address: 'ultimo@cliente.test' }],
        subject: 'Espera',
        html: '<p>Un momento</p>',
        undoable: true,
      })
    );
    const answer = await ana.post(`/conversations/messages/${undo.messageId}/cancel`, {});
    expect((answer.body as { meta: unknown }).meta).toEqual({ draftRestored: true });
    const draft = dataOf<{ content: { html: string; to: unknown } }>(
      await ana.get(`/conversations/inbox/${undo.conversationId}/draft`)
    );
    expect(draft.content).toMatchObject({
      html: '<p>Un momento</p>',
      to: [{ name: '', address: 'ultimo@cliente.test' }],
    });
    expect(office.smtp.mails.some(({ raw }) => raw.includes('Espera'))).toBe(false);
  });

  it.each([
    [{ to: [] }, 'invalid-input'],
    [{ subject: 'x', text: 'x' }, 'no-recipient'],
    [{ to: [{ address: EVA }], text: 'x' }, 'no-subject'],
    [{ to: [{ address: EVA }], subject: 'x\nBcc: y@z.test', text: 'x' }, 'invalid-input'],
    [{ to: [{ address: EVA }], subject: 'x' }, 'empty-message'],
    [{ to: [{ address: EVA }], subject: 'x', text: 'x', phone: '+34600111222' }, 'only-whatsapp'],
    [{ to: [{ address: EVA }], subject: 'x', text: 'x', attachmentIds: ['nowhere'] }, 'attachment-missing'],
  ])('refuses %j', async (input, code) => {
    const before = (await listInbox(ana)).length;
    expect(codeOf(await start(input))).toBe(code);
    expect((await listInbox(ana)).length).toBe(before);
  });

  it('is for those who may write on the account, and their uploads are theirs alone', async () => {
    const { admin, account } = office;
    const stranger = await admin.person('otro@empresa.test', [await admin.role('Other', [ACTION.useInbox])]);
    const input = { to: [{ address: EVA }], subject: 'x', text: 'x' };
    expect((await start(input, stranger.api)).status).toBe(404);
    expect((await stranger.api.get(`/conversations/inbox/start?accountId=${account.id}`)).status).toBe(404);
    expect((await stranger.api.get(`/conversations/inbox/start/recipients?accountId=${account.id}`)).status).toBe(404);
    const form = new FormData();
    form.append('files', new File(['x'], 'x.txt', { type: 'text/plain' }));
    const upload = `/conversations/inbox/start/attachments?accountId=${account.id}`;
    expect((await stranger.api.post(upload, form)).status).toBe(404);
    const members = { userIds: [office.agent.id, stranger.id] };
    dataOf(await admin.owner.api.put(`/conversations/accounts/${account.id}/authorised-users`, members));
    const [theirs] = dataOf<{ id: string }[]>(await stranger.api.post(upload, form));
    expect(codeOf(await start({ ...input, attachmentIds: [theirs?.id] }))).toBe('attachment-missing');
    expect((await start({ ...input, attachmentIds: [theirs?.id] }, stranger.api)).status).toBe(201);
  });

  it('is there whole or not at all when the process ends', async () => {
    const before = (await listInbox(ana)).length;
    await office.host.kill();
    const doomed = await office.boot({ crashAt: 'start.before-commit#1' });
    const input = { to: [{ address: EVA }], subject: 'Cortado', text: 'x', idempotencyKey: key() };
    await start(input, await agentAt(doomed)).catch(() => null);
    await doomed.exited;
    const host = await office.boot();
    const api = await agentAt(host);
    expect((await listInbox(api)).length).toBe(before);
    dataOf(await start(input, api));
    dataOf(await start(input, api));
    await mailAbout('Cortado');
    const found = (await listInbox(api)).filter(({ subject }: ConversationDto) => subject === 'Cortado');
    expect(found).toHaveLength(1);
    await host.kill();
  });
});
