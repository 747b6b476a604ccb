import { SETTLE_MS } from './save-pace';

/** When a draft is saved: one save at a time, after a pause, and never behind what is being sent. */
export interface SaveRunner {
  /** At once, or with the save that is on its way. */
  run(): void;
  plan(ms: number): void;
  isRunning(): boolean;
  /** Nothing begins by itself any more. `false`: what was on its way could not be waited for. */
  hold(): Promise<boolean>;
  release(): void;
  /** Resolves when nothing is on its way. */
  stop(): Promise<void>;
}

/** `next` says how long after one save another one is due; null: none is. */
export function createSaveRunner(save: () => Promise<void>, next: () => number | null): SaveRunner {
  let running: Promise<void> | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let held = false;

  const plan = (ms: number): void => {
    clearTimeout(timer);
    if (!held) timer = setTimeout(run, ms);
  };
  const run = (): void => {
    clearTimeout(timer);
    running ??= save().finally(() => {
      running = null;
      const ms = next();
      if (ms !== null) plan(ms);
    });
  };
  return {
    run,
    plan,
    isRunning: () => running !== null,
    async hold() {
      held = true;
      clearTimeout(timer);
      // The server knows a late save of what was sent; waiting longer would only hold up the answer.
      await Promise.race([running, new Promise((resolve) => setTimeout(resolve, SETTLE_MS))]);
      clearTimeout(timer);
      return running === null;
    },
    release() {
      held = false;
    },
    async stop() {
      held = true;
      clearTimeout(timer);
      await running;
    },
  };
}
