import type { DraftDto, DraftMark } from '../../../server/api/contracts/drafts';
import { isEmptyDraft } from './draft';
import { fromStored, saysTheSame } from './draft-content';
import { isEarlierOf } from './draft-mark';
import type { LocalDraft } from './local-draft';

/**
 * What the server has, beside what this tab had kept. `take`: the server's is the draft; `build`: this one follows it;
 * `drop`: it was sent or thrown away elsewhere; `same`: nothing to do.
 */
export type Meeting = 'take' | 'build' | 'drop' | 'same' | 'conflict';

export function meetStored(local: LocalDraft, stored: DraftDto | null, inherited: DraftMark | null): Meeting {
  const { draft, revision, dirty } = local;
  const same = stored !== null && saysTheSame(fromStored(stored), draft);
  if (!dirty) {
    if (stored) return stored.revision === revision && same ? 'same' : 'take';
    // What a lost answer leaves behind is for the next try to tell.
    return revision > 0 && !draft.unsettled ? 'drop' : 'same';
  }
  // A page that was closed during a save did not learn what became of it.
  if (!stored || stored.revision === revision || isEarlierOf(stored.mark, inherited)) return 'build';
  return isEmptyDraft(draft) || same ? 'take' : 'conflict';
}
