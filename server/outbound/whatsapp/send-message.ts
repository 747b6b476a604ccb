import { isWhatsAppAccount, type WhatsAppAccount } from '../../accounts/account';
import type { HealthRecorder } from '../../accounts/health-recorder';
import type { AccountRepository } from '../../accounts/repository';
import { TROUBLE } from '../../accounts/trouble';
import type { ChannelDirectory } from '../../channels/directory';
import type { GraphClient, SentMessage } from '../../channels/whatsapp-cloud/graph/client';
import type { GraphResult } from '../../channels/whatsapp-cloud/graph/result';
import type { Message } from '../../conversations/message';
import type { MessageRepository } from '../../conversations/message-repository';
import { CONVERSATIONS } from '../../conversations/tables';
import { crashPoint } from '../../crash-points';
import { toNumberOrNull } from '../../database/columns';
import type { Database } from '../../database/database';
import type { HostEvents } from '../../hosts/events';
import { Postpone, type Job, type JobHandler, type JobQueue } from '../../jobs/types';
import type { ChangeLog } from '../../realtime/change-log';
import { syncJob } from '../../templates/approval/topics';
import { maySendFreely } from '../../whatsapp/window';
import type { Attempts } from '../attempts';
import { createTries, PAUSED_RECHECK_MS } from '../tries';
import { afterAnswer, failing, type NextStep } from './after-answer';
import { createEndOfTry } from './end-of-try';
import { failureOf, type Failure } from './failure';
import { isStopped } from './is-stopped';
import type { NumberPace } from './number-pace';
import type { OutgoingMedia } from './outgoing-media';
import { createPrepareMessage, type Prepared } from './prepare-message';

interface Deps {
  database: Database;
  accounts: AccountRepository;
  messages: MessageRepository;
  attempts: Attempts;
  channels: ChannelDirectory;
  media: OutgoingMedia;
  pace: NumberPace;
  changes: ChangeLog;
  health: HealthRecorder;
  queue: JobQueue;
  events: HostEvents;
  now: () => number;
}

/**
 * Sends one message of WhatsApp: `queued > sending > accepted`, or `failed`, or `uncertain`; what becomes of it then is
 * told by its statuses. Meta knows no key that would make a second request the first one's, so a request is announced in
 * the database before it leaves, and one whose answer was lost is never repeated by itself.
 */
export function createSendWhatsAppMessage(deps: Deps): JobHandler {
  const { database, accounts, messages, attempts, channels, media, pace, health, queue, now } = deps;
  const tries = createTries(deps);
  const prepare = createPrepareMessage({ knex: database.knex, channels, media });
  const finish = createEndOfTry({ ...deps, tries });

  return async function sendMessage(job, signal) {
    const message = await messages.find(String(job.payload.messageId));
    if (!message || (message.status !== 'queued' && message.status !== 'sending')) return;
    const account = await accounts.find(message.accountId);
    if (!account || !isWhatsAppAccount(account)) return finish(message, null, failing(ACCOUNT_GONE));

    const last = await attempts.last(database.knex, message.id);
    if (message.status === 'sending' && last?.phase === 'transmitting') {
      return finish(message, last.number, { do: 'uncertain', detail: 'the process ended while it was on its way' });
    }
    // A status has told meanwhile that an earlier try had reached Meta after all.
    if (message.externalId !== '') return finish(message, null, { do: 'accepted', sent: takenAs(message) });

    const windowExpiresAt = await windowOf(message.conversationId);
    const isTemplate = message.whatsapp?.content.type === 'template';
    if (!isTemplate && !maySendFreely(windowExpiresAt, now()))
      return finish(message, null, failing(failureOf('window-closed')));
    if (account.paused || isStopped(account, now())) throw new Postpone(now() + PAUSED_RECHECK_MS);
    const waitMs = await pace.take(account.id);
    if (waitMs > 0) throw new Postpone(now() + waitMs);

    const number = (last?.number ?? 0) + 1;
    if (!(await tries.begin(message, number))) return;
    crashPoint('send.after-begin');
    const circumstances = async () => ({
      tries: await attempts.count(database.knex, message.id, queuedAt(job, message)),
      queuedForMs: now() - queuedAt(job, message),
      windowExpiresAt,
      now: now(),
    });
    const prepared = await prepare(message, account, signal, circumstances);
    const next =
      'next' in prepared
        ? prepared.next
        : afterAnswer(await transmit(message, number, prepared, signal), await circumstances());
    crashPoint('send.after-transmit');
    await finish(message, number, next, 'recipient' in prepared ? prepared.recipient : null);
    await settle(account, next);
  };

  async function transmit(
    message: Message,
    number: number,
    { client, payload }: Extract<Prepared, { client: GraphClient }>,
    signal: AbortSignal
  ): Promise<GraphResult<SentMessage>> {
    crashPoint('send.before-transmit');
    // From here on nobody knows after a crash whether it went out: a process that ends does not begin.
    if (signal.aborted) throw new Error('this process ends');
    if (!(await attempts.markTransmitting(message.id, number))) throw new Error('this try is over already');
    crashPoint('send.transmitting');
    return client.sendMessage(payload, signal);
  }

  /** What an answer means beyond its message. */
  async function settle(account: WhatsAppAccount, next: NextStep): Promise<void> {
    const { cause } = account.health;
    if (next.do === 'accepted' && cause && TROUBLE[cause.code].class !== 'transient') {
      await health.inStep(account.id, account.revision, now());
    }
    if (next.do === 'fail' && problemOfTemplate(next.failure.code)) {
      // What is known of it here is not what Meta has.
      await database.transaction((trx) => queue.enqueue(trx, syncJob(account.settings.wabaId)));
      queue.ring();
    }
    if (next.do !== 'wait') return;
    if (next.trouble) await health.trouble(account.id, account.revision, next.trouble);
    if (next.holdsNumber) pace.hold(account.id, next.waitMs);
    throw new Postpone(now() + Math.max(next.waitMs, next.trouble ? PAUSED_RECHECK_MS : 0));
  }

  async function windowOf(conversationId: string): Promise<number | null> {
    const row = (await database
      .knex(CONVERSATIONS)
      .where({ document_id: conversationId })
      .first('window_expires_at')) as { window_expires_at: unknown } | undefined;
    return toNumberOrNull(row?.window_expires_at);
  }
}

const ACCOUNT_GONE: Failure = { code: 'account-gone', message: 'The account of this conversation was removed.' };

const problemOfTemplate = (code: string): boolean => code.startsWith('template-');

const takenAs = ({ externalId }: Message): SentMessage => ({
  messageId: externalId,
  state: 'accepted',
  waId: null,
  userId: null,
});

/** Since when the present tries count: since it was written, or since somebody asked for new ones. */
const queuedAt = (job: Job, message: Message): number => Number(job.payload.queuedAt ?? message.receivedAt);
