import type { Database } from '../database/database';
import { MAX_PIECES, type SearchEngine } from './engine';
import type { Term } from './words';

const TABLE = 'conversations_search_pieces';
/** A tsvector holds a megabyte of words and their places at most. */
const MAX_WORDS = 400_000;

/**
 * PostgreSQL's own text search with the configuration that changes nothing: words come folded, so neither `unaccent` nor
 * any other extension is needed, which a host's user may not be allowed to make.
 */
export function createTsvectorEngine({ knex }: Pick<Database, 'knex'>): SearchEngine {
  return {
    name: 'tsvector',
    async prepare() {
      if (await knex.schema.hasTable(TABLE)) return false;
      await knex.raw(
        `create table if not exists ${TABLE} (conversation_id integer not null, piece integer not null, ` +
          `words tsvector not null, primary key (conversation_id, piece))`
      );
      await knex.raw(`create index if not exists ${TABLE}_words on ${TABLE} using gin (words) with (fastupdate = off)`);
      return true;
    },
    async put(trx, pieces) {
      for (const { conversationId, from, words } of pieces) {
        await trx(TABLE).where({ conversation_id: conversationId }).where('piece', '>=', from).delete();
        for (const [index, text] of words.slice(0, MAX_PIECES - from).entries()) {
          await trx(TABLE).insert({
            conversation_id: conversationId,
            piece: from + index,
            words: trx.raw(`to_tsvector('simple', ?)`, [clipWords(text)]),
          });
        }
      }
    },
    async remove(trx, conversationIds) {
      await trx(TABLE).whereIn('conversation_id', conversationIds).delete();
    },
    conversations: (terms) =>
      knex(TABLE)
        .whereRaw(`words @@ to_tsquery('simple', ?)`, [tsqueryOf(terms)])
        .select({ id: 'conversation_id' }),
  };
}

/** A word of more than 2 kB is refused by PostgreSQL, and nobody types one. */
const clipWords = (text: string): string => text.slice(0, MAX_WORDS).replace(/\S{200,}/g, (word) => word.slice(0, 200));

/** Words are letters and digits alone; quoted all the same, since `simple` knows signs of its own. */
export const tsqueryOf = (terms: Term[]): string =>
  terms.map((ways) => `(${ways.map(phraseOf).join(' | ')})`).join(' & ');

const phraseOf = ({ words, open }: Term[number]): string =>
  words.map((word, index) => `'${word}'${open && index === words.length - 1 ? ':*' : ''}`).join(' <-> ');
