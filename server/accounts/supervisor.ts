import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import { LeaseLost, type ChannelSession, type FolderNotice, type SessionEvents } from '../channels/channel';
import { StorageFullError } from '../files/file-store';
import type { Logger } from '../hosts/logger';
import type { Lease, LeaseTable } from '../jobs/lease';
import { accountLease, isDue, type Account } from './account';
import type { HealthRecorder } from './health-recorder';
import type { AccountRepository } from './repository';
import { Trouble } from './trouble';

/** A process that died is followed after this long, one that stopped in order at once. */
const TTL_MS = 8_000;
/** Without a renewal for this long a session is ended, well before another process may take the account. */
const SELF_FENCE_MS = 5_000;
const HEALTH_EVERY_MS = 5_000;

interface Running {
  lease: Lease;
  revision: number;
  session: ChannelSession | null;
  abort: AbortController;
  done: Promise<void>;
  renewedAt: number;
  wokenFor: number;
}

interface Deps {
  accounts: AccountRepository;
  leases: LeaseTable;
  openSession: (account: Account, lease: Lease, events: SessionEvents) => Promise<ChannelSession>;
  health: HealthRecorder;
  /** Work that a former owner may have left. */
  onOwned: (account: Account) => Promise<void>;
  logger: Logger;
  now: () => number;
}

/**
 * Runs one session for each account that this process owns by its lease, and stops it when the lease, the account or its
 * settings go. `tick` is called every two seconds by the host's cron.
 */
export interface Supervisor {
  tick(): Promise<void>;
  /** Looks again now: an account was made, changed, resumed or asked to sync. */
  nudge(): void;
  stop(): Promise<void>;
}

export function createSupervisor(deps: Deps): Supervisor {
  const { accounts, leases, openSession, health, onOwned, logger, now } = deps;
  const owner = `${hostname()}:${process.pid}:${randomBytes(4).toString('hex')}`;
  const running = new Map<string, Running>();
  let ticking: Promise<void> | null = null;
  let again = false;
  let stopping = false;

  const monotonic = () => performance.now();

  async function pass(): Promise<void> {
    const all = await accounts.list();
    const byId = new Map(all.map((account) => [account.id, account]));
    for (const [id, entry] of running) {
      const account = byId.get(id);
      if (!account || account.paused || account.revision !== entry.revision) entry.abort.abort();
      else await keep(account, entry);
    }
    for (const account of all) {
      if (!stopping && !running.has(account.id) && isDue(account, now())) await tryStart(account);
    }
  }

  async function keep(account: Account, entry: Running): Promise<void> {
    try {
      if (!(await leases.renew(entry.lease, TTL_MS))) throw new LeaseLost();
      entry.renewedAt = monotonic();
    } catch (error) {
      if (error instanceof LeaseLost || monotonic() - entry.renewedAt > SELF_FENCE_MS) {
        logger.warn(`account ${account.id}: this process gives it up`, error);
        entry.abort.abort();
        return;
      }
      logger.warn(`account ${account.id}: its lease was not renewed`, error);
    }
    if (account.syncRequestedAt !== null && account.syncRequestedAt > entry.wokenFor) {
      entry.wokenFor = account.syncRequestedAt;
      entry.session?.wake();
    }
  }

  async function tryStart(account: Account): Promise<void> {
    const lease = await leases.acquire(accountLease(account.id), owner, TTL_MS);
    if (!lease) return;
    const entry: Running = {
      lease,
      revision: account.revision,
      session: null,
      abort: new AbortController(),
      done: Promise.resolve(),
      renewedAt: monotonic(),
      wokenFor: account.syncRequestedAt ?? 0,
    };
    running.set(account.id, entry);
    entry.done = live(account, entry)
      .catch((error: unknown) => logger.error(`account ${account.id}: what happened could not be stored`, error))
      .finally(() => running.delete(account.id));
  }

  async function live(account: Account, entry: Running): Promise<void> {
    let reportedAt = -Infinity;
    const beganAt = now();
    const onInStep = () => {
      if (monotonic() - reportedAt < HEALTH_EVERY_MS) return;
      reportedAt = monotonic();
      health
        .inStep(account.id, entry.revision, beganAt)
        .catch((error: unknown) => logger.warn(`account ${account.id}: its health could not be stored`, error));
    };
    let told = '';
    const onFolders = (notices: FolderNotice[]) => {
      const seen = JSON.stringify(notices);
      if (seen === told) return;
      told = seen;
      health.folders(account.id, entry.revision, notices).catch((error: unknown) => {
        told = '';
        logger.warn(`account ${account.id}: what became of its folders could not be stored`, error);
      });
    };
    // A frozen process wakes with timers overdue: the session must end before it writes for an account it has lost.
    const fence = setInterval(() => {
      if (monotonic() - entry.renewedAt > SELF_FENCE_MS) entry.abort.abort();
    }, 1_000);
    try {
      await onOwned(account);
      entry.session = await openSession(account, entry.lease, { onInStep, onFolders });
      await entry.session.run(entry.abort.signal);
    } catch (error) {
      await report(account, entry, error);
    } finally {
      clearInterval(fence);
      await leases
        .release(entry.lease)
        .catch((error: unknown) => logger.warn(`account ${account.id}: its lease was not released`, error));
    }
  }

  async function report(account: Account, entry: Running, error: unknown): Promise<void> {
    if (error instanceof LeaseLost || entry.abort.signal.aborted) return;
    const trouble = asTrouble(error);
    if (trouble.code === 'internal-error')
      logger.error(`account ${account.id}: unexpected failure${trouble.detail ? ` (${trouble.detail})` : ''}`, error);
    else logger.info(`account ${account.id}: ${trouble.code}${trouble.detail ? ` (${trouble.detail})` : ''}`);
    await health.trouble(account.id, entry.revision, trouble);
  }

  async function tick(): Promise<void> {
    if (stopping) return;
    if (ticking) {
      again = true;
      return ticking;
    }
    ticking = (async () => {
      do {
        again = false;
        await pass();
      } while (again && !stopping);
    })().finally(() => {
      ticking = null;
    });
    return ticking;
  }

  return {
    tick,
    nudge() {
      tick().catch((error: unknown) => logger.warn('accounts could not be looked at', error));
    },
    async stop() {
      stopping = true;
      await ticking?.catch(() => undefined);
      for (const entry of running.values()) entry.abort.abort();
      await Promise.all([...running.values()].map((entry) => entry.done));
    },
  };
}

function asTrouble(error: unknown): Trouble {
  if (error instanceof Trouble) return error;
  if (error instanceof StorageFullError) return new Trouble('storage-full');
  return new Trouble('internal-error', error instanceof Error ? error.name : undefined);
}
