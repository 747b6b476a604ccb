import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import knex, { type Knex } from 'knex';
import { afterEach, describe, expect, it } from 'vitest';
import type { FolderState } from '../../../server/channels/mail-channel';
import type { Database } from '../../../server/database/database';
import { TABLE } from '../../../server/database/models';
import { createIntake } from '../../../server/inbound/intake';
import { createDatabase } from '../../support/postgres';

const ACCOUNT = 'account1';
const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

async function sqlite(): Promise<Knex> {
  const directory = await mkdtemp(join(tmpdir(), 'known-uids-'));
  const database = knex({
    client: 'better-sqlite3',
    connection: { filename: join(directory, 'journal.db') },
    useNullAsDefault: true,
  });
  ends.push(() => rm(directory, { recursive: true }));
  return database;
}

async function postgres(): Promise<Knex> {
  const { url, drop } = await createDatabase();
  ends.push(drop);
  return knex({ client: 'pg', connection: url });
}

/** The columns that matter here; `collation` is how the database compares text. */
async function journal(database: Knex, collation: string | null): Promise<Knex> {
  ends.push(() => database.destroy());
  await database.schema.createTable(TABLE.journal, (table) => {
    table.string('account_document_id');
    table.specificType('external_key', collation ? `varchar(255) collate "${collation}"` : 'varchar(255)');
    table.string('raw_key');
    table.string('state');
  });
  return database;
}

const DATABASES: [string, () => Promise<Knex>][] = [
  ['SQLite', async () => journal(await sqlite(), null)],
  ['PostgreSQL that compares bytes', async () => journal(await postgres(), 'C')],
  // As many hosts have it: there ';' comes before ':'.
  ['PostgreSQL that compares as people do', async () => journal(await postgres(), 'en-x-icu')],
];

describe.each(DATABASES)('the UIDs that the journal knows, on %s', (_name, open) => {
  it('are those of the folder and its UIDVALIDITY from a UID up, without what the server did not hand over', async () => {
    const database = await open();
    const key = (folder: number, validity: number, uid: number) => `imap:${folder}:${validity}:${uid}`;
    const row = (
      external_key: string,
      more: { account_document_id?: string; raw_key?: null; state?: string } = {}
    ) => ({
      account_document_id: ACCOUNT,
      external_key,
      raw_key: 'raw',
      state: 'stored',
      ...more,
    });
    await database(TABLE.journal).insert([
      ...[1, 9, 10, 99, 100, 101, 1000, 20_000].map((uid) => row(key(3, 77, uid))),
      row(key(3, 77, 500), { raw_key: null, state: 'quarantined' }),
      row(key(3, 77, 501), { raw_key: null, state: 'ignored' }),
      row(key(3, 78, 600)),
      row(key(3, 7, 601)),
      row(key(30, 77, 602)),
      row(key(3, 77, 603), { account_document_id: 'account2' }),
    ]);
    const intake = createIntake(
      { database: { knex: database } as unknown as Database } as Parameters<typeof createIntake>[0],
      ACCOUNT,
      {} as Parameters<typeof createIntake>[2],
      { importSince: 0, liveSince: 0 }
    );
    const folder = { id: 3, path: 'INBOX', uidValidity: '77' } as FolderState;
    const known = async (fromUid: number) => [...(await intake.knownUids(folder, fromUid))].sort((a, b) => a - b);
    expect(await known(1)).toEqual([1, 9, 10, 99, 100, 101, 501, 1000, 20_000]);
    expect(await known(100)).toEqual([100, 101, 501, 1000, 20_000]);
    expect(await known(1001)).toEqual([20_000]);
    expect(await known(20_001)).toEqual([]);
  });
});
