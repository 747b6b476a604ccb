import { useSyncExternalStore } from 'react';

let live = false;
const listeners = new Set<() => void>();

export function setLive(now: boolean): void {
  if (live === now) return;
  live = now;
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

/** Whether the server tells of changes by itself. */
export const useLive = (): boolean => useSyncExternalStore(subscribe, () => live);
