import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACTION } from '../../server/constants';
import type { MailAccountDto } from '../../server/api/contracts/accounts';
import type { ConversationDto } from '../../server/api/contracts/inbox';
import type { TemplateChoicesDto, TemplateDto } from '../../server/api/contracts/templates';
import type { AdminPerson } from '../support/admin-client';
import { codeOf, dataOf, type ApiClient } from '../support/api-client';
import { DATABASES } from '../support/host-data';
import { mailSource } from '../support/mail-source';
import { until } from '../support/until';
import { connectMailbox, MAILBOX, openOffice, type Office } from './mail/office';
import { conversationAbout, MAILBOX_PASSWORD } from './support/accounts';

const OTHER = 'taller@empresa.test';

describe.each(DATABASES)('templates, on %s', (database) => {
  let office: Office;
  let manager: ApiClient;
  let ana: ApiClient;
  let stranger: AdminPerson;
  let other: MailAccountDto;
  let conversation: ConversationDto;

  beforeAll(async () => {
    office = await openOffice(database, { passwords: { [OTHER]: MAILBOX_PASSWORD } });
    ana = office.agent.api;
    manager = (
      await office.admin.person('jefa@empresa.test', [
        await office.admin.role('Template managers', [ACTION.manageTemplates]),
      ])
    ).api;
    stranger = await office.admin.person('nadie@empresa.test', [await office.admin.role('Sales', [ACTION.useInbox])]);
    other = await connectMailbox(office, OTHER, { name: 'Taller' });
    const mail = { from: 'Eva García <eva@cliente.test>', to: MAILBOX, subject: 'Frenos', text: 'Hola' };
    await office.dovecot.deliver(MAILBOX, mailSource(mail));
    conversation = await until('the conversation', () => conversationAbout(ana, 'Frenos'));
  });
  afterAll(() => office?.stop());

  const template = (more: object = {}) => ({
    name: 'Plazo',
    medium: 'email',
    language: 'es',
    body: '<p>Hola {{customer_name | "cliente"}}:</p>',
    ...more,
  });
  const create = (more: object = {}) => manager.post('/conversations/templates', template(more));
  const made = async (more: object = {}) => dataOf<TemplateDto>(await create(more));
  const update = (id: string, changes: object) => manager.put(`/conversations/templates/${id}`, changes);
  const choices = async (api = ana) => {
    const answer = await api.get(`/conversations/inbox/${conversation.id}/templates`);
    expect(answer.status).toBe(200);
    return answer.body as TemplateChoicesDto;
  };
  const names = async () => (await choices()).data.map(({ name }) => name).sort();

  it('keeps what was written, cleaned', async () => {
    const one = await made({
      labels: ['Pedidos', 'pedidos', 'Plazos'],
      body: '<p onclick="x()">Hola {{customer_name | "cliente"}}<script>alert(1)</script></p>',
    });
    expect(one).toMatchObject({
      name: 'Plazo',
      accountIds: [],
      labels: ['pedidos', 'Plazos'],
      archived: false,
      usageCount: 0,
      lastUsedAt: null,
    });
    expect(one.body).toContain('{{customer_name | "cliente"}}');
    expect(one.body).not.toMatch(/onclick|script/);
    expect(dataOf<TemplateDto>(await manager.get(`/conversations/templates/${one.id}`))).toEqual(one);
  });

  it('has a name once in each language of a medium, and again once it is in the archive', async () => {
    expect(codeOf(await create({ name: ' PLAZÓ ' }))).toBe('template-name-taken');
    const english = await made({ language: 'en' });
    await made({ medium: 'whatsapp', body: 'Hola {{contact_name}}' });
    expect(codeOf(await update(english.id, { language: 'es' }))).toBe('template-name-taken');
    dataOf(await update(english.id, { archived: true }));
    const second = await made({ language: 'en' });
    expect(codeOf(await update(english.id, { archived: false }))).toBe('template-name-taken');
    dataOf(await manager.del(`/conversations/templates/${second.id}`));
    expect(dataOf<TemplateDto>(await update(english.id, { archived: false }))).toMatchObject({ archived: false });
    dataOf(await manager.del(`/conversations/templates/${english.id}`));
    expect((await manager.get(`/conversations/templates/${english.id}`)).status).toBe(404);
  });

  it.each([
    [{ name: ' ' }, 'invalid-input'],
    [{ name: 'x'.repeat(121) }, 'invalid-input'],
    [{ body: '' }, 'invalid-input'],
    [{ medium: 'fax' }, 'invalid-input'],
    [{ language: 'español' }, 'invalid-input'],
    [{ labels: Array.from({ length: 11 }, (_none, index) => `l${index}`) }, 'invalid-input'],
    [{ accountIds: ['nowhere'] }, 'unknown-account'],
    [{ body: '{{custmer_name}}' }, 'unknown-variable'],
    [{ body: '{{constructor}}' }, 'unknown-variable'],
    [{ body: '<blockquote>'.repeat(600) }, 'body-too-complex'],
  ])('refuses %.80j', async (more, code) => {
    expect(codeOf(await create({ name: 'Mala', ...more }))).toBe(code);
  });

  it('is offered where it fits, with what its variables stand for there', async () => {
    await made({ name: 'Del taller', accountIds: [other.id] });
    await made({ name: 'De ventas', accountIds: [office.account.id, other.id] });
    dataOf(await update((await made({ name: 'Vieja' })).id, { archived: true }));
    expect(await names()).toEqual(['De ventas', 'Plazo']);
    const { values } = (await choices()).meta;
    expect(values).toMatchObject({
      customer_name: 'Eva García',
      contact_address: 'eva@cliente.test',
      conversation_subject: 'Frenos',
      account_name: 'Ventas',
      user_name: 'ana Test',
    });
    expect(values).not.toHaveProperty('quote_number');
  });

  it('shows how it reads, with values or in a conversation that one may see', async () => {
    const { id } = await made({
      name: 'Vista',
      body: '<p>Hola {{customer_name}}: {{quote_number}}, {{user_name}}.</p>',
    });
    const preview = (body: object, api = manager) => api.post(`/conversations/templates/${id}/preview`, body);
    expect(dataOf(await preview({ values: { customer_name: 'Gil & <b>Co</b>', quote_number: 'P-1' } }))).toEqual({
      html: '<p>Hola Gil &#x26; &#x3C;b>Co&#x3C;/b>: P-1, {{user_name}}.</p>',
      text: 'Hola Gil & <b>Co</b>: P-1, {{user_name}}.',
      subject: '',
      missing: ['user_name'],
    });
    // Who manages templates need not see any conversation.
    expect((await preview({ conversationId: conversation.id })).status).toBe(404);
    const { role, person } = office.admin;
    const both = await person('ambos@empresa.test', [await role('Both', [ACTION.manageTemplates, ACTION.useInbox])]);
    const members = { userIds: [office.agent.id, both.id] };
    dataOf(await office.admin.owner.api.put(`/conversations/accounts/${office.account.id}/authorised-users`, members));
    expect(dataOf(await preview({ conversationId: conversation.id }, both.api))).toMatchObject({
      text: 'Hola Eva García: {{quote_number}}, ambos Test.',
      missing: ['quote_number'],
    });
    dataOf(await update(id, { archived: true }));
  });

  it('is for other accounts when it is changed', async () => {
    const { id } = await made({ name: 'Cambiante', accountIds: [other.id] });
    expect(dataOf(await update(id, { accountIds: [], labels: ['Todos'] }))).toMatchObject({ accountIds: [] });
    dataOf(await manager.del(`/conversations/templates/${id}`));
  });

  it('counts how often it is used, and puts the latest first', async () => {
    const used = (await choices()).data.find(({ name }) => name === 'De ventas');
    const url = `/conversations/inbox/${conversation.id}/templates/${used?.id}/used`;
    await Promise.all(Array.from({ length: 5 }, async () => dataOf(await ana.post(url, {}))));
    expect((await choices()).data[0]).toMatchObject({ name: 'De ventas' });
    const kept = dataOf<TemplateDto>(await manager.get(`/conversations/templates/${used?.id}`));
    expect(kept).toMatchObject({ usageCount: 5 });
    expect(kept.lastUsedAt).not.toBeNull();
  });

  it('is nobody’s who may not manage it, and offered to nobody who may not read the conversation', async () => {
    const [first] = (await choices()).data;
    expect((await ana.get('/conversations/templates')).status).toBe(403);
    expect((await ana.post('/conversations/templates', template({ name: 'Mía' }))).status).toBe(403);
    expect((await manager.get(`/conversations/inbox/${conversation.id}/templates`)).status).toBe(403);
    const path = `/conversations/inbox/${conversation.id}/templates`;
    expect((await stranger.api.get(path)).status).toBe(404);
    expect((await stranger.api.post(`${path}/${first?.id}/used`, {})).status).toBe(404);
    const workshop = dataOf<TemplateDto[]>(await manager.get('/conversations/templates')).find(
      ({ name }) => name === 'Del taller'
    );
    // It is of another account.
    expect((await ana.post(`${path}/${workshop?.id}/used`, {})).status).toBe(404);
    const accounts = dataOf<object[]>(await manager.get('/conversations/templates/accounts'));
    expect(accounts).toContainEqual({ id: other.id, name: 'Taller', medium: 'email' });
    expect(JSON.stringify(accounts)).not.toContain('@');
  });

  it('is for no other account when its own is removed', async () => {
    dataOf(await office.admin.owner.api.del(`/conversations/accounts/${other.id}`));
    expect(await names()).toEqual(['De ventas', 'Plazo']);
    const all = dataOf<TemplateDto[]>(await manager.get('/conversations/templates'));
    expect(all.find(({ name }) => name === 'Del taller')).toMatchObject({ archived: true });
    expect(all.find(({ name }) => name === 'De ventas')).toMatchObject({
      archived: false,
      accountIds: [office.account.id],
    });
  });
});
