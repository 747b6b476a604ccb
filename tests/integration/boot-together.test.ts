import { afterEach, describe, expect, it } from 'vitest';
import { ACTION } from '../../server/constants';
import { TABLE } from '../../server/database/models';
import { administrate } from '../support/admin-client';
import { openDatabase } from '../support/database';
import { createHostData, type HostData } from '../support/host-data';
import { spawnHost, type SpawnedHost } from '../support/spawned-host';
import { until } from '../support/until';

/** Everything that a boot makes by itself, and nothing may be there twice. */
async function whatBootsMade(data: HostData) {
  const knex = openDatabase(data);
  try {
    const columns = (await knex('information_schema.columns')
      .where({ table_schema: 'public' })
      .andWhere('table_name', 'like', 'conversations%')
      .orderBy(['table_name', 'column_name'])
      .select('table_name', 'column_name')) as Record<string, string>[];
    const secrets = (await knex(TABLE.secret).orderBy('id').select('owner', 'field')) as Record<string, string>[];
    return { columns, secrets };
  } finally {
    await knex.destroy();
  }
}

describe('two processes that boot at the same instant on PostgreSQL', () => {
  let data: HostData;
  let hosts: SpawnedHost[] = [];
  afterEach(async () => {
    for (const host of hosts) await host.kill();
    hosts = [];
    await data?.remove();
  });

  const bootBoth = async () => {
    const both = await Promise.allSettled([spawnHost(data, { worker: true }), spawnHost(data, { worker: true })]);
    hosts = both.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
    for (const each of both) if (each.status === 'rejected') throw each.reason;
    return hosts;
  };

  it('make everything once in an empty database', async () => {
    data = await createHostData('postgres');
    const both = await bootBoth();
    for (const host of both) {
      const { owner } = await administrate(host.url);
      expect((await owner.api.get('/conversations/accounts')).status).toBe(200);
    }
    const knex = openDatabase(data);
    try {
      const twice = (table: string, columns: string[]) =>
        knex(table).groupBy(columns).havingRaw('count(*) > 1').select(columns);
      expect(await twice('strapi_core_store_settings', ['key'])).toEqual([]);
      expect(await twice('admin_roles', ['code'])).toEqual([]);
      expect(await twice('up_roles', ['type'])).toEqual([]);
      expect(await twice('i18n_locale', ['code'])).toEqual([]);
    } finally {
      await knex.destroy();
    }
    for (const host of both) expect(host.log()).not.toMatch(/\berror\b/i);
  });

  it('add to an existing database what is missing there, once', async () => {
    data = await createHostData('postgres');
    const first = await spawnHost(data, { worker: true });
    hosts = [first];
    const admin = await administrate(first.url);
    await admin.role('Agents', [ACTION.useInbox]);
    const complete = await whatBootsMade(data);
    await first.stop();
    hosts = [];

    // As the version before had it: a table and a column that it did not know.
    const knex = openDatabase(data);
    try {
      await knex.schema.dropTable(TABLE.tombstone);
      await knex.schema.alterTable(TABLE.alias, (table) => table.dropColumn('named_by'));
      await knex('strapi_database_schema').delete();
    } finally {
      await knex.destroy();
    }

    const both = await bootBoth();
    const after = await whatBootsMade(data);
    expect(after.columns).toEqual(complete.columns);
    for (const host of both) {
      const { owner } = await until('the admin to answer', () => administrate(host.url));
      expect((await owner.api.get('/conversations/accounts')).status).toBe(200);
      expect(host.log()).not.toMatch(/\berror\b/i);
    }
    expect(new Set(after.secrets.map(({ owner, field }) => `${owner} ${field}`)).size).toBe(after.secrets.length);
  });
});
