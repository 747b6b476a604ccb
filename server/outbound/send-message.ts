import { Readable } from 'node:stream';
import { isMailAccount, needsPerson, type MailAccount } from '../accounts/account';
import type { HealthRecorder } from '../accounts/health-recorder';
import type { AccountRepository } from '../accounts/repository';
import { TROUBLE, Trouble } from '../accounts/trouble';
import type { SendOutcome } from '../channels/mail-channel';
import type { ChannelDirectory } from '../channels/directory';
import type { Message } from '../conversations/message';
import type { MessageRepository } from '../conversations/message-repository';
import { crashPoint } from '../crash-points';
import type { Database } from '../database/database';
import type { FileStore } from '../files/file-store';
import type { HostEvents } from '../hosts/events';
import { retryDelay } from '../jobs/retry-delay';
import { InvalidHeaderValue } from '../mail/header-values';
import { Postpone, type Job, type JobQueue } from '../jobs/types';
import { notifyFailures } from '../notifications/notify';
import type { ChangeLog } from '../realtime/change-log';
import { afterOutcome, type NextStep } from './after-outcome';
import type { Attempts } from './attempts';
import type { MailWriter } from './mail-writer';
import { resolveJob, sentCopyJob } from './topics';
import { createTries, PAUSED_RECHECK_MS } from './tries';
import { withReports } from './with-reports';

const FIRST_LOOK_MS = 5_000;
/** Long enough for a server that files sent mail by itself to have done so. */
const SENT_COPY_MS = 4_000;
const SEND_DEADLINE_MS = 5 * 60_000;

interface Deps {
  database: Database;
  accounts: AccountRepository;
  messages: MessageRepository;
  attempts: Attempts;
  channels: ChannelDirectory;
  writer: MailWriter;
  files: FileStore;
  changes: ChangeLog;
  health: HealthRecorder;
  queue: JobQueue;
  events: HostEvents;
  now: () => number;
}

/**
 * Sends one message: `queued > sending > sent`, or `failed`, or `uncertain`. Every step is stored before it is taken,
 * so that whoever finds the message after a crash knows whether anything can have left the house.
 */
export function createSendMessage(deps: Deps) {
  const { database, accounts, messages, attempts, channels, writer, files, health, queue, events, now } = deps;
  const tries = createTries(deps);

  return async function sendMessage(job: Job, signal: AbortSignal): Promise<void> {
    const message = await messages.find(String(job.payload.messageId));
    if (!message || (message.status !== 'queued' && message.status !== 'sending')) return;
    const account = await accounts.find(message.accountId);
    if (!account || !isMailAccount(account)) return finish(message, null, gone(), '');

    const last = await attempts.last(database.knex, message.id);
    if (message.status === 'sending' && last?.phase === 'transmitting') {
      return finish(message, last.number, { do: 'look' }, 'the process ended while the mail was on its way');
    }
    if (account.paused || needsPerson(account)) throw new Postpone(now() + PAUSED_RECHECK_MS);

    const rawKey = message.rawKey ?? (await composeOrFail(message, account));
    if (rawKey === null) return;
    const number = (last?.number ?? 0) + 1;
    if (!(await tries.begin(message, number))) return;
    crashPoint('send.after-begin');
    const outcome = await transmit(message, account, rawKey, number, signal);
    crashPoint('send.after-transmit');
    const next = afterOutcome(outcome, now() - message.receivedAt);
    await finish(message, number, next, describe(outcome));
    if (outcome.status === 'accepted' && account.health.cause?.code === 'login-refused') {
      await health.inStep(account.id, account.revision, now());
    }
    if (next.do === 'wait') {
      const trouble = new Trouble(next.code, undefined, next.retryAfterMs);
      // A refusal counts towards the account's three logins; a server that is down is this queue's own business.
      if (trouble.class === 'refused') await health.trouble(account.id, account.revision, trouble);
      throw new Postpone(now() + Math.max(next.retryAfterMs ?? 0, retryDelay(number + 1)));
    }
  };

  /** What cannot be written as a mail never will be: it fails at once and holds nothing back. */
  async function composeOrFail(message: Message, account: MailAccount): Promise<string | null> {
    try {
      return await compose(message, account);
    } catch (error) {
      if (!(error instanceof InvalidHeaderValue)) throw error;
      const failed = {
        code: 'not-composable',
        message: `This cannot be sent as a mail: ${error.field} (${error.code}).`,
      };
      await finish(message, null, { do: 'done', status: 'failed', error: failed, recipients: [] }, '');
      return null;
    }
  }

  async function compose(message: Message, account: MailAccount): Promise<string> {
    const { key } = await files.put(await writer.write(message, account));
    crashPoint('send.after-compose');
    await messages.update(database.knex, message.id, { rawKey: key }, now());
    return key;
  }

  async function transmit(
    message: Message,
    account: MailAccount,
    rawKey: string,
    number: number,
    signal: AbortSignal
  ): Promise<SendOutcome> {
    const deadline = AbortSignal.any([signal, AbortSignal.timeout(SEND_DEADLINE_MS)]);
    try {
      const mail = await writer.outgoing(message, rawKey);
      const { channel, connection } = await channels.mail(account);
      const raw = async () => announced(await mail.raw(), message.id, number);
      return await channel.send(connection, { ...mail, raw }, deadline);
    } catch (error) {
      if (error instanceof Trouble) return { status: 'not-sent', trouble: error };
      const last = await attempts.last(database.knex, message.id);
      if (last?.number === number && last.phase === 'prepared') throw error;
      return { status: 'uncertain', detail: error instanceof Error ? error.message : 'unknown error' };
    }
  }

  /** The first byte is handed out only after the attempt says that bytes may have left. */
  function announced(source: Readable, messageId: string, number: number): Readable {
    const stream = Readable.from(
      (async function* () {
        crashPoint('send.before-transmit');
        if (!(await attempts.markTransmitting(messageId, number))) throw new Error('this try is over already');
        crashPoint('send.transmitting');
        for await (const chunk of source) yield chunk as Buffer;
      })(),
      { objectMode: false }
    );
    // A server that refuses before DATA leaves the generator unstarted, and the file open.
    stream.once('close', () => source.destroy());
    return stream;
  }

  function finish(message: Message, number: number | null, next: NextStep, response: string): Promise<void> {
    const phase =
      next.do === 'look' ? 'uncertain' : next.do === 'done' && next.status === 'sent' ? 'accepted' : 'failed';
    const code = next.do === 'wait' ? next.code : next.do === 'done' ? (next.error?.code ?? 'ok') : 'uncertain';
    return tries.end(message, number, { phase, code, response }, async (trx, current, at) => {
      const end = current ? withReports(next, current) : next;
      const isOut = (next.do === 'done' && next.status === 'sent') || (next.do === 'look' && end.do === 'done');
      if (end.do === 'done') {
        await messages.update(
          trx,
          message.id,
          { status: end.status, error: end.error, recipients: end.recipients },
          at
        );
        if (isOut) await queue.enqueue(trx, sentCopyJob(message.accountId, message.id, at + SENT_COPY_MS));
      } else if (end.do === 'look') {
        await messages.update(trx, message.id, { status: 'uncertain' }, at);
        await queue.enqueue(trx, resolveJob(message.accountId, message.id, at + FIRST_LOOK_MS));
      } else {
        // Still queued, with what it waits for.
        await messages.update(
          trx,
          message.id,
          { status: 'queued', error: { code: end.code, message: TROUBLE[end.code].message } },
          at
        );
      }
      const ids = { accountId: message.accountId, conversationId: message.conversationId, messageId: message.id };
      const failed = end.do === 'done' && (end.status === 'failed' || end.error?.code === 'partly-bounced');
      if (failed) await notifyFailures(trx, message.accountId, [message.id], at);
      return () => {
        queue.ring();
        if (isOut) events.messageSent(ids);
        if (failed) events.messageFailed(ids);
      };
    });
  }
}

const gone = (): NextStep => ({
  do: 'done',
  status: 'failed',
  error: { code: 'account-gone', message: 'The account of this conversation was removed.' },
  recipients: [],
});

function describe(outcome: SendOutcome): string {
  if (outcome.status === 'accepted' || outcome.status === 'rejected') return outcome.response;
  return outcome.status === 'uncertain' ? outcome.detail : outcome.trouble.message;
}
