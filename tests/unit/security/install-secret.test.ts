import { afterEach, beforeEach, expect, it } from 'vitest';
import { createLeaseTable } from '../../../server/jobs/lease';
import { createInstallSecret } from '../../../server/security/install-secret';
import { createKeyRing } from '../../../server/security/key-ring';
import { createVault } from '../../../server/security/vault';
import { createPluginTables, type PluginTables } from '../../support/plugin-tables';

const key = (id: string, byte: number) => ({ id, key: Buffer.alloc(32, byte).toString('base64') });

let tables: PluginTables;
beforeEach(async () => {
  tables = await createPluginTables();
});
afterEach(() => tables.close());

/** As a process does that was started with these keys. */
function processWith(...configured: { id: string; key: string }[]) {
  const { database } = tables;
  const keys = createKeyRing(configured, { production: true });
  const vault = createVault({ knex: database.knex, keys, now: () => 1 });
  return { vault, secret: createInstallSecret(database, vault, createLeaseTable(database)) };
}

it('is the same for processes that start together', async () => {
  const [one, two] = await Promise.all([processWith(key('a', 1)).secret(), processWith(key('a', 1)).secret()]);
  expect(one.equals(two)).toBe(true);
});

it.each([key('a', 2), key('b', 2)])('is kept while the key is wrong, with another in its place: $id', async (wrong) => {
  const first = await processWith(key('a', 1)).secret();
  const meanwhile = await processWith(wrong).secret();
  expect(meanwhile.equals(first)).toBe(false);
  expect((await processWith(wrong).secret()).equals(meanwhile)).toBe(true);
  const back = processWith(key('a', 1));
  expect((await back.secret()).equals(first)).toBe(true);
  expect(await back.vault.countByKey()).toEqual({ a: 1 });
});
