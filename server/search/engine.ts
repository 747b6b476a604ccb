import type { Knex } from 'knex';
import type { Term } from './words';

/** Pieces of a conversation that belong into the search from `from` on; later ones that it had before go. */
export interface Pieces {
  /** Row number of the conversation. */
  conversationId: number;
  from: number;
  words: string[];
}

/**
 * Where words are looked up. It knows neither messages nor people, and decides nothing about who may see what: it
 * answers numbers of conversations, which the list then filters within a scope.
 */
export interface SearchEngine {
  readonly name: 'fts5' | 'tsvector' | 'like';
  /** Makes its tables where they are missing. True: they are new, and empty. */
  prepare(): Promise<boolean>;
  put(trx: Knex, pieces: Pieces[]): Promise<void>;
  remove(trx: Knex, conversationIds: number[]): Promise<void>;
  /** Conversations in which all terms are found; a sub-select with one column `id`. */
  conversations(terms: Term[]): Knex.QueryBuilder;
}

export const MAX_PIECES = 4_096;
