import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { createFlushWal } from './flush-wal';

export type Dialect = 'sqlite' | 'postgres' | 'mysql';

export interface Database {
  readonly knex: Knex;
  readonly dialect: Dialect;
  /**
   * What `run` commits has reached the disk when this resolves, also on SQLite, where we let a commit return before that
   * (`synchronous = NORMAL`). Needed where a forgotten commit would let something happen twice. Not in a transaction.
   */
  durably<T>(run: () => Promise<T>): Promise<T>;
  /** Resolves when all that was committed before has reached the disk, without holding the connection. Not in a transaction. */
  flushed(): Promise<void>;
  /**
   * Joins the caller's Strapi transaction if there is one. All queries inside take `trx`: on SQLite the pool has one
   * connection, and a query without it would wait for the transaction that waits for it.
   */
  transaction<T>(run: (trx: Knex.Transaction, afterCommit: (callback: () => void) => void) => Promise<T>): Promise<T>;
}

const DIALECTS: Record<string, Dialect> = {
  sqlite: 'sqlite',
  'better-sqlite3': 'sqlite',
  postgres: 'postgres',
  mysql: 'mysql',
  mysql2: 'mysql',
};

export function createDatabase(strapi: Core.Strapi): Database {
  const dialect = DIALECTS[strapi.db.dialect.client];
  if (!dialect) throw new Error(`Conversations does not know the database '${strapi.db.dialect.client}'`);
  let turn: Promise<unknown> = Promise.resolve();
  async function fullySynced<T>(run: () => Promise<T>): Promise<T> {
    const knex = strapi.db.connection;
    const [before] = (await knex.raw('PRAGMA synchronous')) as { synchronous: number }[];
    await knex.raw('PRAGMA synchronous = FULL');
    try {
      return await run();
    } finally {
      await knex.raw(`PRAGMA synchronous = ${Number(before?.synchronous ?? 2)}`);
    }
  }

  const flushWal = createFlushWal(() => strapi.db.connection);

  return {
    get knex() {
      return strapi.db.connection;
    },
    dialect,
    durably(run) {
      if (dialect !== 'sqlite') return run();
      // One at a time: a second one would read, and later restore, the mode that the first had set.
      const mine = turn.then(() => fullySynced(run));
      turn = mine.catch(() => undefined);
      return mine;
    },
    flushed: () => (dialect === 'sqlite' ? flushWal() : Promise.resolve()),
    transaction: (run) => strapi.db.transaction(({ trx, onCommit }) => run(trx, onCommit)) as ReturnType<typeof run>,
  };
}
