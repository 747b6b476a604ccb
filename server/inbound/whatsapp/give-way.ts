/** How long work waits for the door at most: what was taken has to be seen soon, however much more comes. */
export const MOST_MS = 150;
/** While webhooks come one after the other, one batch for several of them costs less than a batch for each. */
export const REST_MS = 150;
const LOOK_EVERY_MS = 5;

/**
 * Before each batch of an account: lets acknowledgements go first, which share the thread and, on SQLite, the one
 * connection with it. Resolves with whether webhooks are coming just now, when a batch should be a short one.
 */
export type GiveWay = (accountId: string) => Promise<{ isPressed: boolean }>;

interface Deps {
  door: {
    /** Does a webhook wait to be acknowledged? */
    isBusy(): boolean;
    /** When the last one came, by `now`; -Infinity before the first. */
    lastAt(): number;
  };
  /** Milliseconds of a clock that only goes forward. */
  now(): number;
  sleep(ms: number): Promise<void>;
}

export function createGiveWay({ door, now, sleep }: Deps): GiveWay {
  const workedAt = new Map<string, number>();
  const isPressed = () => door.isBusy() || now() - door.lastAt() < REST_MS;
  return async (accountId) => {
    const begun = now();
    const rested = (workedAt.get(accountId) ?? -Infinity) + REST_MS;
    const mustWait = () => door.isBusy() || (now() < rested && isPressed());
    while (mustWait() && now() - begun < MOST_MS) await sleep(LOOK_EVERY_MS);
    workedAt.set(accountId, now());
    return { isPressed: isPressed() };
  };
}
