import type { DraftMark } from '../../../server/api/contracts/drafts';
import { PLUGIN_ID } from '../../plugin-id';
import { isEmptyDraft, newDraft, type Draft } from './draft';
import type { LocalDraft } from './local-draft';

/** By person, since two may use one browser; for the tab only, since a draft holds what a customer wrote. */
const keyOf = (userId: number | string, conversationId: string) => `${PLUGIN_ID}.draft.${userId}.${conversationId}`;

interface Kept {
  draft?: Partial<Draft>;
  revision?: number;
  dirty?: boolean;
  mark?: DraftMark | null;
}

const isKept = (value: unknown): value is Kept => typeof value === 'object' && value !== null;

const nothing = (): LocalDraft => ({ draft: newDraft(), revision: 0, dirty: false, mark: null });

export function readLocalDraft(userId: number | string, conversationId: string): LocalDraft {
  const key = keyOf(userId, conversationId);
  const stored = sessionStorage.getItem(key);
  if (stored === null) return nothing();
  try {
    const value: unknown = JSON.parse(stored);
    if (!isKept(value)) return nothing();
    return {
      draft: { ...newDraft(), ...value.draft },
      revision: value.revision ?? 0,
      dirty: value.dirty ?? false,
      mark: value.mark ?? null,
    };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    sessionStorage.removeItem(key);
    return nothing();
  }
}

/** False when the browser has no room or forbids it: until the server has the draft, it lives as long as the page. */
export function keepLocalDraft(userId: number | string, conversationId: string, local: LocalDraft): boolean {
  const key = keyOf(userId, conversationId);
  try {
    if (isEmptyDraft(local.draft) && !local.draft.unsettled && local.revision === 0) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, JSON.stringify(local));
    return true;
  } catch (error) {
    if (error instanceof DOMException) return false;
    throw error;
  }
}
