import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACTION } from '../../../server/constants';
import type { StartChoicesDto, StartedDto } from '../../../server/api/contracts/start';
import type { TemplateDto } from '../../../server/api/contracts/templates';
import { codeOf, dataOf, type ApiClient } from '../../support/api-client';
import { mostlyOn } from '../../support/host-data';
import { META_APP, startMetaSimulator, type MetaSimulator } from '../../support/meta-simulator';
import { until } from '../../support/until';
import { listInbox, readConversation, readMessages } from '../mail/office';
import { APP, openNumber, PHONE_ID, WABA_ID, type NumberOffice } from '../whatsapp/number';

let keys = 0;

describe.each(mostlyOn('postgres'))('a template that begins a conversation, on %s', (database) => {
  let meta: MetaSimulator;
  let office: NumberOffice;
  let ana: ApiClient;
  let templateId: string;
  beforeAll(async () => {
    meta = await startMetaSimulator({ ...META_APP, ...APP, wabaId: WABA_ID, phoneNumberId: PHONE_ID });
    await meta.graph('POST', `${WABA_ID}/subscribed_apps`, {});
    office = await openNumber(database, { pluginConfig: { endpoints: { meta: meta.url } } });
    ana = office.agent.api;
    await meta.control('POST', 'connect-webhook', {
      url: office.hookUrl(),
      verifyToken: office.account.verifyToken,
    });
    await meta.control('POST', 'template-reviews', { afterMs: 50 });
    templateId = (await approved('Primer contacto', ['start'])).id;
  });
  afterAll(async () => {
    await office?.stop();
    await meta?.stop();
  });

  async function approved(name: string, useTypes: string[]): Promise<TemplateDto> {
    const { admin } = office;
    const role = await admin.role(`Templates ${name}`, [ACTION.manageTemplates]);
    const { api } = await admin.person(`${name.replace(/\W/g, '')}@empresa.test`, [role]);
    const body = 'Hola {{customer_name | "cliente"}}, su presupuesto {{quote_number}} está listo para usted.';
    const { id } = dataOf<TemplateDto>(
      await api.post('/conversations/templates', { name, medium: 'whatsapp', language: 'es', useTypes, body })
    );
    return until(`the approval of ${name}`, async () => {
      const now = dataOf<TemplateDto>(await api.get(`/conversations/templates/${id}`));
      return now.state === 'approved' && now;
    });
  }
  const start = (input: object, api = ana) =>
    api.post('/conversations/inbox', {
      accountId: office.account.id,
      templateId,
      values: { quote_number: 'P-7' },
      idempotencyKey: `start-wa-${database}-${(keys += 1)}`,
      ...input,
    });
  const choices = async (to: string) =>
    (await ana.get(`/conversations/inbox/start?accountId=${office.account.id}&to=${encodeURIComponent(to)}`))
      .body as StartChoicesDto;

  it('goes to a number that nobody knew, and what its person answers comes into the same conversation', async () => {
    await meta.control('POST', 'people', { name: 'Rosa', phone: '34611222333' });
    const { data, meta: known } = await choices('611 222 333');
    expect(data.map(({ name }) => name)).toEqual(['Primer contacto']);
    expect(known).toMatchObject({ person: { address: '+34611222333', name: '' }, existing: [] });
    const input = { phone: '611 222 333', name: 'Rosa', idempotencyKey: 'start-once-1' };
    const answers = await Promise.all([start(input), start(input)]);
    const [first, second] = answers.map((answer) => dataOf<StartedDto>(answer)) as [StartedDto, StartedDto];
    expect(second).toEqual(first);
    const sent = await until('the template to be taken', async () =>
      (await readMessages(ana, first.conversationId)).find(({ status }) => !['queued', 'sending'].includes(status))
    );
    expect(sent).toMatchObject({ text: 'Hola Rosa, su presupuesto P-7 está listo para usted.' });
    expect(await readConversation(ana, first.conversationId)).toMatchObject({
      contact: { name: 'Rosa', address: '+34611222333' },
      windowExpiresAt: null,
    });
    await meta.control('POST', 'say', { person: '34611222333', text: 'Perfecto' });
    await until('the answer', async () =>
      (await readMessages(ana, first.conversationId)).some(({ text }) => text === 'Perfecto')
    );
    expect(await listInbox(ana)).toHaveLength(1);
    expect(await readConversation(ana, first.conversationId)).not.toMatchObject({ windowExpiresAt: null });
  });

  it('goes into the conversation that there is, whatever its state, and opens it', async () => {
    const { existing } = (await choices('+34 611 222 333')).meta;
    const id = existing[0]?.id ?? '';
    dataOf(await ana.put(`/conversations/inbox/${id}`, { status: 'closed' }));
    expect((await choices('+34 611 222 333')).meta.existing).toMatchObject([{ id, status: 'closed' }]);
    const { conversationId } = dataOf<StartedDto>(await start({ phone: '0034611222333', name: 'Otro nombre' }));
    expect(conversationId).toBe(id);
    expect(await readConversation(ana, id)).toMatchObject({ status: 'open', contact: { name: 'Rosa' } });
  });

  it.each([
    [{ phone: '12' }, 'invalid-input'],
    [{ phone: 'nobody' }, 'invalid-phone'],
    [{}, 'invalid-phone'],
    [{ phone: '+34611222333', templateId: undefined }, 'template-needed'],
    [{ phone: '+34611222333', values: {} }, 'template-value-missing'],
    [{ phone: '+34611222333', subject: 'x' }, 'only-mail'],
  ])('refuses %j, and leaves nothing behind', async (input, code) => {
    const before = (await listInbox(ana)).length;
    expect(codeOf(await start(input))).toBe(code);
    expect((await listInbox(ana)).length).toBe(before);
  });

  it('needs a template that may begin one, and a person who may write on the account', async () => {
    const { id } = await approved('Solo ventana', ['window']);
    expect((await start({ phone: '+34611222444', templateId: id })).status).toBe(404);
    expect(await listInbox(ana)).toHaveLength(1);
    const { admin } = office;
    const stranger = await admin.person('otro@empresa.test', [await admin.role('Other', [ACTION.useInbox])]);
    expect((await start({ phone: '+34611222444' }, stranger.api)).status).toBe(404);
  });
});
