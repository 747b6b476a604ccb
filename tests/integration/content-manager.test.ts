import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { UID } from '../../server/constants';
import { administrate, type Administration } from '../support/admin-client';
import { dataOf, type ApiClient } from '../support/api-client';
import { createHostData, type HostData } from '../support/host-data';
import { spawnHost, type SpawnedHost } from '../support/spawned-host';

/** Strapi's own pages and APIs are side doors to our tables: none of them may open, for super admins neither. */
let data: HostData;
let host: SpawnedHost;
let admin: Administration;
let everyone: [string, ApiClient][];

beforeAll(async () => {
  data = await createHostData('sqlite');
  host = await spawnHost(data);
  admin = await administrate(host.url);
  const roles = dataOf<{ id: number; code: string }[]>(await admin.owner.api.get('/admin/roles'));
  const editor = roles.find(({ code }) => code === 'strapi-editor');
  if (!editor) throw new Error('this host has no editor role');
  const person = await admin.person('editor@example.test', [editor.id]);
  everyone = [
    ['super admin', admin.owner.api],
    ['editor', person.api],
    ['full-access token', await admin.apiToken('full-access')],
  ];
});
afterAll(async () => {
  await host?.kill();
  await data?.remove();
});

describe.each(Object.values(UID))('%s', (uid) => {
  const name = uid.split('.').pop() ?? '';
  it.each([
    ['list', 'GET', `/content-manager/collection-types/${uid}`],
    ['create', 'POST', `/content-manager/collection-types/${uid}`],
    ['one', 'GET', `/content-manager/collection-types/${uid}/abcdefghijklmnopqrstuvwx`],
    ['update', 'PUT', `/content-manager/collection-types/${uid}/abcdefghijklmnopqrstuvwx`],
    ['delete', 'DELETE', `/content-manager/collection-types/${uid}/abcdefghijklmnopqrstuvwx`],
    ['bulk delete', 'POST', `/content-manager/collection-types/${uid}/actions/bulkDelete`],
    ['relations', 'GET', `/content-manager/relations/${uid}/accountDocumentId`],
  ])('content manager, %s', async (_what, method, path) => {
    const body = method === 'GET' || method === 'DELETE' ? undefined : { documentIds: [] };
    for (const [who, api] of everyone) {
      const { status } = await api.send(method, path, body);
      // 400 where the path asks for the relations of a field that is none: our types have no relation to walk.
      const refusals = path.includes('/relations/') ? [400, 401, 403, 404] : [401, 403, 404, 405];
      expect(refusals, `${who} got ${status}`).toContain(status);
    }
  });

  it('content API', async () => {
    for (const [who, api] of everyone) {
      for (const path of [`/api/${name}s`, `/api/conversations/${name}s`, `/api/conversations-${name}s`]) {
        const answer = await api.get(path);
        // Our own routes let in who may ask, and tell of no account that has not named the asker.
        if (answer.status === 200) expect(dataOf<unknown[]>(answer), `${who} at ${path}`).toEqual([]);
        else expect([401, 403, 404], `${who} at ${path} got ${answer.status}`).toContain(answer.status);
      }
    }
  });
});

it('the content manager does not show a single type of ours', async () => {
  const types = dataOf<{ uid: string; isDisplayed: boolean }[]>(
    await admin.owner.api.get('/content-manager/content-types')
  );
  expect(types.length).toBeGreaterThan(0);
  expect(types.filter(({ uid, isDisplayed }) => uid.startsWith('plugin::conversations.') && isDisplayed)).toEqual([]);
});

it('the content-type builder does not let a type of ours be changed', async () => {
  const types = dataOf<{ uid: string; schema: { visible: boolean } }[]>(
    await admin.owner.api.get('/content-type-builder/content-types')
  );
  expect(types.filter(({ uid, schema }) => uid.startsWith('plugin::conversations.') && schema.visible)).toEqual([]);
});

it('no permission of the content manager can be given for a type of ours', async () => {
  const { text } = await admin.owner.api.get('/admin/permissions');
  expect(text).toContain('plugin::content-manager.explorer.read');
  for (const uid of Object.values(UID)) expect(text).not.toContain(`"${uid}"`);
});
