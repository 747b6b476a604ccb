import { isMailAccount, needsPerson } from '../accounts/account';
import type { HealthRecorder } from '../accounts/health-recorder';
import type { AccountRepository } from '../accounts/repository';
import type { ChannelDirectory } from '../channels/directory';
import type { MessageRepository } from '../conversations/message-repository';
import type { Database } from '../database/database';
import type { HostEvents } from '../hosts/events';
import { countingRefusals } from './refusals';
import { Postpone, type Job, type JobQueue } from '../jobs/types';
import type { ChangeLog } from '../realtime/change-log';

/** Looks at these times after the answer was lost; then the person decides. */
const LOOK_AGAIN_MS = [10_000, 30_000, 60_000, 120_000, 300_000];
const DEADLINE_MS = 60_000;

interface Deps {
  database: Database;
  accounts: AccountRepository;
  messages: MessageRepository;
  channels: ChannelDirectory;
  health: HealthRecorder;
  changes: ChangeLog;
  queue: JobQueue;
  events: HostEvents;
  now: () => number;
}

/**
 * A mail whose answer was lost is looked up in the folder of sent mail. Found there it was sent. Not found proves
 * nothing (few servers file what comes by SMTP), so it stays `uncertain`, and only a person sends it again.
 */
export function createResolveUncertain(deps: Deps) {
  const { database, accounts, messages, channels, health, changes, queue, events, now } = deps;
  return async function resolveUncertain(job: Job, signal: AbortSignal): Promise<void> {
    const message = await messages.find(String(job.payload.messageId));
    if (!message || message.status !== 'uncertain') return;
    const account = await accounts.find(message.accountId);
    if (!account || !isMailAccount(account)) return;
    if (account.paused || needsPerson(account)) throw new Postpone(now() + 30_000);
    const { channel, connection } = await channels.mail(account);
    const deadline = AbortSignal.any([signal, AbortSignal.timeout(DEADLINE_MS)]);
    const isThere = await countingRefusals(health, account, () =>
      channel.findSent(connection, message.externalId, deadline)
    );
    if (isThere) {
      await database.transaction(async (trx, afterCommit) => {
        const current = await messages.lock(trx, message.id);
        if (current?.status !== 'uncertain') return;
        await messages.update(trx, message.id, { status: 'sent', error: null }, now());
        await changes.note(trx, message.accountId, [message.conversationId], now());
        afterCommit(() =>
          events.messageSent({
            accountId: message.accountId,
            conversationId: message.conversationId,
            messageId: message.id,
          })
        );
      });
      return;
    }
    const look = Number(job.payload.look ?? 1);
    const wait = LOOK_AGAIN_MS[look - 1];
    if (wait === undefined) return;
    await database.transaction(async (trx) => {
      await queue.enqueue(trx, { ...againJob(job, look + 1), accountId: message.accountId, runAt: now() + wait });
    });
  };
}

const againJob = (job: Job, look: number) => ({
  topic: job.topic,
  payload: { ...job.payload, look },
  dedupeKey: `resolve:${String(job.payload.messageId)}`,
  maxAttempts: job.maxAttempts,
});
