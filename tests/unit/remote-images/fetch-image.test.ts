import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createFetchImage, IMAGE_LIMITS } from '../../../server/remote-images/fetch-image';
import type { TargetRules } from '../../../server/remote-images/image-target';
import type { Lookup } from '../../../server/security/safe-connect';

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAFElEQVR4nGP8z8DAwMDAxAADCBYAG10BBdmz9y8AAAAASUVORK5CYII=',
  'base64'
);
const servers: Server[] = [];
const seen: IncomingMessage[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
  seen.length = 0;
});

/** A foreign host of pictures, on loopback; answers its port. */
async function hostOf(answer: RequestListener): Promise<number> {
  const server = createServer((request, response) => {
    seen.push(request);
    answer(request, response);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

const answering =
  (...addresses: string[]): Lookup =>
  () =>
    Promise.resolve(addresses.map((address) => ({ address })));
const rules = (port: number, more: Partial<TargetRules> = {}): TargetRules => ({
  policy: { allow: ['127.0.0.1'] },
  ports: [port],
  lookup: answering('127.0.0.1'),
  ...more,
});
const sending =
  (body: Buffer | string, type = 'image/png'): RequestListener =>
  (_request, response) =>
    response.writeHead(200, { 'content-type': type }).end(body);

describe('a remote picture', () => {
  it('is fetched from the checked address, under its name, and says nothing of who asks', async () => {
    const port = await hostOf(sending(PNG, 'text/html'));
    const fetchImage = createFetchImage(rules(port));
    expect(await fetchImage(`http://pictures.example:${port}/a.png?b=c`)).toEqual({ bytes: PNG, type: 'image/png' });
    expect(seen[0]?.url).toBe('/a.png?b=c');
    expect(seen[0]?.headers).toEqual({
      host: `pictures.example:${port}`,
      'user-agent': 'Mozilla/5.0',
      accept: 'image/webp,image/png,image/jpeg,image/gif',
      'accept-encoding': 'identity',
      connection: 'close',
    });
  });

  it.each([
    ['SVG', '<svg xmlns="http://www.w3.org/2000/svg"/>'],
    ['HTML', '<!doctype html><p>no picture</p>'],
    ['nothing', ''],
  ])('is refused when its bytes are %s, whatever they are said to be', async (_name, body) => {
    const port = await hostOf(sending(body));
    const fetched = createFetchImage(rules(port))(`http://pictures.example:${port}/`);
    await expect(fetched).rejects.toMatchObject({ code: 'image-type-refused' });
  });

  it.each([true, false])('is refused when it is too large, announced: %s', async (announced) => {
    const port = await hostOf((_request, response) => {
      if (announced) response.setHeader('content-length', 2000);
      response.write(PNG);
      response.end(Buffer.alloc(2000 - PNG.length));
    });
    const fetchImage = createFetchImage(rules(port), { ...IMAGE_LIMITS, maxBytes: 1000 });
    await expect(fetchImage(`http://pictures.example:${port}/`)).rejects.toMatchObject({ code: 'image-too-large' });
  });

  it.each(['head', 'body', 'name'])('is given up when its %s does not come', async (part) => {
    const port = await hostOf((_request, response) => {
      if (part === 'body') response.writeHead(200).write(PNG.subarray(0, 10));
    });
    const lookup: Lookup = part === 'name' ? () => new Promise(() => undefined) : answering('127.0.0.1');
    const fetchImage = createFetchImage(rules(port, { lookup }), { ...IMAGE_LIMITS, timeoutMs: 200 });
    await expect(fetchImage(`http://pictures.example:${port}/`)).rejects.toMatchObject({ code: 'image-timeout' });
  });

  it('is unreachable when the answer is an error or nobody listens', async () => {
    const port = await hostOf((_request, response) => response.writeHead(404).end(PNG));
    const unreachable = { code: 'image-unreachable' };
    await expect(createFetchImage(rules(port))(`http://a.example:${port}/`)).rejects.toMatchObject(unreachable);
    await expect(createFetchImage(rules(1))('http://a.example:1/')).rejects.toMatchObject(unreachable);
  });
});

describe('redirects of a remote picture', () => {
  const redirecting =
    (times: number): RequestListener =>
    (request, response) => {
      const step = Number(request.url?.slice(1));
      if (step < times) response.writeHead(302, { location: `/${step + 1}` }).end();
      else response.end(PNG);
    };

  it('are followed three times and no more', async () => {
    const three = await hostOf(redirecting(3));
    expect((await createFetchImage(rules(three))(`http://a.example:${three}/0`)).type).toBe('image/png');
    const four = await hostOf(redirecting(4));
    const fetched = createFetchImage(rules(four))(`http://a.example:${four}/0`);
    await expect(fetched).rejects.toMatchObject({ code: 'image-too-many-redirects' });
    expect(seen).toHaveLength(4 + 4);
  });

  it.each(['http://169.254.169.254/latest/', 'http://inside.example/', 'file:///etc/passwd', 'http://a.example:22/'])(
    'do not lead to %s',
    async (location) => {
      const port = await hostOf((_request, response) => response.writeHead(301, { location }).end());
      const lookup: Lookup = (host) =>
        Promise.resolve([{ address: host === 'inside.example' ? '10.0.0.7' : '127.0.0.1' }]);
      const fetched = createFetchImage(rules(port, { lookup, ports: [80, port] }))(`http://a.example:${port}/`);
      await expect(fetched).rejects.toMatchObject({ code: 'image-address-refused' });
      expect(seen).toHaveLength(1);
    }
  );
});

describe('addresses that no picture is fetched from', () => {
  const never: Lookup = () => Promise.reject(new Error('this must not be looked up'));

  it.each([
    'http://127.0.0.1/',
    'http://2130706433/',
    'http://0x7f.1/',
    'http://[::1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://169.254.169.254/latest/meta-data/',
    'https://10.1.2.3/',
    'http://192.168.0.1/',
    'http://[fe80::1]/',
    'http://pictures.example:8080/',
    'https://pictures.example:22/',
    'http://user:secret@pictures.example/',
    'ftp://pictures.example/a.png',
    'data:image/png;base64,AAAA',
    'no address',
  ])('%s', async (address) => {
    const fetchImage = createFetchImage({ policy: { allow: [] }, ports: [80, 443], lookup: never });
    await expect(fetchImage(address)).rejects.toMatchObject({ code: 'image-address-refused' });
  });

  it.each(['127.0.0.1', '10.0.0.1', '169.254.169.254', '::1', 'fd00::1'])('a name that leads to %s', async (inside) => {
    const fetchImage = createFetchImage({ policy: { allow: [] }, ports: [80, 443], lookup: answering(inside) });
    const fetched = fetchImage('http://10.0.0.1.nip.example/');
    await expect(fetched).rejects.toMatchObject({ code: 'image-address-refused' });
  });
});
