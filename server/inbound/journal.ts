import type { Knex } from 'knex';
import type { FolderRole } from '../channels/mail-channel';
import { clip, toNumber } from '../database/columns';
import type { Database } from '../database/database';
import { TABLE } from '../database/models';

export interface JournalEntry {
  id: number;
  documentId: string;
  externalKey: string;
  role: FolderRole;
  backfill: boolean;
  /** Empty where the row itself holds the `body`. */
  rawKey: string;
  body?: string | null;
  size: number;
  receivedAt: number;
  attempts: number;
}

/** What became of an entry. `received = stored + duplicate + ignored + quarantined + pending`, always. */
export type JournalResult =
  /** `filesUnused`: stored without the files that the mail had come apart into. */
  | { state: 'stored'; messageId: string; filesUnused?: true }
  | { state: 'duplicate'; messageId: string }
  | { state: 'ignored'; reason: string }
  | { state: 'quarantined'; reason: string; detail: string };

/** Reason of an `ignored` entry: its mail belongs to a conversation that somebody deleted here. */
export const DELETED_HERE = 'deleted-here';

export interface Journal {
  /** The next entries to work, live ones before those of the first import, or one that was tried before. Counts the try. */
  take(accountId: string, limit: number, after: number[]): Promise<JournalEntry[]>;
  /** Takes the counted attempt back: the entries were not to blame. */
  giveBack(ids: number[]): Promise<void>;
  settle(trx: Knex, results: Map<number, JournalResult>, now: number): Promise<void>;
}

interface Row {
  id: number;
  document_id: string;
  external_key: string;
  role: FolderRole;
  backfill: number;
  raw_key: string | null;
  body?: string | null;
  size: number;
  received_at: unknown;
  attempts: number;
}

/** From this many tries on an entry is worked alone, when nothing else is left. */
export const SUSPECT_TRIES = 2;

export function createJournal(database: Database): Journal {
  return {
    async take(accountId, limit, taken) {
      const pending = () => {
        const query = database.knex(TABLE.journal).where({ account_document_id: accountId, state: 'pending' });
        return taken.length > 0 ? query.whereNotIn('id', taken) : query;
      };
      let rows = (await pending()
        .where('attempts', '<', SUSPECT_TRIES)
        .orderBy([{ column: 'backfill' }, { column: 'id' }])
        .limit(limit)) as Row[];
      if (rows.length === 0) {
        // What was tried before goes alone, so that of a batch that took the process down only the guilty mail is blamed,
        // and after all others, the least tried first: where something else ends the process again and again, the
        // blame is spread and no mail is put aside for it.
        rows = (await pending()
          .orderBy([{ column: 'attempts' }, { column: 'backfill' }, { column: 'id' }])
          .limit(1)) as Row[];
      }
      if (rows.length === 0) return [];
      await database
        .knex(TABLE.journal)
        .whereIn(
          'id',
          rows.map((row) => row.id)
        )
        .update({ attempts: database.knex.raw('attempts + 1') });
      return rows.map((row) => ({
        id: row.id,
        documentId: row.document_id,
        externalKey: row.external_key,
        role: row.role,
        backfill: row.backfill === 1,
        rawKey: row.raw_key ?? '',
        body: row.body ?? null,
        size: row.size,
        receivedAt: toNumber(row.received_at),
        attempts: row.attempts + 1,
      }));
    },

    async giveBack(ids) {
      await database
        .knex(TABLE.journal)
        .where({ state: 'pending' })
        .whereIn('id', ids)
        .update({ attempts: database.knex.raw('attempts - 1') });
    },

    async settle(trx, results, now) {
      // One statement for all that ended alike, since a batch has dozens of entries and PostgreSQL a round trip each.
      const withMessage = new Map<'stored' | 'duplicate', [number, string][]>();
      for (const [id, result] of results) {
        if (result.state === 'stored' || result.state === 'duplicate') {
          const list = withMessage.get(result.state) ?? [];
          list.push([id, result.messageId]);
          withMessage.set(result.state, list);
        } else {
          await trx(TABLE.journal)
            .where({ id, state: 'pending' })
            .update({
              state: result.state,
              reason: result.reason,
              detail: 'detail' in result ? clip(result.detail, 2000) : null,
              // Nothing of an ignored mail is kept; whoever settles it removes the file.
              ...(result.state === 'ignored' ? { raw_key: null, body: null } : {}),
              done_at: now,
            });
        }
      }
      for (const [state, pairs] of withMessage) {
        const cases = pairs.map(() => 'when ? then ?').join(' ');
        await trx(TABLE.journal)
          .where({ state: 'pending' })
          .whereIn(
            'id',
            pairs.map(([id]) => id)
          )
          .update({
            state,
            reason: null,
            detail: null,
            done_at: now,
            message_document_id: trx.raw(`case id ${cases} end`, pairs.flat()),
          });
      }
    },
  };
}
