import type { DiscardDraft, SaveDraft } from '../../../server/api/contracts/drafts';
import { isEmptyDraft } from './draft';
import { knownOf, toSave, type LocalDraft } from './local-draft';

/** What the server does not have yet. */
export type Unsaved = { do: 'save'; draft: SaveDraft } | { do: 'discard'; known: DiscardDraft };

/**
 * What is on its way counts too: a closing page may take the request with it. The server knows by the mark that it follows
 * that request, or has overtaken it.
 */
export function leavingDraft(
  local: LocalDraft,
  { isStoring, mayBeStored }: { isStoring: boolean; mayBeStored: boolean }
): Unsaved | null {
  if (!local.dirty && !isStoring) return null;
  if (!isEmptyDraft(local.draft) || local.draft.unsettled) return { do: 'save', draft: toSave(local) };
  // Should this overtake the save that is on its way, the text is there again: too much is better than too little.
  return local.revision > 0 || mayBeStored ? { do: 'discard', known: knownOf(local) } : null;
}
