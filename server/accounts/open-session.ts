import type { ChannelSession, SessionEvents } from '../channels/channel';
import type { ChannelDirectory } from '../channels/directory';
import type { Database } from '../database/database';
import type { FileStore } from '../files/file-store';
import { createIntake } from '../inbound/intake';
import type { Lease, LeaseTable } from '../jobs/lease';
import type { JobQueue } from '../jobs/types';
import { isMailAccount, type Account, type MailAccount } from './account';
import { chosenSince } from './folder-choice';
import { createNumberRecorder } from './number-recorder';
import type { AccountRepository } from './repository';

const DAY_MS = 24 * 3600_000;

interface Deps {
  database: Database;
  accounts: AccountRepository;
  channels: ChannelDirectory;
  leases: LeaseTable;
  queue: JobQueue;
  files: FileStore;
  now: () => number;
}

/** Opens what an account's kind keeps open while a process owns it. */
export function createOpenSession({ database, accounts, channels, leases, queue, files, now }: Deps) {
  return async (account: Account, lease: Lease, events: SessionEvents): Promise<ChannelSession> => {
    if (isMailAccount(account)) {
      const { channel, connection } = await channels.mail(account);
      const intake = createIntake({ database, leases, queue, files, now }, account.id, lease, reachOf(account));
      return channel.openSession(connection, intake, events);
    }
    const { channel, connection } = await channels.whatsApp(account);
    const watch = createNumberRecorder({ database, accounts, now }, account.id, account.revision);
    return channel.openSession(connection, watch, events);
  };
}

const reachOf = ({ createdAt, settings }: MailAccount) => ({
  importSince: createdAt - settings.importDays * DAY_MS,
  // INTERNALDATE has whole seconds: a mail of the second in which the account was made is news.
  liveSince: Math.floor(createdAt / 1000) * 1000,
  chosenSince: chosenSince(settings),
});
