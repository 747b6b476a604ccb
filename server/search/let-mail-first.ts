import { setTimeout as sleep } from 'node:timers/promises';
import { ACCOUNTS } from '../accounts/repository';
import type { Database } from '../database/database';
import { TABLE } from '../database/models';

/** A burst; what comes in day by day never gets there. */
const MANY = 100;
const LOOK_EVERY_MS = 500;
/** In an import of hours the two take turns. */
const LONGEST_MS = 20_000;

/**
 * Waits while much that came in is not stored yet: it shares the thread, and on SQLite the one connection, with the search,
 * and a mail that cannot be found for some seconds is there at least.
 */
export function createLetMailFirst({ knex }: Pick<Database, 'knex'>) {
  return async function letMailFirst(stopped: () => void): Promise<void> {
    for (let waited = 0; waited < LONGEST_MS && (await isMuch()); waited += LOOK_EVERY_MS) {
      await sleep(LOOK_EVERY_MS);
      stopped();
    }
  };

  /** By account, as the journal's index has it. */
  async function isMuch(): Promise<boolean> {
    const waiting = await knex({ a: ACCOUNTS })
      .join({ j: TABLE.journal }, 'j.account_document_id', 'a.document_id')
      .where('j.state', 'pending')
      .limit(1)
      .offset(MANY)
      .select('j.id');
    return waiting.length > 0;
  }
}
