import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createGraphClient } from '../../../server/channels/whatsapp-cloud/graph/client';
import { readWebhook } from '../../../server/channels/whatsapp-cloud/webhook/read-webhook';
import { verifySignature } from '../../../server/channels/whatsapp-cloud/webhook/signature';
import { META_APP, startMetaSimulator, type MetaSimulator } from '../../support/meta-simulator';
import { until } from '../../support/until';

const { phoneNumberId: NUMBER, wabaId: WABA } = META_APP;
const WHO = '34600111222';
const DAY = 24 * 3_600_000;

describe('the simulator of the Cloud API', () => {
  let meta: MetaSimulator;
  let hooks: Server;
  let url: string;
  let received: { raw: Buffer; signature: string }[] = [];
  let answer = 200;
  const items = () => received.flatMap(({ raw }) => readWebhook(raw).items);
  const to = { messaging_product: 'whatsapp', to: `+${WHO}` };
  const text = (body: string) => ({ ...to, type: 'text', text: { body }, biz_opaque_callback_data: 'ours-1' });
  const codeOf = ({ body }: { body: unknown }) => (body as { error?: { code: number } }).error?.code;

  beforeAll(async () => {
    meta = await startMetaSimulator();
    hooks = createServer((request, response) => {
      const query = new URL(request.url ?? '', 'http://hooks.test').searchParams;
      if (request.method === 'GET') {
        response.writeHead(query.get('hub.verify_token') === 'right' ? 200 : 403);
        return response.end(query.get('hub.challenge'));
      }
      void buffer(request).then((raw) => {
        received.push({ raw, signature: String(request.headers['x-hub-signature-256']) });
        response.writeHead(answer);
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
    await meta.control('POST', 'people', { name: 'Lola', phone: WHO });
    received = [];
    answer = 200;
  });
  afterAll(async () => {
    await meta.stop();
    hooks.close();
  });

  it('takes only an address that knows the token', async () => {
    expect(await meta.control('POST', 'connect-webhook', { url, verifyToken: 'wrong' })).toEqual({ verified: false });
  });

  it('signs what a person says over the bytes that it sends', async () => {
    await meta.control('POST', 'say', { person: WHO, text: '¿Precio 1/2?' });
    const [first] = received;
    expect(first && verifySignature(first.raw, first.signature, META_APP.appSecret)).toBe(true);
    expect(first?.raw.toString('ascii')).toContain('\\u00bfPrecio 1\\/2?');
    expect(items()).toMatchObject([
      { kind: 'message', person: { waId: WHO, name: 'Lola' }, content: { text: '¿Precio 1/2?' } },
    ]);
  });

  it('tells nothing to an app that is not subscribed, and repeats what was not answered', async () => {
    answer = 500;
    await meta.control('POST', 'say', { person: WHO, text: 'una' });
    await until('the second try', () => Promise.resolve(received.length === 2));
    answer = 200;
    await meta.graph('DELETE', `${WABA}/subscribed_apps`);
    received = [];
    await meta.control('POST', 'say', { person: WHO, text: 'dos' });
    expect(received.filter(({ raw }) => raw.includes('dos'))).toEqual([]);
  });

  it('keeps the window of 24 hours by its own clock, and tells of a closed one by a status', async () => {
    await meta.control('POST', 'say', { person: WHO, text: 'hola' });
    expect((await meta.graph('POST', `${NUMBER}/messages`, text('buenas'))).status).toBe(200);
    await until('delivered', () =>
      Promise.resolve(items().some((item) => item.kind === 'status' && item.status === 'delivered'))
    );
    await meta.control('POST', 'clock', { advanceMs: DAY + 1000 });
    await meta.graph('POST', `${NUMBER}/messages`, text('tarde'));
    const failed = await until('failed', () =>
      Promise.resolve(items().find((item) => item.kind === 'status' && item.status === 'failed'))
    );
    expect(failed).toMatchObject({ errors: [{ code: 131047 }], callbackData: 'ours-1' });
  });

  it('answers with the codes of Meta', async () => {
    await meta.control('POST', 'say', { person: WHO, text: 'hola' });
    const send = (body: unknown) => meta.graph('POST', `${NUMBER}/messages`, body);
    expect(codeOf(await send({ ...to, type: 'text', text: {} }))).toBe(131008);
    expect(codeOf(await send({ ...to, type: 'text', text: { body: 'x'.repeat(4097) } }))).toBe(100);
    expect(codeOf(await send({ ...to, type: 'poll', poll: {} }))).toBe(131051);
    expect(codeOf(await send({ ...to, type: 'image', image: { id: 'nada' } }))).toBe(131053);
    expect(codeOf(await send({ ...text('yo'), to: '+34910000001' }))).toBe(131021);
    expect(codeOf(await meta.graph('GET', '123456'))).toBe(100);
    expect(codeOf(await meta.graph('POST', `${NUMBER}9/messages`, text('sin registrar')))).toBe(133010);
    expect(codeOf(await meta.graph('POST', `${NUMBER}9/register`, { pin: '000000' }))).toBe(133005);
    expect((await meta.graph('POST', `${NUMBER}9/register`, { pin: '123456' })).status).toBe(200);
    const statuses = await Promise.all(Array.from({ length: 60 }, () => send(text('ráfaga'))));
    expect(statuses.map(codeOf)).toContain(131056);
    await meta.control('POST', 'tokens', { token: META_APP.accessToken, valid: false });
    expect(codeOf(await send(text('caducado')))).toBe(190);
  });

  it('gives media by an address that runs out after five minutes, to whoever has the token', async () => {
    const client = createGraphClient({
      baseUrl: meta.url,
      version: 'v26.0',
      accessToken: META_APP.accessToken,
      appSecret: META_APP.appSecret,
      phoneNumberId: NUMBER,
      deadlineMs: 5_000,
      fetch,
    });
    const up = await client.uploadMedia({
      blob: new Blob(['%PDF-1.4']),
      mimeType: 'application/pdf',
      fileName: 'oferta.pdf',
    });
    const mediaId = up.status === 'ok' ? up.data.mediaId : '';
    const down = await client.downloadMedia({ mediaId, maxBytes: 1000, deadlineMs: 5_000 });
    expect(down.status === 'ok' && (await buffer(down.stream)).toString()).toBe('%PDF-1.4');
    const info = (await meta.graph('GET', mediaId)).body as { url: string };
    expect((await fetch(info.url)).status).toBe(401);
    await meta.control('POST', 'clock', { advanceMs: 6 * 60_000 });
    expect((await fetch(info.url, { headers: { authorization: `Bearer ${META_APP.accessToken}` } })).status).toBe(404);
    await meta.control('POST', 'clock', { advanceMs: 31 * DAY });
    expect(codeOf(await meta.graph('GET', mediaId))).toBe(100);
  });

  it('sends webhooks late, as a batch, twice and from the end', async () => {
    await meta.control('POST', 'hold');
    for (const text of ['a', 'b', 'c']) await meta.control('POST', 'say', { person: WHO, text });
    expect(received).toEqual([]);
    await meta.control('POST', 'release', { batch: true, reverse: true, twice: true });
    expect(received).toHaveLength(2);
    expect(items().map((item) => item.kind === 'message' && item.content.type === 'text' && item.content.text)).toEqual(
      ['c', 'b', 'a', 'c', 'b', 'a']
    );
  });

  it('closes the connection before or after it acted', async () => {
    await meta.control('POST', 'say', { person: WHO, text: 'hola' });
    for (const drop of ['before', 'after']) {
      await meta.control('POST', 'faults', { path: '/messages', drop });
      await expect(meta.graph('POST', `${NUMBER}/messages`, text(drop))).rejects.toThrow();
    }
    const sent = (await meta.state()).messages.filter(({ direction }) => direction === 'outbound');
    expect(sent.map(({ content }) => content['body'])).toEqual(['after']);
  });

  it('gives the numbers of an account page by page, and what the token may do', async () => {
    const first = (await meta.graph('GET', `${WABA}/phone_numbers`)).body as {
      data: { id: string }[];
      paging: { next?: string; cursors: { after: string } };
    };
    expect(first.data.map(({ id }) => id)).toEqual([NUMBER]);
    expect(first.paging.next).toBeDefined();
    const second = (await meta.graph('GET', `${WABA}/phone_numbers?after=${first.paging.cursors.after}`)).body as {
      data: { id: string }[];
      paging: { next?: string };
    };
    expect(second.data.map(({ id }) => id)).toEqual([`${NUMBER}9`]);
    expect(second.paging.next).toBeUndefined();
    const debug = (await meta.graph('GET', `debug_token?input_token=${META_APP.accessToken}`)).body;
    expect(debug).toMatchObject({ data: { is_valid: true, app_id: META_APP.appId, expires_at: 0 } });
  });
});
