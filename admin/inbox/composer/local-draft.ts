import type { DiscardDraft, DraftMark, SaveDraft } from '../../../server/api/contracts/drafts';
import type { Draft } from './draft';
import { toContent } from './draft-content';

/** What this tab knows of its draft. */
export interface LocalDraft {
  draft: Draft;
  /** The server's revision that it builds on; 0: none. */
  revision: number;
  /** Changed since that revision. */
  dirty: boolean;
  /** Of this text; null: it was not written here. */
  mark: DraftMark | null;
}

/** A text alone says nothing of its revision. */
export const toSave = ({ draft, revision, mark }: LocalDraft): SaveDraft => ({
  content: toContent(draft),
  ...knownOf({ revision, mark }),
});

export const knownOf = ({ revision, mark }: Pick<LocalDraft, 'revision' | 'mark'>): DiscardDraft =>
  mark ? { revision, mark } : { revision };
