import type { Knex } from 'knex';
import type { Database } from '../database/database';
import { MAX_PIECES, type SearchEngine } from './engine';

const TABLE = 'conversations_search_texts';

/**
 * For databases whose text search is not used: MySQL and MariaDB, and a SQLite without FTS5. Looks through all folded
 * words, so it is slower the more there is.
 */
export function createLikeEngine({ knex }: Pick<Database, 'knex'>): SearchEngine {
  return {
    name: 'like',
    async prepare() {
      if (await knex.schema.hasTable(TABLE)) return false;
      await knex.schema.createTable(TABLE, (table) => {
        table.integer('conversation_id').notNullable();
        table.integer('piece').notNullable();
        table.text('words', 'longtext').notNullable();
        table.primary(['conversation_id', 'piece']);
      });
      return true;
    },
    async put(trx, pieces) {
      for (const { conversationId, from, words } of pieces) {
        await trx(TABLE).where({ conversation_id: conversationId }).where('piece', '>=', from).delete();
        for (const [index, text] of words.slice(0, MAX_PIECES - from).entries())
          await trx(TABLE).insert({ conversation_id: conversationId, piece: from + index, words: ` ${text} ` });
      }
    },
    async remove(trx, conversationIds) {
      await trx(TABLE).whereIn('conversation_id', conversationIds).delete();
    },
    conversations(terms) {
      const rows: Knex.QueryBuilder = knex(TABLE).select({ id: 'conversation_id' });
      // Words are letters and digits alone: nothing in them is a wildcard.
      for (const ways of terms) {
        rows.where((either) => {
          for (const { words, open } of ways)
            void either.orWhere('words', 'like', `% ${words.join(' ')}${open ? '' : ' '}%`);
        });
      }
      return rows;
    },
  };
}
