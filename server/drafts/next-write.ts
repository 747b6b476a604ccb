import type { DiscardDraft, DraftMark } from '../api/contracts/drafts';

/** What a writer knows of what is stored, and which text of which page this one is. */
export type Known = DiscardDraft;

export interface Standing {
  revision: number;
  mark: DraftMark | null;
  /** By the contract of this version. */
  readable: boolean;
}

/**
 * What becomes of a stored draft when a change of it arrives. A page that closes during a save does not learn the revision
 * of that save, and its two requests may overtake each other: so texts of one page follow each other by their step. `keep`:
 * this one, or a later one of the same page, is there.
 */
export function nextWrite(stored: Standing, { revision, mark }: Known): 'replace' | 'keep' | 'refuse' {
  if (mark && stored.mark?.page === mark.page) {
    if (stored.mark.step < mark.step || stored.revision === revision) return 'replace';
    return 'keep';
  }
  if (stored.revision === revision) return 'replace';
  // Its writer was shown an empty editor, and nothing else could ever take its place.
  return revision === 0 && !stored.readable ? 'replace' : 'refuse';
}
