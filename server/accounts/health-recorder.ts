import type { Database } from '../database/database';
import type { HostEvents } from '../hosts/events';
import type { FolderNotice } from '../channels/channel';
import { isDue } from './account';
import { recordNotices } from './folder-choice';
import { afterSuccess, afterTrouble } from './health';
import type { AccountRepository } from './repository';
import { TROUBLE, type Trouble } from './trouble';

/** The one writer of an account's health. A result of settings that have changed meanwhile (`revision`) is dropped. */
export interface HealthRecorder {
  /** `since`: when the session that is in step logged in. A login from before a refusal proves nothing against it. */
  inStep(accountId: string, revision: number, since: number): Promise<void>;
  trouble(accountId: string, revision: number, trouble: Trouble): Promise<void>;
  /** Which chosen folders are not followed, each with the time since when. */
  folders(accountId: string, revision: number, notices: FolderNotice[]): Promise<void>;
}

interface Deps {
  database: Database;
  accounts: AccountRepository;
  events: HostEvents;
  now: () => number;
}

export function createHealthRecorder({ database, accounts, events, now }: Deps): HealthRecorder {
  return {
    inStep: (accountId, revision, since) =>
      database.transaction(async (trx) => {
        const account = await accounts.lock(trx, accountId);
        if (!account || account.revision !== revision) return;
        const { cause } = account.health;
        const refused = cause !== null && TROUBLE[cause.code].class === 'refused' && cause.since >= since;
        const health = refused ? account.health : afterSuccess();
        await accounts.setHealth(trx, account, health, { lastSuccessAt: now() });
      }),

    trouble: (accountId, revision, trouble) =>
      database.transaction(async (trx, afterCommit) => {
        const account = await accounts.lock(trx, accountId);
        if (!account || account.revision !== revision) return;
        // Two things may fail at once (a poll and a send): the second refusal of one wrong password must not be lost
        // in a state that says nothing, nor wipe out a stop that waits for a person.
        const at = now();
        const stopped = account.health.cause !== null && account.health.nextTryAt === null;
        if (stopped && trouble.class !== 'refused') return;
        const health = afterTrouble(account.health, trouble.code, at, trouble.retryAfterMs);
        await accounts.setHealth(trx, account, health);
        if (account.health.cause === null && !account.paused && !isDue({ paused: false, health }, at)) {
          afterCommit(() => events.accountError(accountId));
        }
      }),

    folders: (accountId, revision, notices) =>
      database.transaction(async (trx) => {
        const account = await accounts.lock(trx, accountId);
        if (!account || account.revision !== revision) return;
        const folderNotices = recordNotices(account.folderNotices, notices, now());
        await accounts.update(trx, accountId, { folderNotices }, now());
      }),
  };
}
