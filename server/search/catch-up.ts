import { setImmediate as breathe } from 'node:timers/promises';
import { keepStanding } from '../conversations/standing';
import { CONVERSATIONS } from '../conversations/tables';
import type { Database } from '../database/database';
import { TABLE } from '../database/models';
import type { Job, NewJob } from '../jobs/types';
import { VERSION } from './document';
import type { SearchEngine } from './engine';
import { createLetMailFirst } from './let-mail-first';
import { putConversations } from './put-conversations';

export const CATCH_UP = 'search.catch-up';

/** One at a time: what two put in at once would be in twice. */
export const catchUpJob = (): NewJob => ({
  topic: CATCH_UP,
  payload: {},
  orderKey: CATCH_UP,
  dedupeKey: CATCH_UP,
  maxAttempts: 1_000_000,
});

const BATCH = 100;
/** What an integer column of PostgreSQL holds. */
const LAST_ROW = 2 ** 31 - 1;
const STANDING_BATCH = 300;

interface JournalRow {
  id: number;
  conversation_document_id: string;
  entire: number | null;
}

/** At boot: also what no journal names. */
export const catchUpAllJob = (): NewJob => ({ ...catchUpJob(), payload: { all: true }, dedupeKey: `${CATCH_UP}:all` });

/**
 * Brings the search up to the database: what the journal names, and at boot, newest first, what an earlier version or a
 * copy of the database left out. A batch a transaction, so it can be broken off anywhere and goes on where it was.
 */
export function createCatchUp(database: Database, engine: SearchEngine) {
  const letMailFirst = createLetMailFirst(database);
  return async function catchUp(job: Job, signal: AbortSignal): Promise<void> {
    const stopped = () => {
      if (signal.aborted) throw new Error('stopping');
    };
    await followJournal(stopped);
    if (job.payload.all !== true) return;
    await mendStanding(stopped);
    for (let before: number | null = LAST_ROW; before !== null;) {
      await letMailFirst(stopped);
      before = await putMissing(before);
      await followJournal(stopped);
    }
    await removeGone();
  };

  async function followJournal(stopped: () => void): Promise<void> {
    let someGone = false;
    for (let left = true; left;) {
      stopped();
      await letMailFirst(stopped);
      left = await database.transaction(async (trx) => {
        const rows = (await trx(TABLE.searchJournal).orderBy('id').limit(BATCH)) as JournalRow[];
        if (rows.length === 0) return false;
        const entire = new Set(rows.filter((row) => row.entire === 1).map((row) => row.conversation_document_id));
        const named = [...new Set(rows.map((row) => row.conversation_document_id))];
        someGone ||= (await putConversations(engine, trx, named, entire)) < named.length;
        await trx(TABLE.searchJournal)
          .whereIn(
            'id',
            rows.map(({ id }) => id)
          )
          .delete();
        return true;
      });
      await breathe();
    }
    if (someGone) await removeGone();
  }

  /** Conversations of a version that did not keep yet what the list filters by. */
  async function mendStanding(stopped: () => void): Promise<void> {
    for (let left = true; left;) {
      stopped();
      left = await database.transaction(async (trx) => {
        const ids = (await trx(CONVERSATIONS)
          .whereNull('last_inbound_id')
          .limit(STANDING_BATCH)
          .pluck('document_id')) as string[];
        await keepStanding(trx, ids);
        return ids.length > 0;
      });
      await breathe();
    }
  }

  /** Answers below which row to go on; null when none is left. */
  async function putMissing(before: number): Promise<number | null> {
    const rows = await database.transaction(async (trx) => {
      const missing = (await trx({ c: CONVERSATIONS })
        .leftJoin({ s: TABLE.searchState }, (join) =>
          join.on('s.conversation_id', 'c.id').andOnVal('s.version', VERSION)
        )
        .whereNull('s.id')
        .where('c.id', '<', before)
        .orderBy('c.id', 'desc')
        .limit(BATCH)
        .select('c.id', 'c.document_id')) as { id: number; document_id: string }[];
      await putConversations(
        engine,
        trx,
        missing.map((row) => row.document_id)
      );
      return missing;
    });
    return rows.at(-1)?.id ?? null;
  }

  /** Deleted conversations, and those that became part of another. */
  async function removeGone(): Promise<void> {
    for (let left = true; left;) {
      left = await database.transaction(async (trx) => {
        const gone = (await trx({ s: TABLE.searchState })
          .leftJoin({ c: CONVERSATIONS }, 'c.id', 's.conversation_id')
          .whereNull('c.id')
          .limit(BATCH)
          .pluck('s.conversation_id')) as number[];
        if (gone.length === 0) return false;
        await engine.remove(trx, gone);
        await trx(TABLE.searchState).whereIn('conversation_id', gone).delete();
        return true;
      });
    }
  }
}
