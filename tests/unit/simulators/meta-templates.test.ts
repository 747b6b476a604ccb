import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { TemplateItem } from '../../../server/channels/whatsapp-cloud/webhook/items';
import { readWebhook } from '../../../server/channels/whatsapp-cloud/webhook/read-webhook';
import { META_APP, startMetaSimulator, type MetaSimulator } from '../../support/meta-simulator';
import { until } from '../../support/until';

const { phoneNumberId: NUMBER, wabaId: WABA } = META_APP;
const DAY = 24 * 3_600_000;
const BODY = 'Hola {{customer_name}}, su presupuesto está listo para recoger.';
const example = { body_text_named_params: [{ param_name: 'customer_name', example: 'Ana' }] };
const submission = (name: string, more: object = {}) => ({
  name,
  language: 'es',
  category: 'UTILITY',
  parameter_format: 'NAMED',
  components: [{ type: 'BODY', text: BODY, example }],
  ...more,
});

describe('templates at the simulator of the Cloud API', () => {
  let meta: MetaSimulator;
  let hooks: Server;
  let url: string;
  let received: Buffer[] = [];
  const news = () =>
    received
      .flatMap((raw) => readWebhook(raw).items)
      .filter((one): one is TemplateItem => one.kind.startsWith('template'));
  const create = async (name: string, more?: object) => {
    const answer = await meta.graph('POST', `${WABA}/message_templates`, submission(name, more));
    return answer.body as { id: string; status: string; error?: { error_subcode?: number } };
  };
  const get = async (id: string) => (await meta.graph('GET', id)).body as { status: string; category: string };
  const script = (body: object) => meta.control('POST', 'template-reviews', body);

  beforeAll(async () => {
    meta = await startMetaSimulator();
    hooks = createServer((request, response) => {
      const query = new URL(request.url ?? '', 'http://hooks.test').searchParams;
      if (request.method === 'GET') return response.end(query.get('hub.challenge'));
      void buffer(request).then((raw) => {
        received.push(raw);
        response.end();
      });
    });
    await new Promise<void>((done) => hooks.listen(0, '127.0.0.1', done));
    url = `http://127.0.0.1:${(hooks.address() as AddressInfo).port}/`;
  });
  beforeEach(async () => {
    await meta.control('POST', 'reset');
    await meta.control('POST', 'connect-webhook', { url, verifyToken: 'right' });
    await meta.graph('POST', `${WABA}/subscribed_apps`, {});
    await script({ afterMs: 20 });
    received = [];
  });
  afterAll(async () => {
    await meta?.stop();
    hooks?.close();
  });

  it('are reviewed, and told of with an id that no number holds', async () => {
    const { id, status } = await create('listo');
    expect(status).toBe('PENDING');
    expect(Number.isSafeInteger(Number(id))).toBe(false);
    await until('told', () => news().length === 1);
    expect(news()[0]).toMatchObject({ kind: 'template-status', event: 'APPROVED', templateId: id, language: 'es' });
  });

  it('are rejected with a reason, mended without a limit, and limited once approved', async () => {
    await script({ afterMs: 20, verdict: 'reject', reason: 'PROMOTIONAL', recommendation: 'Quite la oferta.' });
    const { id } = await create('listo');
    await until('told', () => news().length === 1);
    expect(news()[0]).toMatchObject({ event: 'REJECTED', reason: 'PROMOTIONAL', recommendation: 'Quite la oferta.' });
    await script({ afterMs: 20 });
    const edit = () => meta.graph('POST', id, { components: submission('listo').components });
    expect((await edit()).status).toBe(200);
    await until('the state', async () => (await get(id)).status === 'APPROVED');
    expect((await edit()).status).toBe(200);
    await until('the state', async () => (await get(id)).status === 'APPROVED');
    expect((await edit()).status).toBe(400);
    await meta.control('POST', 'clock', { advanceMs: DAY + 1 });
    expect((await edit()).status).toBe(200);
  });

  it.each([
    [
      'a variable at the start',
      { components: [{ type: 'BODY', text: '{{customer_name}}, hola a todos', example }] },
      2388299,
    ],
    ['no words', { components: [{ type: 'BODY', text: 'Hola {{customer_name}}.', example }] }, 2388293],
    ['no example', { components: [{ type: 'BODY', text: BODY }] }, undefined],
    ['a name with a capital', { name: 'Listo' }, undefined],
  ])('are refused at once for %s', async (_what, more, subcode) => {
    const { id, error } = await create('listo', more);
    expect(id).toBeUndefined();
    expect(error?.error_subcode).toBe(subcode);
  });

  it('are listed in pages of 25', async () => {
    await script({ verdict: 'none' });
    for (let count = 0; count < 27; count += 1) await create(`listo_${count}`);
    const page = async (query: string) =>
      (await meta.graph('GET', `${WABA}/message_templates?${query}`)).body as {
        data: unknown[];
        paging: { next?: string; cursors: { after: string } };
      };
    const first = await page('');
    expect(first.data).toHaveLength(25);
    const second = await page(`after=${first.paging.cursors.after}`);
    expect(second.data).toHaveLength(2);
    expect(second.paging.next).toBeUndefined();
  });

  it('are once in a language, and change in silence when asked to', async () => {
    const { id } = await create('listo');
    expect((await create('listo')).error?.error_subcode).toBe(2388024);
    await until('told', () => news().length === 1);
    await meta.control('POST', 'templates/listo', { status: 'paused', silent: true });
    expect((await get(id)).status).toBe('PAUSED');
    expect(news()).toHaveLength(1);
  });

  it('are sent with the values they want, outside of the 24 hours', async () => {
    const { id } = await create('listo');
    const send = async (parameters: object[]) => {
      const template = { name: 'listo', language: { code: 'es' }, components: [{ type: 'body', parameters }] };
      const body = { messaging_product: 'whatsapp', to: '+34600111222', type: 'template', template };
      const answer = (await meta.graph('POST', `${NUMBER}/messages`, body)).body as { error?: { code: number } };
      return answer.error?.code ?? 'taken';
    };
    await meta.control('POST', 'people', { name: 'Lola', phone: '34600111222' });
    const value = { type: 'text', parameter_name: 'customer_name', text: 'Lola' };
    expect(await send([value])).toBe(132001);
    await until('the state', async () => (await get(id)).status === 'APPROVED');
    expect(await send([])).toBe(132000);
    expect(await send([{ ...value, parameter_name: 'other' }])).toBe(132012);
    expect(await send([value])).toBe('taken');
    const [sent] = (await meta.state()).messages;
    expect(sent?.content.rendered).toMatchObject({ body: 'Hola Lola, su presupuesto está listo para recoger.' });
    await meta.control('POST', 'templates/listo', { status: 'PAUSED' });
    expect(await send([value])).toBe(132015);
  });
});
