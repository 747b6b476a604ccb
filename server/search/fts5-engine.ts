import type { Knex } from 'knex';
import type { Database } from '../database/database';
import { MAX_PIECES, type SearchEngine } from './engine';
import type { Term } from './words';

const TABLE = 'conversations_search_fts';
const CHUNK = 300;

/**
 * SQLite's FTS5, without a copy of the texts. A row's number is that of the conversation and the piece, so that what is
 * found needs no other table.
 */
export function createFts5Engine({ knex }: Pick<Database, 'knex'>): SearchEngine {
  return {
    name: 'fts5',
    async prepare() {
      const known = (await knex.raw("select name from sqlite_master where type = 'table' and name = ?", [TABLE])) as [];
      if (known.length > 0) return false;
      await knex.raw(
        `create virtual table ${TABLE} using fts5(words, content='', contentless_delete=1, detail=full, prefix='3 4', ` +
          `tokenize="unicode61 remove_diacritics 2")`
      );
      return true;
    },
    async put(trx, pieces) {
      for (const { conversationId, from, words } of pieces) {
        await removeFrom(trx, conversationId, from);
        const rows = words
          .slice(0, MAX_PIECES - from)
          .map((text, index) => ({ rowid: conversationId * MAX_PIECES + from + index, words: text }));
        for (const row of rows) await trx(TABLE).insert(row);
      }
    },
    async remove(trx, conversationIds) {
      for (const id of conversationIds) await removeFrom(trx, id, 0);
    },
    conversations: (terms) =>
      knex(TABLE)
        .whereRaw(`${TABLE} match ?`, [matchOf(terms)])
        .select(knex.raw(`rowid / ${MAX_PIECES} as id`)),
  };
}

/** By their numbers: a delete by a range would look through all of the table. */
async function removeFrom(trx: Knex, conversationId: number, from: number): Promise<void> {
  const first = conversationId * MAX_PIECES;
  const rows = (await trx(`${TABLE}_docsize`)
    .whereBetween('id', [first + from, first + MAX_PIECES - 1])
    .pluck('id')) as number[];
  for (let index = 0; index < rows.length; index += CHUNK)
    await trx(TABLE)
      .whereIn('rowid', rows.slice(index, index + CHUNK))
      .delete();
}

/** Words are letters and digits alone, so nothing in them can be a sign of the query language. */
export const matchOf = (terms: Term[]): string =>
  terms
    .map((ways) => `(${ways.map(({ words, open }) => `"${words.join(' ')}"${open ? ' *' : ''}`).join(' OR ')})`)
    .join(' AND ');
