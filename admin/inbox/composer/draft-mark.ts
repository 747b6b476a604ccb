import type { DraftMark } from '../../../server/api/contracts/drafts';
import { newKey } from './draft';

/**
 * Made with the page and kept nowhere: a tab that is duplicated takes what was stored along, and would write in the name
 * of the other one.
 */
const page = newKey();
let step = 0;

/** Of each text that differs from the one before, over all composers of this page. */
export const nextMark = (): DraftMark => ({ page, step: (step += 1) });

/** What this text was made from, or this text itself. */
export const isEarlierOf = (stored: DraftMark | null, mine: DraftMark | null): boolean =>
  stored !== null && mine !== null && stored.page === mine.page && stored.step <= mine.step;
