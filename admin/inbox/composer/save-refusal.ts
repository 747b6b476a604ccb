import type { DraftDto, DraftMark } from '../../../server/api/contracts/drafts';
import { readApiError } from '../../api/api-error';
import { isEmptyDraft, type Draft } from './draft';
import { fromStored, saysTheSame } from './draft-content';
import { isEarlierOf } from './draft-mark';

export type Refusal =
  /** Another window has stored something else. */
  | { kind: 'conflict'; other: DraftDto | null }
  /** It came from the page that was here before this one, late, and is what this text was made from. */
  | { kind: 'build'; other: DraftDto }
  /** What another window has stored says the same, or nothing is left here to keep. */
  | { kind: 'take'; other: DraftDto }
  /** Sent from another window, while this one wrote on: a message of its own. */
  | { kind: 'begin-anew' }
  /** The next try to send it will be answered with the message that is there. */
  | { kind: 'leave' }
  | { kind: 'try-again' };

export function readRefusal(error: unknown, draft: Draft, inherited: DraftMark | null): Refusal {
  const { code } = readApiError(error);
  if (code === 'draft-sent') return { kind: draft.unsettled ? 'leave' : 'begin-anew' };
  if (code !== 'draft-changed') return { kind: 'try-again' };
  const other = draftIn(error);
  if (other && isEarlierOf(other.mark, inherited)) return { kind: 'build', other };
  const same = other !== null && (isEmptyDraft(draft) || saysTheSame(fromStored(other), draft));
  return same ? { kind: 'take', other } : { kind: 'conflict', other };
}

function draftIn(error: unknown): DraftDto | null {
  const { details } = error as { details?: { draft?: DraftDto | null } };
  return details?.draft ?? null;
}
