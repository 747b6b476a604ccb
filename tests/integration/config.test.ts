import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { administrate } from '../support/admin-client';
import { openDatabase } from '../support/database';
import { createHostData, type HostData } from '../support/host-data';
import { BootFailed, spawnHost, type SpawnSettings } from '../support/spawned-host';

let data: HostData;
beforeEach(async () => {
  data = await createHostData('sqlite');
});
afterEach(() => data.remove());

const fields = { name: 'name', emails: 'email' };

describe('a wrong setting stops the boot with one sentence that says what to write', () => {
  it.each<[string, (data: HostData) => Record<string, unknown>, string]>([
    [
      'an unknown key',
      () => ({ sync: { pollSecnds: 1 } }),
      'conversations.config.sync.pollSecnds is no setting of this plugin; remove it or check its spelling.',
    ],
    [
      'customers of a type that the host does not have',
      () => ({ customer: { uid: 'api::cliente.cliente', fields } }),
      "conversations.config.customer.uid names 'api::cliente.cliente', which this Strapi does not have; it has api::customer.customer.",
    ],
    [
      'a field that customers do not have',
      () => ({ customer: { uid: 'api::customer.customer', fields: { ...fields, emails: 'correo' } } }),
      "conversations.config.customer.fields names 'correo', but api::customer.customer has no field 'correo'.",
    ],
    [
      'private files below the public folder',
      ({ directory }) => ({ attachments: { directory: join(directory, 'public/files') } }),
      'conversations.config.attachments.directory',
    ],
  ])('%s', async (_what, pluginConfig, sentence) => {
    const failure = await boot({ pluginConfig: pluginConfig(data) });
    expect(failure.exit).toEqual({ code: 1, signal: null });
    expect(failure.log).toContain(`config/plugins: ${sentence}`);
  });
});

describe('SQLite', () => {
  const journalMode = async () => {
    const database = openDatabase(data);
    const [row] = await database.raw<{ journal_mode: string }[]>('PRAGMA journal_mode');
    await database.destroy();
    return row?.journal_mode;
  };

  it('runs with a write-ahead log', async () => {
    const host = await spawnHost(data);
    expect(await journalMode()).toBe('wal');
    await host.kill();
  });

  it('is left alone where the config says so', async () => {
    const host = await spawnHost(data, { pluginConfig: { sqlite: { wal: false } } });
    expect(await journalMode()).toBe('delete');
    await host.kill();
  });
});

it('paused: the plugin answers, and works nothing', async () => {
  const host = await spawnHost(data, { worker: true, pluginConfig: { paused: true } });
  const { owner } = await administrate(host.url);
  expect((await owner.api.get('/conversations/accounts')).status).toBe(200);
  expect((await host.stop()).code).toBe(0);
});

async function boot(settings: SpawnSettings): Promise<BootFailed> {
  try {
    const host = await spawnHost(data, settings);
    await host.kill();
  } catch (error) {
    if (error instanceof BootFailed) return error;
    throw error;
  }
  throw new Error('the host booted');
}
