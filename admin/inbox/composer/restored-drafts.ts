import { useSyncExternalStore } from 'react';

const counts = new Map<string, number>();
const listeners = new Set<() => void>();

/** The server has made a draft of what was taken back: the composer begins anew with it. */
export function draftRestored(conversationId: string): void {
  counts.set(conversationId, (counts.get(conversationId) ?? 0) + 1);
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

/** Grows each time. */
export const useRestoredDrafts = (conversationId: string): number =>
  useSyncExternalStore(subscribe, () => counts.get(conversationId) ?? 0);
