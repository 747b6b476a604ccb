import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TABLE } from '../../../server/database/models';
import { createJournal, SUSPECT_TRIES } from '../../../server/inbound/journal';
import { createPluginTables, type PluginTables } from '../../support/plugin-tables';

describe('what the journal gives out next', () => {
  let tables: PluginTables;
  beforeEach(async () => {
    tables = await createPluginTables();
  });
  afterEach(() => tables.close());

  const add = (name: string, values: { attempts?: number; backfill?: number } = {}) =>
    tables.database.knex(TABLE.journal).insert({
      document_id: name,
      account_document_id: 'account',
      external_key: name,
      role: 'inbox',
      raw_key: name,
      size: 1,
      received_at: 0,
      state: 'pending',
      created_at: 0,
      attempts: 0,
      backfill: 0,
      ...values,
    });
  const take = async (limit = 100, taken: number[] = []) =>
    (await createJournal(tables.database).take('account', limit, taken)).map(({ documentId }) => documentId);

  it('is live mail before that of the first import, each in its order', async () => {
    await add('import', { backfill: 1 });
    await add('first');
    await add('second');
    expect(await take()).toEqual(['first', 'second', 'import']);
  });

  it('is mail that was tried before only when nothing else is left, and alone', async () => {
    await add('suspect', { attempts: SUSPECT_TRIES });
    await add('other suspect', { attempts: SUSPECT_TRIES });
    await add('fresh');
    expect(await take()).toEqual(['fresh']);
    const [fresh] = (await tables.database.knex(TABLE.journal).where({ document_id: 'fresh' })) as { id: number }[];
    expect(await take(100, [fresh?.id ?? 0])).toEqual(['suspect']);
  });

  it('spreads the blame where something else ends the process again and again', async () => {
    for (const name of ['a', 'b', 'c']) await add(name, { attempts: SUSPECT_TRIES });
    for (let death = 0; death < 9; death += 1) await take();
    const tries = (await tables.database.knex(TABLE.journal).pluck('attempts')) as number[];
    expect(tries).toEqual([SUSPECT_TRIES + 3, SUSPECT_TRIES + 3, SUSPECT_TRIES + 3]);
  });

  it('counts the try, and takes it back from what was not to blame', async () => {
    await add('mail');
    const journal = createJournal(tables.database);
    const [entry] = await journal.take('account', 1, []);
    expect(entry?.attempts).toBe(1);
    await journal.giveBack([entry?.id ?? 0]);
    expect(await tables.database.knex(TABLE.journal).pluck('attempts')).toEqual([0]);
  });
});
