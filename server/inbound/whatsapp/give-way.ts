/** How long the work lets a burst go first: its answers are due within seconds, and what they took has to be seen soon. */
export const BURST_MS = 2_000;
/** In a burst that lasts longer the two take turns, so that the journal does not grow for as long as it goes on. */
export const TURN_MS = 30;
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

interface Account {
  workedAt: number;
  /** Since when the work has had to wait again and again; null when it last began unhindered. */
  burstSince: number | null;
}

export function createGiveWay({ door, now, sleep }: Deps): GiveWay {
  const accounts = new Map<string, Account>();
  const isPressed = () => door.isBusy() || now() - door.lastAt() < REST_MS;

  async function rest({ workedAt }: Account): Promise<void> {
    while (now() < workedAt + REST_MS && isPressed()) await sleep(LOOK_EVERY_MS);
  }

  async function letGoFirst(account: Account, begun: number): Promise<void> {
    account.burstSince ??= begun;
    const until = Math.max(account.burstSince + BURST_MS, begun + TURN_MS);
    while (door.isBusy() && now() < until) await sleep(LOOK_EVERY_MS);
    if (!door.isBusy()) account.burstSince = null;
  }

  return async (accountId) => {
    const account = accounts.get(accountId) ?? { workedAt: -Infinity, burstSince: null };
    accounts.set(accountId, account);
    const begun = now();
    // Between the turns of a long burst there is no rest: there is enough for a batch.
    if (account.burstSince === null) await rest(account);
    await letGoFirst(account, begun);
    account.workedAt = now();
    return { isPressed: isPressed() };
  };
}
