import type { Database } from '../database/database';
import { TABLE } from '../database/models';

export interface ChangeRow {
  id: number;
  accountId: string;
  conversationId: string;
}

export interface ChangeReader {
  /** Rows that became visible since the last call. The first call answers those of the last seconds. */
  next(now: number): Promise<ChangeRow[]>;
  /** Nobody listens: the next call is a first one again, instead of reading all that happened meanwhile. */
  forget(): void;
  /** Up to this id no row can turn up any more: a safe place to go on from. */
  readonly settled: number;
}

/** How long a transaction may hold on to an id that it has drawn before we stop waiting for its row. */
const SETTLE_MS = 5_000;
/** More ids than this are not missing, they were skipped: by a sequence that was moved, or rows that were deleted. */
const MOST_MISSING = 2_000;
const PAGE = 1_000;

/**
 * Follows the table of changes by its ids, one small query at a time however many listen. Two transactions may commit
 * their rows in another order than their ids, so an id that was jumped over is asked for again until it turns up or
 * `SETTLE_MS` have passed (a rolled back transaction leaves a gap for ever).
 */
export function createChangeReader(database: Database): ChangeReader {
  let newest: number | null = null;
  const missing = new Map<number, number>();

  const settled = () => Math.max(0, Math.min(newest ?? 0, ...[...missing.keys()].map((id) => id - 1)));

  const read = async (after: number) =>
    (await database
      .knex(TABLE.change)
      .select({ id: 'id', accountId: 'account_document_id', conversationId: 'conversation_document_id' })
      .where((at) => {
        void at.where('id', '>', after);
        if (missing.size > 0) void at.orWhereIn('id', [...missing.keys()]);
      })
      .orderBy('id')
      .limit(PAGE)) as ChangeRow[];

  /** Older ids than this one have their rows, or never will. */
  const beginning = async (now: number) => {
    const row = (await database
      .knex(TABLE.change)
      .where('at', '<', now - SETTLE_MS)
      .max({ id: 'id' })
      .first()) as { id: number | null } | undefined;
    return row?.id ?? 0;
  };

  return {
    get settled() {
      return settled();
    },
    forget() {
      newest = null;
      missing.clear();
    },
    async next(now) {
      let position = newest ?? (await beginning(now));
      for (const [id, since] of missing) if (now - since >= SETTLE_MS) missing.delete(id);
      const all: ChangeRow[] = [];
      for (let page: ChangeRow[] | null = null; page === null || page.length === PAGE;) {
        page = await read(position);
        for (const { id } of page) {
          missing.delete(id);
          if (id <= position) continue;
          for (let gap = Math.max(position + 1, id - MOST_MISSING); gap < id; gap += 1) missing.set(gap, now);
          position = id;
        }
        all.push(...page);
      }
      newest = position;
      return all;
    },
  };
}
