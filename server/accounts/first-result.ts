import type { AccountRepository } from './repository';
import type { Supervisor } from './supervisor';

const PATIENCE_MS = 6_000;
const LOOK_EVERY_MS = 150;

interface Deps {
  accounts: AccountRepository;
  supervisor: Supervisor;
  working: boolean;
  now: () => number;
}

/**
 * After a change waits a little for the first connection, so that the answer says what is so: an account that cannot
 * connect is answered as `error`. The work goes on by itself; this only looks.
 */
export function createFirstResult({ accounts, supervisor, working, now }: Deps) {
  return async function firstResult(accountId: string): Promise<void> {
    const since = now();
    supervisor.nudge();
    if (!working) return;
    while (now() - since < PATIENCE_MS) {
      const account = await accounts.find(accountId);
      if (!account || account.paused || account.health.cause || (account.lastSuccessAt ?? 0) >= since) return;
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    }
  };
}
