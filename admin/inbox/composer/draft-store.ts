import { PLUGIN_ID } from '../../plugin-id';
import { newDraft, type Draft } from './draft';

/** By person, since two may use one browser; for the tab only, since a draft holds what a customer wrote. */
const keyOf = (userId: number | string, conversationId: string) => `${PLUGIN_ID}.draft.${userId}.${conversationId}`;

const isDraft = (value: unknown): value is Partial<Draft> => typeof value === 'object' && value !== null;

export function readDraft(userId: number | string, conversationId: string): Draft {
  const key = keyOf(userId, conversationId);
  const stored = sessionStorage.getItem(key);
  if (stored === null) return newDraft();
  try {
    const value: unknown = JSON.parse(stored);
    return isDraft(value) ? { ...newDraft(), ...value } : newDraft();
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    sessionStorage.removeItem(key);
    return newDraft();
  }
}

/** False when the browser has no room or forbids it: the draft then lives as long as the page. */
export function writeDraft(userId: number | string, conversationId: string, draft: Draft): boolean {
  try {
    sessionStorage.setItem(keyOf(userId, conversationId), JSON.stringify(draft));
    return true;
  } catch (error) {
    if (error instanceof DOMException) return false;
    throw error;
  }
}

export const clearDraft = (userId: number | string, conversationId: string): void =>
  sessionStorage.removeItem(keyOf(userId, conversationId));
