import type { Dispatcher } from './types';

/**
 * Wakes the drain when this process rang, and otherwise every `sweepMs`: a ring of another process, or one lost with
 * its process, costs one sweep at most. The loop runs in an async context of its own, so a ring from inside a host's
 * transaction cannot pull the workers into that transaction.
 */
export function createDatabaseDispatcher(sweepMs: number): Dispatcher {
  let wake: () => void = () => undefined;
  let rung = false;
  let stopping = false;
  let loop: Promise<void> = Promise.resolve();

  const pause = () =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, sweepMs);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
      if (rung || stopping) wake();
    });

  return {
    ring() {
      rung = true;
      wake();
    },
    start(drain) {
      stopping = false;
      loop = (async () => {
        while (!stopping) {
          rung = false;
          await drain();
          if (!stopping) await pause();
        }
      })();
    },
    async stop() {
      stopping = true;
      wake();
      await loop;
    },
  };
}
