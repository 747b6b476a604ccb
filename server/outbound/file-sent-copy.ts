import { isMailAccount, needsPerson } from '../accounts/account';
import type { HealthRecorder } from '../accounts/health-recorder';
import type { AccountRepository } from '../accounts/repository';
import type { ChannelDirectory } from '../channels/directory';
import type { MessageRepository } from '../conversations/message-repository';
import type { Database } from '../database/database';
import { Postpone, type Job } from '../jobs/types';
import type { MailWriter } from './mail-writer';
import { countingRefusals } from './refusals';

const DEADLINE_MS = 2 * 60_000;

interface Deps {
  database: Database;
  accounts: AccountRepository;
  messages: MessageRepository;
  channels: ChannelDirectory;
  health: HealthRecorder;
  writer: MailWriter;
  now: () => number;
}

/** Files a copy of a sent mail on the server, unless the server did so itself; run again it finds its own copy. */
export function createFileSentCopy({ database, accounts, messages, channels, health, writer, now }: Deps) {
  return async function fileSentCopy(job: Job, signal: AbortSignal): Promise<void> {
    const message = await messages.find(String(job.payload.messageId));
    // Sent and come back it is in the folder of sent mail all the same.
    if (!message?.rawKey || (message.status === 'failed' && message.error?.code !== 'bounced')) return;
    const account = await accounts.find(message.accountId);
    if (!account || !isMailAccount(account)) return;
    if (account.paused || needsPerson(account)) throw new Postpone(now() + 30_000);
    const { channel, connection } = await channels.mail(account);
    const mail = await writer.sentCopy(message, message.rawKey);
    const deadline = AbortSignal.any([signal, AbortSignal.timeout(DEADLINE_MS)]);
    const outcome = await countingRefusals(health, account, () => channel.fileSentCopy(connection, mail, deadline));
    const serverSavesSent = outcome === 'was-there';
    // A second run finds the copy of the first one: only the first tells who files.
    if (job.attempts === 1 && account.serverSavesSent !== serverSavesSent) {
      await accounts.update(database.knex, account.id, { serverSavesSent }, now());
    }
  };
}
