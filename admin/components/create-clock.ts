import { useSyncExternalStore } from 'react';

/** A hook for epoch milliseconds, renewed every `intervalMs`; one timer for all who use it. */
export function createClock(intervalMs: number): () => number {
  const listeners = new Set<() => void>();
  let now = Date.now();
  let timer: number | undefined;

  function subscribe(listener: () => void) {
    listeners.add(listener);
    if (timer === undefined) {
      now = Date.now();
      timer = window.setInterval(() => {
        now = Date.now();
        for (const notify of listeners) notify();
      }, intervalMs);
    }
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) {
        window.clearInterval(timer);
        timer = undefined;
      }
    };
  }
  return () => useSyncExternalStore(subscribe, () => now);
}
