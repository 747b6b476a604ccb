import { MAX_BULK, type BulkChange, type BulkResultDto } from '../../../../server/api/contracts/bulk';
import type { ConversationDto } from '../../../../server/api/contracts/inbox';
import type { Listing } from '../../../api/envelope';

export interface Progress {
  done: number;
  /** Null while it is still being found out. */
  total: number | null;
  failed: BulkResultDto['failed'];
}

interface Ways {
  /** Null: no answer. */
  change: (input: BulkChange) => Promise<BulkResultDto | null>;
  page: (cursor: string | null) => Promise<Listing<ConversationDto> | null>;
  tell: (progress: Progress) => void;
  isStopped: () => boolean;
}

/** More than anybody looks through; what is left is found by the same filters again. */
const MOST = 10_000;

/** All that the filters find, before anything is changed: closing moves conversations out of the list that is walked. */
export async function findAll({ page, isStopped, tell }: Ways): Promise<string[] | null> {
  const ids: string[] = [];
  for (let cursor: string | null = null, first = true; first || cursor !== null; first = false) {
    if (isStopped() || ids.length >= MOST) break;
    const listing: Listing<ConversationDto> | null = await page(cursor);
    if (!listing) return null;
    ids.push(...listing.items.map(({ id }) => id));
    cursor = listing.nextCursor;
    tell({ done: 0, total: null, failed: [] });
  }
  return [...new Set(ids)].slice(0, MOST);
}

/** In portions, until it is done or stopped. A portion without an answer is told as failed: nobody knows how far it got. */
export async function runBulk(ids: string[], change: BulkChange['change'], ways: Ways): Promise<Progress> {
  let progress: Progress = { done: 0, total: ids.length, failed: [] };
  ways.tell(progress);
  for (let from = 0; from < ids.length && !ways.isStopped(); from += MAX_BULK) {
    const portion = ids.slice(from, from + MAX_BULK);
    const result = await ways.change({ ids: portion, change });
    const failed = result ? result.failed : portion.map((id) => ({ id, code: 'no-answer', message: '' }));
    progress = {
      ...progress,
      done: progress.done + (result?.done.length ?? 0),
      failed: [...progress.failed, ...failed],
    };
    ways.tell(progress);
    if (!result) break;
  }
  return progress;
}
