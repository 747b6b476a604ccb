import type { Knex } from 'knex';
import type { Found } from '../conversations/inbox-list';
import { CONTACTS, CONVERSATIONS } from '../conversations/tables';
import { toNumber } from '../database/columns';
import type { Database } from '../database/database';
import { TABLE } from '../database/models';
import type { Logger } from '../hosts/logger';
import type { QuoteDirectory } from '../hosts/quote-directory';
import { catchUpAllJob, catchUpJob } from './catch-up';
import { VERSION } from './document';
import type { SearchEngine } from './engine';
import { createFts5Engine } from './fts5-engine';
import { createLikeEngine } from './like-engine';
import { createTsvectorEngine } from './tsvector-engine';
import { readQuestion, type Term } from './words';
import type { JobQueue } from '../jobs/types';

/** So many conversations are looked up by their numbers; of more, the list is walked. */
const FEW = 2_000;
const PROGRESS_MS = 2_000;

export interface Progress {
  done: number;
  total: number;
}

export interface QuoteFound {
  number: string;
  /** The latest of its customers. */
  conversationIds: ReadonlySet<string>;
}

export interface Search {
  readonly engine: SearchEngine;
  /**
   * Null: nothing in it can be searched for. `quote`: the number of a quote that it is; the conversations of whoever has
   * it are found too, in which nobody need have written it.
   */
  find(asked: string): Promise<{ terms: Term[]; found: Found; quote: QuoteFound | null } | null>;
  /** Null once everything that was there at boot is in the search. */
  preparing(): Promise<Progress | null>;
  /** Fills the search with what it does not hold yet. */
  begin(): Promise<void>;
}

/** In the transaction of a change: the conversations are put into the search right after it. */
export function createFollow(database: Database, queue: JobQueue) {
  return async function follow(trx: Knex, conversationIds: string[]): Promise<void> {
    await trx(TABLE.searchJournal).insert(conversationIds.map((id) => ({ conversation_document_id: id })));
    await queue.enqueue(trx, catchUpJob());
    // Joins the transaction of the change, for its end.
    await database.transaction(async (_trx, afterCommit) => afterCommit(() => queue.ring()));
  };
}

export async function createSearch(
  database: Database,
  queue: JobQueue,
  quotes: QuoteDirectory,
  logger: Logger,
  now: () => number
): Promise<Search> {
  const { knex } = database;
  const engine = await prepared(database, logger);
  /** Of the customers, in the order of what happened last. */
  const conversationsOf = (customerIds: string[]): Knex.QueryBuilder =>
    knex({ v: CONVERSATIONS })
      .join({ p: CONTACTS }, 'p.document_id', 'v.contact_document_id')
      .whereIn('p.customer_document_id', customerIds)
      .orderBy('v.last_message_at', 'desc')
      .limit(FEW)
      .select({ id: 'v.id', documentId: 'v.document_id' });
  let known: { at: number; progress: Progress | null } | null = null;

  return {
    engine,
    async find(asked) {
      const terms = readQuestion(asked);
      if (terms.length === 0) return null;
      const [ids, quote] = await Promise.all([
        knex
          .from(
            engine
              .conversations(terms)
              .limit(FEW + 1)
              .as('found')
          )
          .pluck('id') as Promise<unknown[]>,
        quotes.find(asked.trim()),
      ]);
      const rows = quote ? ((await conversationsOf(quote.customerIds)) as { id: unknown; documentId: string }[]) : [];
      const theirs = rows.map(({ id }) => id);
      const quoteFound = quote && {
        number: quote.number,
        conversationIds: new Set(rows.map(({ documentId }) => documentId)),
      };
      if (ids.length <= FEW) {
        const list = [...new Set([...ids, ...theirs].map(toNumber))];
        return {
          terms,
          quote: quoteFound,
          found: { way: 'look-up', narrow: (rows) => void rows.whereIn(`${CONVERSATIONS}.id`, list) },
        };
      }
      // SQLite is kept by the sign from looking up thousands of rows only to sort them.
      const sign = database.dialect === 'sqlite' ? '+' : '';
      const worded = (rows: Knex.QueryBuilder) =>
        rows.whereRaw(`${sign}?? in ?`, [`${CONVERSATIONS}.id`, engine.conversations(terms)]);
      const narrow = (rows: Knex.QueryBuilder) =>
        void (theirs.length === 0
          ? worded(rows)
          : rows.where((either) => void worded(either).orWhereIn(`${CONVERSATIONS}.id`, theirs.map(toNumber))));
      return { terms, quote: quoteFound, found: { way: 'walk', narrow } };
    },
    async preparing() {
      if (known && (known.progress === null || now() - known.at < PROGRESS_MS)) return known.progress;
      const count = async (rows: Knex.QueryBuilder) =>
        toNumber(((await rows.count({ count: '*' }).first()) as { count: unknown } | undefined)?.count);
      const total = await count(knex(CONVERSATIONS));
      const done = Math.min(total, await count(knex(TABLE.searchState).where({ version: VERSION })));
      // The newest of a running office are not in yet, and are not what takes long.
      known = { at: now(), progress: total - done <= FEW / 20 ? null : { done, total } };
      return known.progress;
    },
    async begin() {
      await database.transaction((trx) => queue.enqueue(trx, catchUpAllJob()));
      queue.ring();
    },
  };
}

async function prepared(database: Database, logger: Logger): Promise<SearchEngine> {
  const preferred =
    database.dialect === 'sqlite'
      ? createFts5Engine(database)
      : database.dialect === 'postgres'
        ? createTsvectorEngine(database)
        : createLikeEngine(database);
  let engine = preferred;
  let isNew: boolean;
  try {
    isNew = await preferred.prepare();
  } catch (error) {
    if (preferred.name !== 'fts5') throw error;
    logger.warn('this SQLite has no FTS5 with contentless_delete (3.43); the search looks through all words', error);
    engine = createLikeEngine(database);
    isNew = await engine.prepare();
  }
  // Whatever was in another table, or in one that somebody dropped, is not in this one.
  if (isNew) await database.knex(TABLE.searchState).delete();
  return engine;
}
