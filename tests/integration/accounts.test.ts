import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MailAccountDto, AuditEntryDto } from '../../server/api/contracts/accounts';
import { TABLE } from '../../server/database/models';
import { administrate, type Administration } from '../support/admin-client';
import { codeOf, dataOf, whatComes, type ApiClient } from '../support/api-client';
import { openDatabase } from '../support/database';
import { createHostData, DATABASES, type HostData } from '../support/host-data';
import { spawnHost, type SpawnedHost } from '../support/spawned-host';
import {
  createAccount,
  MAILBOX_PASSWORD,
  mailPortsOf,
  newAccount,
  startMailServers,
  type MailServers,
} from './support/accounts';
import { EXPECTATIONS } from './rights/expectations';
import { pluginRoutes } from './rights/routes';

const ADDRESS = 'ventas@recambios.test';

describe.each(DATABASES)('accounts on %s', (database) => {
  let data: HostData;
  let servers: MailServers;
  let host: SpawnedHost;
  let admin: Administration;
  let api: ApiClient;

  beforeAll(async () => {
    servers = await startMailServers([ADDRESS]);
    data = await createHostData(database);
    host = await spawnHost(data, { mailPorts: mailPortsOf(servers) });
    admin = await administrate(host.url);
    api = admin.owner.api;
  });
  afterAll(async () => {
    await host?.kill();
    await servers?.stop();
    await data?.remove();
  });

  it('is made, listed, read, changed and removed', async () => {
    const made = await createAccount(api, newAccount(servers, ADDRESS, [admin.owner.id]));
    expect(made).toMatchObject({
      kind: 'imap',
      address: ADDRESS,
      hasPassword: true,
      authorisedUserIds: [admin.owner.id],
    });
    const list = dataOf<MailAccountDto[]>(await api.get('/conversations/accounts'));
    expect(list.map(({ id }) => id)).toEqual([made.id]);
    const path = `/conversations/accounts/${made.id}`;
    const changed = dataOf<MailAccountDto>(await api.put(path, { name: 'Ventas', senderName: 'Ventas de Recambios' }));
    expect(changed).toMatchObject({ name: 'Ventas', senderName: 'Ventas de Recambios', address: ADDRESS });
    expect(dataOf<MailAccountDto>(await api.get(path))).toEqual(changed);
    expect((await api.del(path)).status).toBe(200);
    expect((await api.get(path)).status).toBe(404);
    expect(dataOf<MailAccountDto[]>(await api.get('/conversations/accounts'))).toEqual([]);
  });

  it('says which fields are wrong, in words and codes', async () => {
    const answer = await api.post('/conversations/accounts', {
      ...newAccount(servers, 'no address'),
      senderName: 'Ventas\r\nBcc: otro@example.test',
      imap: { host: '127.0.0.1', port: 99_999, security: 'tls' },
      surprise: true,
    });
    expect(answer.status).toBe(400);
    expect(codeOf(answer)).toBe('invalid-input');
    for (const field of ['address', 'senderName', 'port', 'surprise']) expect(answer.text).toContain(field);
    expect(answer.text).not.toContain(MAILBOX_PASSWORD);
  });

  describe('its password', () => {
    let account: MailAccountDto;
    let path: string;
    beforeAll(async () => {
      account = await createAccount(api, newAccount(servers, ADDRESS, [admin.owner.id]));
      path = `/conversations/accounts/${account.id}`;
    });
    afterAll(() => api.del(path));

    it('stays when nothing that it is sent to changes', async () => {
      for (const change of [
        { senderName: 'Otra' },
        { password: '' },
        { imap: account.imap, username: account.username },
      ]) {
        expect(dataOf<MailAccountDto>(await api.put(path, change)).passwordUpdatedAt).toBe(account.passwordUpdatedAt);
      }
    });

    it.each([
      ['IMAP host', { imap: { host: 'localhost' } }],
      ['IMAP port', { imap: { port: 993 } }],
      ['IMAP security', { imap: { security: 'tls' } }],
      ['SMTP host', { smtp: { host: 'localhost' } }],
      ['SMTP port', { smtp: { port: 465 } }],
      ['user name', { username: 'otra@recambios.test' }],
    ] as const)('is asked for again when the %s changes', async (_what, change) => {
      const body = Object.fromEntries(
        Object.entries(change).map(([key, value]) => {
          const present = account[key as 'imap'];
          return [key, typeof value === 'string' ? value : { ...present, ...value }];
        })
      );
      const before = dataOf<MailAccountDto>(await api.get(path));
      const refused = await api.put(path, body);
      expect(refused.status).toBe(400);
      expect(codeOf(refused)).toBe('password-required');
      expect(dataOf<MailAccountDto>(await api.get(path))).toEqual(before);
    });

    it('is in no answer of any route, for whoever manages accounts', async () => {
      const routes = (await pluginRoutes(host)).filter((route) => route.startsWith('GET '));
      expect(routes.length).toBeGreaterThan(8);
      const tested = await api.post(`${path}/test`);
      expect(tested.text).not.toContain(MAILBOX_PASSWORD);
      for (const route of routes) {
        const path = route.slice(4).replace(/:[A-Za-z]+/g, account.id);
        const answer = await (EXPECTATIONS[route]?.goesOn ? whatComes(api, path) : api.get(path));
        expect(answer.text, route).not.toContain(MAILBOX_PASSWORD);
        expect(answer.text, route).not.toMatch(/envelope|"password"/i);
      }
      const audit = dataOf<AuditEntryDto[]>(await api.get(`${path}/audit`));
      expect(JSON.stringify(audit)).not.toContain(MAILBOX_PASSWORD);
    });

    it('stands in clear neither in the database, nor in a file, nor in the log', async () => {
      const tables = openDatabase(data);
      const secrets = (await tables(TABLE.secret).select('*')) as Record<string, unknown>[];
      await tables.destroy();
      expect(secrets.length).toBeGreaterThan(0);
      for (const word of [MAILBOX_PASSWORD, Buffer.from(MAILBOX_PASSWORD).toString('base64')]) {
        expect(JSON.stringify(secrets)).not.toContain(word);
        expect(host.log()).not.toContain(word);
        for (const file of await filesBelow(data.directory)) {
          expect((await readFile(file)).includes(word), file).toBe(false);
        }
      }
    });
  });
});

it('a production host without a key stores no password, and says how to make one', async () => {
  const data = await createHostData('sqlite');
  const servers = await startMailServers([ADDRESS]);
  const host = await spawnHost(data, {
    mailPorts: mailPortsOf(servers),
    pluginConfig: { encryption: { keys: [] } },
    env: { NODE_ENV: 'production' },
  });
  try {
    const { owner } = await administrate(host.url);
    const refused = await owner.api.post('/conversations/accounts', newAccount(servers, ADDRESS));
    expect(refused.status).toBe(409);
    expect(codeOf(refused)).toBe('encryption-key-missing');
    expect(refused.text).toContain('openssl rand -base64 32');
    expect(dataOf<MailAccountDto[]>(await owner.api.get('/conversations/accounts'))).toEqual([]);
  } finally {
    await host.kill();
    await servers.stop();
    await data.remove();
  }
});

async function filesBelow(directory: string): Promise<string[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}
