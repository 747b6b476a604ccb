import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { account as accountSchema } from '../../../../content-types/account/schema';
import { ACCOUNTS } from '../../../../server/accounts/repository';
import { readWebhook } from '../../../../server/channels/whatsapp-cloud/webhook/read-webhook';
import { TABLE } from '../../../../server/database/models';
import { createJournalWebhooks, type ProvenWebhook } from '../../../../server/inbound/whatsapp/journal-webhook';
import type { NewJob } from '../../../../server/jobs/types';
import { createContentTable, createPluginTables, type PluginTables } from '../../../support/plugin-tables';
import { messages, text } from '../../channels/whatsapp-cloud/payloads';

let tables: PluginTables;
let enqueued: NewJob[];
let rings: number;
let files: Map<string, Buffer>;
let flushes: number;
let worked: Set<string>;
beforeEach(async () => {
  tables = await createPluginTables();
  await createContentTable(tables.database.knex, accountSchema);
  await tables.database
    .knex(ACCOUNTS)
    .insert({ document_id: 'account', name: 'n', kind: 'whatsapp-cloud', revision: 3 });
  [enqueued, rings, files, flushes, worked] = [[], 0, new Map(), 0, new Set()];
});
afterEach(() => tables.close());

const journal = (webhooks: ProvenWebhook[]) =>
  createJournalWebhooks({
    database: { ...tables.database, flushed: () => Promise.resolve(void (flushes += 1)) },
    files: {
      put: (content: Buffer) => {
        const key = `file ${files.size}`;
        files.set(key, content);
        return Promise.resolve({ key, size: content.length });
      },
    },
    queue: {
      enqueue: (_, job) => Promise.resolve(void enqueued.push(job)),
      ring: () => void (rings += 1),
    },
    isWorked: (id) => worked.has(id),
    now: () => 1_000,
  })(webhooks);

function webhook(ids: string[], { revision = 3, body = 'hola' } = {}): ProvenWebhook {
  const raw = Buffer.from(JSON.stringify(messages(...ids.map((id) => text(body, { id: `wamid.${id}` })))));
  return { raw, items: new Map([['account', readWebhook(raw).items]]), provenBy: new Map([['account', revision]]) };
}
const rows = () => tables.database.knex(TABLE.journal).orderBy('id') as Promise<Record<string, unknown>[]>;

describe('webhooks that are journalled together', () => {
  it('are rows in their order, with one flush and one job, and no file where they are small', async () => {
    const group = [webhook(['a']), webhook(['b', 'c']), webhook(['d'])];
    expect(await journal(group)).toEqual(['journalled', 'journalled', 'journalled']);
    const kept = await rows();
    expect(kept.map(({ body }) => body)).toEqual([0, 1, 1, 2].map((index) => group[index]?.raw.toString()));
    expect(new Set(kept.map(({ external_key: key }) => key)).size).toBe(4);
    expect({ files: files.size, flushes, jobs: enqueued.length, rings }).toEqual({
      files: 0,
      flushes: 1,
      jobs: 1,
      rings: 1,
    });
  });

  it('add nothing when they come again, in one group or in the next', async () => {
    await journal([webhook(['a']), webhook(['a'])]);
    await journal([webhook(['a'])]);
    expect(await rows()).toHaveLength(1);
  });

  it('are files where they are large, and only when something in them is new', async () => {
    const large = { body: 'x'.repeat(20_000) };
    await journal([webhook(['a', 'b'], large)]);
    expect((await rows()).map(({ raw_key: key, body }) => [key, body])).toEqual([
      ['file 0', null],
      ['file 0', null],
    ]);
    await journal([webhook(['a', 'b'], large)]);
    expect(files.size).toBe(1);
  });

  it('leave out what was proven by an account that has changed or gone since, and only that', async () => {
    const orphan: ProvenWebhook = { ...webhook(['c']), provenBy: new Map([['gone', 1]]) };
    const group = [webhook(['a']), webhook(['b'], { revision: 2 }), orphan];
    expect(await journal(group)).toEqual(['journalled', 'stale', 'stale']);
    expect(await rows()).toHaveLength(1);
  });

  it('wake nobody for a journal that is being worked: its worker looks again', async () => {
    worked.add('account');
    await journal([webhook(['a'])]);
    expect({ jobs: enqueued.length, rings }).toEqual({ jobs: 1, rings: 0 });
  });
});
