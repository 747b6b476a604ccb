import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createGraphClient, type GraphClient } from '../../../../server/channels/whatsapp-cloud/graph/client';
import type { GraphOptions } from '../../../../server/channels/whatsapp-cloud/graph/call';

const TOKEN = 'EAAtoken';
const proof = createHmac('sha256', 'app-secret').update(TOKEN).digest('hex');

interface Seen {
  method: string | undefined;
  url: URL;
  authorization: string | undefined;
  type: string;
  body: string;
}
type Answer = (seen: Seen, response: ServerResponse, request: IncomingMessage) => void;

let server: Server;
let base: string;
let answer: Answer;
let seen: Seen[];

beforeEach(async () => {
  seen = [];
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const one = {
        method: request.method,
        url: new URL(request.url ?? '', base),
        authorization: request.headers.authorization,
        type: request.headers['content-type'] ?? '',
        body: Buffer.concat(chunks).toString('latin1'),
      };
      seen.push(one);
      answer(one, response, request);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const client = (more: Partial<GraphOptions> = {}): GraphClient =>
  createGraphClient({
    baseUrl: base,
    version: 'v26.0',
    accessToken: TOKEN,
    appSecret: 'app-secret',
    phoneNumberId: '106',
    deadlineMs: 2_000,
    fetch: globalThis.fetch,
    ...more,
  });
const json =
  (status: number, body: unknown, headers: Record<string, string> = {}): Answer =>
  (_seen, response) =>
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
const error = (code: number, more: object = {}) => ({
  error: { message: 'words', type: 'OAuthException', code, ...more },
});
const payload = { messaging_product: 'whatsapp', to: '+1650' };

describe('sending', () => {
  it('posts with token and proof, and brings the ids back', async () => {
    answer = json(200, {
      contacts: [{ input: '+1650', wa_id: '1650' }],
      messages: [{ id: 'wamid.1', message_status: 'accepted' }],
    });
    expect(await client().sendMessage(payload)).toEqual({
      status: 'ok',
      data: { messageId: 'wamid.1', state: 'accepted', waId: '1650', userId: null },
    });
    const [one] = seen;
    expect(one).toMatchObject({ method: 'POST', authorization: `Bearer ${TOKEN}`, type: 'application/json' });
    expect(one?.url.pathname).toBe('/v26.0/106/messages');
    expect(one?.url.searchParams.get('appsecret_proof')).toBe(proof);
    expect(JSON.parse(one?.body ?? '')).toEqual(payload);
  });

  it('tells a held message, and a user id', async () => {
    answer = json(200, {
      contacts: [{ user_id: 'US.1' }],
      messages: [{ id: 'w', message_status: 'held_for_quality_assessment' }],
    });
    expect(await client({ appSecret: null }).sendMessage(payload)).toMatchObject({
      data: { state: 'held', userId: 'US.1', waId: null },
    });
    expect(seen[0]?.url.search).toBe('');
  });

  it('tells what Meta refused, and how long to wait', async () => {
    answer = json(400, error(131047, { error_data: { details: 'More than 24 hours' }, fbtrace_id: 'x' }));
    expect(await client().sendMessage(payload)).toEqual({
      status: 'rejected',
      problem: 'window-closed',
      code: 131047,
      subcode: null,
      details: 'More than 24 hours',
      waitMs: null,
    });
    answer = json(400, error(100, { error_subcode: 33 }));
    expect(await client().sendMessage(payload)).toMatchObject({ problem: 'number-gone', details: 'words' });
    answer = json(429, error(80007), {
      'retry-after': '3',
      'x-business-use-case-usage': JSON.stringify({ 1: [{ estimated_time_to_regain_access: 7 }] }),
    });
    expect(await client().sendMessage(payload)).toMatchObject({ problem: 'call-limit', waitMs: 420_000 });
    answer = json(400, error(131056), { 'retry-after': '9', 'x-business-use-case-usage': '{' });
    expect(await client().sendMessage(payload)).toMatchObject({ problem: 'pair-rate', waitMs: 9_000 });
    answer = json(500, error(131000));
    expect(await client().sendMessage(payload)).toMatchObject({ status: 'rejected', problem: 'temporary' });
  });

  it('was not sent where nobody listens', async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    expect(await client().sendMessage(payload)).toEqual({ status: 'not-sent', detail: 'ECONNREFUSED' });
  });

  it.each<[string, Answer]>([
    ['the connection ends without an answer', (_seen, _response, request) => request.socket.destroy()],
    ['no answer comes in time', () => undefined],
    [
      'half an answer comes',
      (_seen, response) => response.writeHead(200, { 'content-length': '900' }).write('{"messages":'),
    ],
    ['a proxy answers in its place', (_seen, response) => response.writeHead(502).end('<html>Bad gateway</html>')],
    ['the answer is no JSON', (_seen, response) => response.writeHead(200).end('ok')],
    ['the answer has no id', json(200, { messages: [] })],
    ['the answer never ends', (_seen, response) => response.writeHead(200).end(Buffer.alloc(5 * 1024 * 1024, 32))],
  ])('is uncertain when %s', async (_name, how) => {
    answer = how;
    const result = await client({ deadlineMs: 400 }).sendMessage(payload);
    expect(result.status).toBe('uncertain');
    expect(JSON.stringify(result)).not.toContain(TOKEN);
    expect(JSON.stringify(result)).not.toContain(proof);
    expect(seen).toHaveLength(1);
  });

  it('may be done again where twice is as good as once', async () => {
    answer = (_seen, _response, request) => request.socket.destroy();
    expect((await client().markRead({ status: 'read' })).status).toBe('not-sent');
    answer = json(200, { success: true });
    expect(await client().markRead({ status: 'read' })).toEqual({ status: 'ok', data: true });
  });

  it('takes the token to no other place', async () => {
    answer = (_seen, response) => response.writeHead(307, { location: `${base}/elsewhere` }).end();
    expect((await client().sendMessage(payload)).status).toBe('rejected');
    expect(seen).toHaveLength(1);
  });
});

describe('media', () => {
  const bytes = Buffer.from([0xff, 0xd8, 0xff, 0xe0]);
  const limits = { mediaId: '77', maxBytes: 100, deadlineMs: 2_000 };
  const twoSteps =
    (info: object, second: Answer): Answer =>
    (one, response, request) =>
      one.url.pathname === '/v26.0/77'
        ? json(200, { url: `${base}/media/abc`, mime_type: 'image/jpeg', sha256: 'h', file_size: 4, ...info })(
            one,
            response,
            request
          )
        : second(one, response, request);
  const whole: Answer = (_seen, response) => response.writeHead(200).end(bytes);
  const read = async (result: Awaited<ReturnType<GraphClient['downloadMedia']>>) => {
    if (result.status !== 'ok') throw new Error(`a stream was expected: ${JSON.stringify(result)}`);
    return Buffer.concat((await result.stream.toArray()) as Buffer[]);
  };

  it('goes up as a form', async () => {
    answer = json(200, { id: 4_490_709_327_384_033 });
    const blob = new Blob([bytes]);
    expect(await client().uploadMedia({ blob, mimeType: 'image/jpeg', fileName: 'a.jpg' })).toEqual({
      status: 'ok',
      data: { mediaId: '4490709327384033' },
    });
    expect(seen[0]?.type).toMatch(/^multipart\/form-data; boundary=/);
    expect(seen[0]?.body).toContain('filename="a.jpg"\r\nContent-Type: image/jpeg');
    expect(seen[0]?.body).toContain(bytes.toString('latin1'));
    expect(seen[0]?.url.pathname).toBe('/v26.0/106/media');
  });

  it('comes down in two steps, both with the token', async () => {
    answer = twoSteps({}, whole);
    const result = await client().downloadMedia(limits);
    expect(result).toMatchObject({ mimeType: 'image/jpeg', sha256: 'h', size: 4 });
    expect(await read(result)).toEqual(bytes);
    expect(seen.map(({ authorization }) => authorization)).toEqual([`Bearer ${TOKEN}`, `Bearer ${TOKEN}`]);
    expect(seen[0]?.url.searchParams.get('phone_number_id')).toBe('106');
    expect(seen[1]?.url.search).toBe('');
  });

  it('is not fetched when it says that it is too large, and stopped when it lied', async () => {
    answer = twoSteps({ file_size: 101 }, whole);
    expect(await client().downloadMedia(limits)).toEqual({ status: 'too-large', size: 101 });
    expect(seen).toHaveLength(1);
    answer = twoSteps({}, (_seen, response) => response.writeHead(200).end(Buffer.alloc(101)));
    await expect(read(await client().downloadMedia(limits))).rejects.toMatchObject({ code: 'BODY_TOO_LARGE' });
  });

  it('is no file when it is cut off', async () => {
    answer = twoSteps({ file_size: 9 }, whole);
    await expect(read(await client().downloadMedia(limits))).rejects.toMatchObject({ code: 'BODY_INCOMPLETE' });
    answer = twoSteps({}, (_seen, response) => {
      response.writeHead(200, { 'content-length': '9' }).write(bytes, () => response.destroy());
    });
    await expect(read(await client().downloadMedia(limits))).rejects.toThrow();
  });

  it('is asked for again when its address has run out or Meta is busy', async () => {
    for (const status of [404, 429, 500]) {
      answer = twoSteps({}, (_seen, response) => response.writeHead(status).end());
      expect(await client().downloadMedia(limits)).toEqual({ status: 'later', detail: `HTTP ${status}` });
    }
    answer = twoSteps({}, (_seen, _response, request) => request.socket.destroy());
    expect(await client().downloadMedia(limits)).toMatchObject({ status: 'later' });
  });

  it('is given up when its id is not known or the token is refused', async () => {
    answer = json(400, error(100, { error_subcode: 33 }));
    expect(await client().downloadMedia(limits)).toMatchObject({ status: 'rejected', problem: 'object-missing' });
    answer = twoSteps({}, (_seen, response) => response.writeHead(401).end());
    expect(await client().downloadMedia(limits)).toMatchObject({ status: 'rejected', problem: 'token-invalid' });
  });

  it.each([
    'https://evilfacebook.com/x',
    'http://lookaside.fbsbx.com/x',
    'file:///etc/passwd',
    'http://127.0.0.1:1/x',
    'x',
  ])('never takes the token to %s', async (url) => {
    answer = twoSteps({ url }, whole);
    expect(await client().downloadMedia(limits)).toMatchObject({ status: 'rejected', problem: 'unknown' });
    expect(seen).toHaveLength(1);
  });
});
