import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACTION } from '../../../server/constants';
import type { ConversationDto, MessageDto } from '../../../server/api/contracts/inbox';
import type { TemplateChoicesDto, TemplateDto } from '../../../server/api/contracts/templates';
import { administrate } from '../../support/admin-client';
import { codeOf, dataOf, type ApiClient } from '../../support/api-client';
import { DATABASES } from '../../support/host-data';
import { META_APP, startMetaSimulator, type MetaSimulator } from '../../support/meta-simulator';
import { until } from '../../support/until';
import { listInbox, readMessages } from '../mail/office';
import { APP, openNumber, PHONE_ID, WABA_ID, type NumberOffice } from './number';

const BODY = 'Hola {{customer_name | "cliente"}}, su presupuesto {{quote_number}} ya está listo. Gracias por esperar.';
const DAY = 24 * 3_600_000;
const WHO = '34611000111';
let keys = 0;

describe.each(DATABASES)('templates that Meta approves, on %s', (database) => {
  let meta: MetaSimulator;
  let office: NumberOffice;
  let manager: ApiClient;
  let conversation: ConversationDto;

  beforeAll(async () => {
    meta = await startMetaSimulator({ ...META_APP, ...APP, wabaId: WABA_ID, phoneNumberId: PHONE_ID });
    // Before the account: its number is only used while the app is subscribed.
    await meta.graph('POST', `${WABA_ID}/subscribed_apps`, {});
    office = await openNumber(database, { pluginConfig: { endpoints: { meta: meta.url } } });
    const { account, admin } = office;
    manager = (await admin.person('jefa@empresa.test', [await admin.role('Templates', [ACTION.manageTemplates])])).api;
    await meta.control('POST', 'connect-webhook', { url: office.hookUrl(), verifyToken: account.verifyToken });
    await script({});
    await meta.control('POST', 'people', { name: 'Eva', phone: WHO });
    await meta.control('POST', 'say', { person: WHO, text: 'Hola' });
    conversation = await until('the conversation', async () => (await listInbox(office.agent.api))[0]);
  });
  afterAll(async () => {
    await office?.stop();
    await meta?.stop();
  });

  const script = (body: object) => meta.control('POST', 'template-reviews', { afterMs: 50, ...body });
  const template = (name: string, more: object = {}) => ({
    name,
    medium: 'whatsapp',
    language: 'es',
    useTypes: ['window'],
    body: BODY,
    ...more,
  });
  const create = (name: string, more?: object) => manager.post('/conversations/templates', template(name, more));
  const made = async (name: string, more?: object) => dataOf<TemplateDto>(await create(name, more));
  const read = async (id: string) => dataOf<TemplateDto>(await manager.get(`/conversations/templates/${id}`));
  const update = (id: string, changes: object) => manager.put(`/conversations/templates/${id}`, changes);
  const becomes = (id: string, state: TemplateDto['state']) =>
    until(
      `the state ${state}`,
      async () => {
        const now = await read(id);
        return now.state === state && now;
      },
      40_000
    );
  const choices = async () =>
    (await office.agent.api.get(`/conversations/inbox/${conversation.id}/templates`)).body as TemplateChoicesDto;
  const send = (templateId: string, values: object = {}) =>
    office.agent.api.post(`/conversations/inbox/${conversation.id}/messages`, {
      kind: 'template',
      templateId,
      values,
      idempotencyKey: `template-${database}-${(keys += 1)}`,
    });
  const atMeta = async (name: string) =>
    (
      await meta.control<{ name: string; id: string; status: string; components: unknown[] }[]>('GET', 'templates')
    ).filter((one) => one.name === name);

  it('are submitted as they are saved, with examples of their values, and approved by a webhook', async () => {
    const { id, remoteName } = await made('Presupuesto listo', {
      header: { type: 'text', text: 'Presupuesto {{quote_number}}' },
      footer: 'Recambios Demo',
      buttons: [{ type: 'url', text: 'Ver', url: 'https://tienda.test/p/{{quote_number}}' }],
    });
    expect(remoteName).toBe('presupuesto_listo');
    const { approvals } = await becomes(id, 'approved');
    expect(approvals).toMatchObject([{ wabaId: WABA_ID, state: 'approved', category: 'utility', current: true }]);
    const [there] = await atMeta('presupuesto_listo');
    expect(there?.components).toMatchObject([
      { type: 'HEADER', example: { header_text_named_params: [{ param_name: 'quote_number', example: 'P-2041' }] } },
      {
        type: 'BODY',
        text: 'Hola {{customer_name}}, su presupuesto {{quote_number}} ya está listo. Gracias por esperar.',
        example: {
          body_text_named_params: [
            { param_name: 'customer_name', example: 'Talleres Martínez' },
            { param_name: 'quote_number', example: 'P-2041' },
          ],
        },
      },
      { type: 'FOOTER', text: 'Recambios Demo' },
      { type: 'BUTTONS', buttons: [{ url: 'https://tienda.test/p/{{1}}', example: ['https://tienda.test/p/P-2041'] }] },
    ]);
  });

  it('are sent outside of the 24 hours with their values, and what is missing is said', async () => {
    await until('the choice', async () => (await choices()).data.some(({ approved }) => approved !== null));
    const [choice] = (await choices()).data;
    expect(choice).toMatchObject({ name: 'Presupuesto listo', asText: false, approved: { category: 'utility' } });
    const id = choice?.id ?? '';
    const missing = await send(id);
    expect(missing.status).toBe(400);
    expect(codeOf(missing)).toBe('template-value-missing');
    await meta.control('POST', 'clock', { advanceMs: 2 * DAY });
    const { id: messageId, text, whatsapp } = dataOf<MessageDto>(await send(id, { quote_number: 'P-77\n\t8' }));
    expect(text).toBe('Hola Eva, su presupuesto P-77 8 ya está listo. Gracias por esperar.');
    expect(whatsapp?.content).toMatchObject({ type: 'template', header: 'Presupuesto P-77 8', buttons: ['Ver'] });
    await until('it to be delivered', async () => {
      const all = await readMessages(office.agent.api, conversation.id);
      return all.find((one) => one.id === messageId)?.status === 'delivered';
    });
    const sent = (await meta.state()).messages.find(({ callbackData }) => callbackData === messageId);
    expect(sent?.content.rendered).toMatchObject({ header: 'Presupuesto P-77 8', body: text });
    expect((await read(id)).usageCount).toBe(1);
  });

  it('go from draft to rejected, mended, approved, paused and back', async () => {
    const { id, state, approvals } = await made('Aviso', { draft: true });
    expect({ state, approvals }).toEqual({ state: 'draft', approvals: [] });
    expect((await choices()).meta.hidden).toContainEqual(
      expect.objectContaining({ name: 'Aviso', why: 'not-approved', state: 'draft' })
    );
    await script({ verdict: 'reject', reason: 'PROMOTIONAL', recommendation: 'Quite la oferta.' });
    expect((await manager.post(`/conversations/templates/${id}/submit`, {})).status).toBe(200);
    const rejected = await becomes(id, 'rejected');
    expect(rejected.rejectionReason).toBe('PROMOTIONAL');
    expect(rejected.approvals[0]?.advice).toBe('Quite la oferta.');
    expect(codeOf(await send(id))).toBe('template-not-approved');
    await script({});
    expect(
      (await update(id, { body: BODY.replace('Gracias', 'Mil gracias'), accountIds: [office.account.id] })).status
    ).toBe(200);
    await becomes(id, 'approved');
    await meta.control('POST', 'templates/aviso', { status: 'PAUSED', description: 'Paused for 3 hours.' });
    const paused = await becomes(id, 'paused');
    expect(paused.approvals[0]?.pausedUntil).not.toBeNull();
    expect(codeOf(await send(id, { quote_number: '1' }))).toBe('template-not-approved');
    await meta.control('POST', 'templates/aviso', { status: 'REINSTATED' });
    await becomes(id, 'approved');
  });

  it('say which limit Meta has before asking it, and keep what was approved', async () => {
    const { id } = await made('Limites');
    await becomes(id, 'approved');
    expect((await update(id, { category: 'marketing' })).status).toBe(409);
    expect((await update(id, { body: BODY.replace('esperar', 'su paciencia') })).status).toBe(200);
    const { approvals } = await becomes(id, 'approved');
    expect(approvals[0]?.editableAt).not.toBeNull();
    const again = await update(id, { body: BODY.replace('esperar', 'todo') });
    expect(codeOf(again)).toBe('template-edit-limit');
    expect((await read(id)).body).toContain('su paciencia');
    // Kept here, while what Meta has is what is sent.
    expect((await update(id, { body: BODY.replace('esperar', 'todo'), draft: true })).status).toBe(200);
    expect((await read(id)).approvals[0]).toMatchObject({ state: 'approved', current: false });
    const sent = dataOf<MessageDto>(await send(id, { quote_number: '5' }));
    expect(sent.text).toContain('su paciencia');
  });

  it('are refused with the rule that they break, and nothing of them is kept', async () => {
    const refused = await create('Mala', { body: '{{customer_name}} hola' });
    expect(codeOf(refused)).toBe('template-lint');
    expect((refused.body as { error: { details: object } }).error.details).toMatchObject({
      findings: [{ rule: 'variable-at-start', part: 'body', start: 0, end: 17 }, { rule: 'too-few-words' }],
    });
    const all = dataOf<TemplateDto[]>(await manager.get('/conversations/templates'));
    expect(all.some(({ name }) => name === 'Mala')).toBe(false);
    expect(await atMeta('mala')).toEqual([]);
  });

  it('are found where they were made or changed at Meta, and a category that changed is told', async () => {
    const components = [{ type: 'BODY', text: 'Hola {{1}}, su pedido ya ha salido del almacén.' }];
    await meta.control('POST', 'templates', { name: 'de_meta', language: 'es', category: 'UTILITY', components });
    const picture = [
      { type: 'HEADER', format: 'IMAGE' },
      { type: 'BODY', text: 'Con foto.' },
    ];
    await meta.control('POST', 'templates', {
      name: 'foto',
      language: 'es',
      category: 'MARKETING',
      components: picture,
    });
    await meta.control('POST', 'templates/limites', { status: 'DISABLED', category: 'MARKETING', silent: true });
    expect(dataOf(await manager.post('/conversations/templates/sync', {}))).toEqual({ accounts: 1 });
    const found = await until('the template of Meta', async () => {
      const { data } = await choices();
      return data.find(({ name }) => name === 'de_meta');
    });
    const sent = dataOf<MessageDto>(await send(found.id, { '1': 'Eva' }));
    expect(sent.text).toBe('Hola Eva, su pedido ya ha salido del almacén.');
    const all = dataOf<TemplateDto[]>(await manager.get('/conversations/templates'));
    const theirs = all.find(({ name }) => name === 'de_meta');
    expect(theirs?.approvals[0]?.madeAtMeta).toBe(true);
    expect(dataOf(await update(theirs?.id ?? '', { body: theirs?.body, labels: ['Meta'] }))).toMatchObject({
      labels: ['Meta'],
    });
    expect(codeOf(await update(theirs?.id ?? '', { body: BODY }))).toBe('template-made-at-meta');
    const limites = all.find(({ name }) => name === 'Limites');
    expect(limites?.state).toBe('disabled');
    expect(limites?.approvals[0]).toMatchObject({ requestedCategory: 'utility', category: 'marketing' });
    expect((await choices()).meta.hidden).toContainEqual(
      expect.objectContaining({ name: 'foto', why: 'not-supported', state: 'approved' })
    );
  });

  it('are deleted at Meta too, and one that is gone there is shown as gone', async () => {
    const { id } = await made('Fuera');
    await becomes(id, 'approved');
    expect((await manager.del(`/conversations/templates/${id}`)).status).toBe(200);
    await until('it to be gone at Meta', async () => (await atMeta('fuera')).length === 0);
    const { id: other } = await made('Perdida');
    await becomes(other, 'approved');
    await meta.graph('DELETE', `${WABA_ID}/message_templates?name=perdida`);
    await manager.post('/conversations/templates/sync', {});
    await becomes(other, 'deleted');
  });

  it('say in the words of Meta why one was refused at once', async () => {
    await meta.control('POST', 'faults', {
      path: 'message_templates',
      method: 'POST',
      code: 100,
      details: 'Texto malo.',
    });
    const { id } = await made('Con fallo');
    const { rejectionReason } = await becomes(id, 'rejected');
    expect(rejectionReason).toBe('Texto malo.');
    expect((await manager.post(`/conversations/templates/${id}/submit`, {})).status).toBe(200);
    await becomes(id, 'approved');
  });

  it('are read again when Meta refuses a message for them, and the message says which part was wrong', async () => {
    const { id } = await made('Cambiada');
    await becomes(id, 'approved');
    const details = 'body: number of localizable_params (2) does not match the expected number of params (1)';
    await meta.control('POST', 'faults', { path: '/messages', method: 'POST', code: 132000, details });
    await meta.control('POST', 'templates/cambiada', { status: 'DISABLED', silent: true });
    const { id: messageId } = dataOf<MessageDto>(await send(id, { quote_number: '1' }));
    const failed = await until('the failure', async () => {
      const one = (await readMessages(office.agent.api, conversation.id)).find((each) => each.id === messageId);
      return one?.status === 'failed' && one;
    });
    expect(failed.error?.message).toContain('localizable_params');
    await becomes(id, 'disabled');
  });

  it('are for the accounts that are named, and for none once they are archived', async () => {
    const { id } = await made('Ajena');
    await becomes(id, 'approved');
    expect((await update(id, { accountIds: [office.account.id] })).status).toBe(200);
    expect((await send(id, { quote_number: '1' })).status).toBe(201);
    // Nothing for Meta any more: it is not submitted again.
    expect(dataOf(await update(id, { useTypes: ['reply'], body: 'Otra cosa.' }))).toMatchObject({ state: 'ready' });
    expect((await atMeta('ajena'))[0]?.status).toBe('APPROVED');
    expect((await update(id, { archived: true })).status).toBe(200);
    expect((await send(id, { quote_number: '1' })).status).toBe(404);
    expect((await choices()).data.some((one) => one.id === id)).toBe(false);
  });

  it('are made once when the answer of Meta is lost', async () => {
    await meta.control('POST', 'faults', { path: 'message_templates', method: 'POST', drop: 'after', times: 1 });
    const { id } = await made('Una vez');
    await becomes(id, 'approved');
    expect(await atMeta('una_vez')).toHaveLength(1);
  });

  it.each([
    { at: 'templates.before-commit', name: 'Cortada', atMeta: 0 },
    { at: 'templates.after-create', name: 'Empezada', atMeta: 1 },
  ])('are neither lost nor made twice when the process ends at $at', async ({ at, name, atMeta: copies }) => {
    await office.host.kill();
    const doomed = await office.boot({ crashAt: `${at}#1` });
    const before = (await (await administrate(doomed.url)).login('jefa@empresa.test')).api;
    // The process may end before it answers.
    await before.post('/conversations/templates', template(name)).catch(() => null);
    await doomed.exited;

    const host = await office.boot();
    const after = (await (await administrate(host.url)).login('jefa@empresa.test')).api;
    const kept = async () =>
      dataOf<TemplateDto[]>(await after.get('/conversations/templates')).filter((one) => one.name === name);
    if (copies > 0) await until('its approval', async () => (await kept())[0]?.state === 'approved', 60_000);
    else expect(await kept()).toEqual([]);
    expect(await atMeta(name.toLowerCase())).toHaveLength(copies);
    await host.kill();
  });
});
