import { SUSPECT_TRIES, type Journal, type JournalEntry } from './journal';
import type { Preparer, ReadyMail } from './prepare';

const BATCH = 100;
/** Batches being parsed while one is stored: with a single one the parsers would wait for each look into the journal. */
const AHEAD = 2;

interface Batch {
  entries: JournalEntry[];
  isSuspect: boolean;
  mails: Promise<ReadyMail[]> | null;
}

/** Takes entries of one account's journal and has them parsed before their turn. Not for concurrent calls. */
export interface ParseAhead {
  /** As many batches as one turn may have were taken: what is left is for the next one. */
  readonly isSpent: boolean;
  /** Takes entries until enough batches are on their way. */
  fill(): Promise<void>;
  /** The next batch in the journal's order, null when there is none. */
  next(): Promise<ReadyMail[] | null>;
  /** The batch that `next` gave out is done with. */
  done(): void;
  /** Everything taken and not done goes back, its try uncounted: not to blame for what ends this work. */
  giveBack(): Promise<void>;
}

export function createParseAhead(
  journal: Journal,
  preparer: Preparer,
  accountId: string,
  batchesATurn: number
): ParseAhead {
  const ahead: Batch[] = [];
  let current: Batch | null = null;
  let batches = 0;

  const begin = (entries: JournalEntry[]) => {
    const mails = preparer.prepare(entries);
    // Looked at when its turn comes; until then it must not count as unhandled.
    mails.catch(() => undefined);
    return mails;
  };

  return {
    get isSpent() {
      return batches >= batchesATurn;
    },
    async fill() {
      while (
        batches < batchesATurn &&
        ahead.length < AHEAD &&
        !current?.isSuspect &&
        !ahead.some((batch) => batch.isSuspect)
      ) {
        const taken = [...ahead, ...(current ? [current] : [])].flatMap((batch) => batch.entries);
        const entries = await journal.take(
          accountId,
          BATCH,
          taken.map((entry) => entry.id)
        );
        if (entries.length === 0) return;
        batches += 1;
        // Parsed when all before it is stored and nothing beside it: should it end the process, only it is counted.
        const isSuspect = entries.some((entry) => entry.attempts > SUSPECT_TRIES);
        ahead.push({ entries, isSuspect, mails: isSuspect ? null : begin(entries) });
      }
    },
    async next() {
      current = ahead.shift() ?? null;
      if (!current) return null;
      current.mails ??= begin(current.entries);
      return current.mails;
    },
    done() {
      current = null;
    },
    async giveBack() {
      const waiting = ahead.splice(0);
      const ids = [...(current ? [current] : []), ...waiting].flatMap(({ entries }) =>
        entries.map((entry) => entry.id)
      );
      current = null;
      // Not the files of the batch in hand: part of it may be stored, or all of it by a commit that was not answered.
      const prepared = await Promise.allSettled(waiting.flatMap(({ mails }) => (mails ? [mails] : [])));
      for (const result of prepared) if (result.status === 'fulfilled') await preparer.discard(result.value);
      if (ids.length > 0) await journal.giveBack(ids);
    },
  };
}
