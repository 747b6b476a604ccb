import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACTION } from '../../server/constants';
import type { MessageDto } from '../../server/api/contracts/inbox';
import type { RemoteImagesDto } from '../../server/api/contracts/remote-images';
import type { AdminPerson } from '../support/admin-client';
import { codeOf, createApiClient, dataOf, type ApiClient } from '../support/api-client';
import { mostlyOn } from '../support/host-data';
import { mailSource } from '../support/mail-source';
import { until } from '../support/until';
import { MAILBOX, openOffice, readMessages, type Office } from './mail/office';
import { conversationAbout } from './support/accounts';

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64'
);
const LOOPBACK = ['127.0.0.0/8', '::1/128'];

describe.each(mostlyOn('postgres'))('pictures that a mail keeps elsewhere, on %s', (database) => {
  let office: Office;
  /** The foreign server, and what it was asked for. */
  let shop: Server;
  let shopUrl: string;
  const asked: { url: string; headers: Record<string, unknown> }[] = [];
  /** The agent at a process that may load pictures from this machine, and at one that may not. */
  let allowed: ApiClient;
  let careful: ApiClient;
  let stranger: AdminPerson;
  let mail: MessageDto;

  beforeAll(async () => {
    shop = createServer((request, response) => {
      asked.push({ url: request.url ?? '', headers: request.headers });
      if (request.url === '/script.png') response.end('<script>alert(1)</script>');
      else response.setHeader('content-type', 'text/html').end(PNG);
    });
    await new Promise<void>((resolve) => shop.listen(0, '127.0.0.1', resolve));
    const { port } = shop.address() as AddressInfo;
    shopUrl = `http://127.0.0.1:${port}`;
    office = await openOffice(database);
    careful = office.agent.api;
    const there = await office.boot({
      worker: false,
      pluginConfig: {
        network: {
          allow: LOOPBACK,
          allowInsecure: LOOPBACK,
          imapPorts: [office.dovecot.imapPort],
          smtpPorts: [office.smtp.port],
          allowImages: LOOPBACK,
          imagePorts: [port],
        },
      },
    });
    allowed = createApiClient(there.url, office.agent.token);
    stranger = await office.admin.person('nadie@empresa.test', [
      await office.admin.role('Strangers', [ACTION.useInbox]),
    ]);
    mail = await received(
      'catalogo',
      `<p>Catálogo</p><img src="${shopUrl}/track.gif" width="1" height="1"><img src="${shopUrl}/foto.png" width="60">
       <img src="${shopUrl}/script.png"><img src="http://10.0.0.1/interno.png">`
    );
  });
  afterAll(async () => {
    await office?.stop();
    await new Promise((resolve) => shop.close(resolve));
  });

  async function received(subject: string, html: string): Promise<MessageDto> {
    await office.dovecot.deliver(
      MAILBOX,
      mailSource({ from: 'Tienda@Tienda.test', to: MAILBOX, subject, text: 'Catálogo', html })
    );
    const { id } = await until('the conversation', () => conversationAbout(careful, subject));
    const [message] = await readMessages(careful, id);
    if (!message) throw new Error('the mail is not there');
    return message;
  }
  const path = (place?: number) =>
    `/conversations/messages/${mail.id}/remote-images${place === undefined ? '' : `/${place}`}`;
  const list = async (api = allowed) => dataOf<RemoteImagesDto>(await api.get(path()));

  it('are told by their place, without those that only report that the mail was read', async () => {
    expect(mail.hasRemoteImages).toBe(true);
    expect(await list()).toEqual({ places: [1, 2, 3], always: false, sender: 'tienda@tienda.test' });
    expect(asked).toEqual([]);
  });

  it('are fetched by the server, which says nothing of the reader, and are what their bytes are', async () => {
    const answer = await allowed.get(path(1));
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('image/png');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('cache-control')).toContain('private');
    expect(asked.map(({ url }) => url)).toEqual(['/foto.png']);
    for (const name of ['cookie', 'referer', 'authorization', 'origin', 'x-forwarded-for'])
      expect(asked[0]?.headers).not.toHaveProperty(name);
    expect(codeOf(await allowed.get(path(2)))).toBe('image-type-refused');
  });

  it('are not fetched from inside the host’s network, nor where the mail names none', async () => {
    const before = asked.length;
    expect(codeOf(await allowed.get(path(3)))).toBe('image-address-refused');
    expect(codeOf(await careful.get(path(1)))).toBe('image-address-refused');
    for (const place of [0, 4, 99]) expect((await allowed.get(path(place))).status).toBe(404);
    expect((await allowed.get(`${path()}/http:%2F%2F127.0.0.1`)).status).toBe(404);
    expect(asked).toHaveLength(before);
  });

  it('do not exist for somebody who may not read the mail', async () => {
    for (const place of [undefined, 1]) expect((await stranger.api.get(path(place))).status).toBe(404);
    expect((await stranger.api.put(path(), { always: true })).status).toBe(404);
  });

  it('are shown at once of a sender whom one chose, and of that person’s choice alone', async () => {
    dataOf(await allowed.put(path(), { always: true }));
    dataOf(await allowed.put(path(), { always: true }));
    expect((await list()).always).toBe(true);
    const userIds = [office.agent.id, stranger.id];
    const members = `/conversations/accounts/${office.account.id}/authorised-users`;
    dataOf(await office.admin.owner.api.put(members, { userIds }));
    expect((await list(stranger.api)).always).toBe(false);
    dataOf(await allowed.put(path(), { always: false }));
    expect((await list()).always).toBe(false);
  });
});
