import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { TABLE } from '../../../server/database/models';
import { joinTags, tagsVersion, untagConversations } from '../../../server/tags/tag-table';
import { createPluginTables, type PluginTables } from '../../support/plugin-tables';

describe('the tags of conversations', () => {
  let tables: PluginTables;
  beforeAll(async () => {
    tables = await createPluginTables();
  });
  afterAll(() => tables?.close());
  beforeEach(async () => {
    const { knex } = tables.database;
    await knex(TABLE.tag).delete();
    await knex(TABLE.conversationTag).delete();
    for (const [id, name, retired] of [
      ['t1', 'Zeta', null],
      ['t2', 'Álamo', null],
      ['t3', 'Beta', 5],
    ] as const) {
      await knex(TABLE.tag).insert({
        document_id: id,
        name,
        folded_name: retired === null ? name.toLowerCase() : null,
        description: '',
        color: '#1e6ae6',
        retired_at: retired,
        created_at: 1,
        updated_at: 1,
      });
    }
    for (const [conversation, tag, by] of [
      ['old', 't1', 1],
      ['young', 't1', 2],
      ['young', 't2', 2],
      ['young', 't3', null],
      ['other', 't2', 3],
    ] as const) {
      const row = { conversation_document_id: conversation, tag_document_id: tag, added_by: by, added_at: 7 };
      await knex(TABLE.conversationTag).insert(row);
    }
  });
  const names = async (id: string) => {
    const { knex } = tables.database;
    const carried = knex(TABLE.conversationTag).where({ conversation_document_id: id }).select('tag_document_id');
    return knex(TABLE.tag).whereIn('document_id', carried).orderBy('document_id').pluck<string[]>('name');
  };

  it('are those of both when two become one, each once, as the older one had it', async () => {
    const { knex } = tables.database;
    await knex.transaction((trx) => joinTags(trx, 'old', 'young'));
    expect(await names('old')).toEqual(['Zeta', 'Álamo', 'Beta']);
    expect(await names('young')).toEqual([]);
    expect(await names('other')).toEqual(['Álamo']);
    expect(await knex(TABLE.conversationTag).where({ tag_document_id: 't1' }).pluck('added_by')).toEqual([1]);
  });

  it('go with them', async () => {
    await tables.database.transaction((trx) => untagConversations(trx, ['young', 'other']));
    expect([await names('old'), await names('young'), await names('other')]).toEqual([['Zeta'], [], []]);
  });

  it('the version of all tags changes with each row', async () => {
    const { knex } = tables.database;
    const before = await tagsVersion(knex);
    expect(await tagsVersion(knex)).toBe(before);
    await knex(TABLE.tag).where({ document_id: 't1' }).update({ updated_at: 2 });
    expect(await tagsVersion(knex)).not.toBe(before);
  });
});
