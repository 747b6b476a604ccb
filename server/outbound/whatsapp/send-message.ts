import type { Knex } from 'knex';
import { isWhatsAppAccount, type WhatsAppAccount } from '../../accounts/account';
import type { HealthRecorder } from '../../accounts/health-recorder';
import type { AccountRepository } from '../../accounts/repository';
import { Trouble, TROUBLE } from '../../accounts/trouble';
import type { ChannelDirectory } from '../../channels/directory';
import type { GraphClient, SentMessage } from '../../channels/whatsapp-cloud/graph/client';
import type { GraphResult } from '../../channels/whatsapp-cloud/graph/result';
import { buildMessage, type Payload } from '../../channels/whatsapp-cloud/outgoing/payload';
import type { Message } from '../../conversations/message';
import type { MessageRepository } from '../../conversations/message-repository';
import { CONVERSATIONS } from '../../conversations/tables';
import { crashPoint } from '../../crash-points';
import { toNumberOrNull } from '../../database/columns';
import type { Database } from '../../database/database';
import type { HostEvents } from '../../hosts/events';
import { Postpone, type Job, type JobHandler, type JobQueue } from '../../jobs/types';
import type { ChangeLog } from '../../realtime/change-log';
import { identityOfWamid } from '../../whatsapp/message';
import { refold } from '../../whatsapp/refold';
import { maySendFreely } from '../../whatsapp/window';
import type { Attempts } from '../attempts';
import { createTries, PAUSED_RECHECK_MS } from '../tries';
import { afterAnswer, afterTrouble, type NextStep } from './after-answer';
import { failureOf, faultOf, type Failure } from './failure';
import { isStopped } from './is-stopped';
import type { NumberPace } from './number-pace';
import { isMedia, outgoingContent } from './outgoing-content';
import type { OutgoingMedia } from './outgoing-media';
import { recipientOfConversation, rememberWorked, type ChosenRecipient } from './recipient';

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

/** What is asked of Meta, or why it is not. */
type Prepared = { payload: Payload; client: GraphClient; recipient: ChosenRecipient } | { next: NextStep };

/**
 * Sends one message of WhatsApp: `queued > sending > accepted`, or `failed`, or `uncertain`; what becomes of it then is
 * told by its statuses. Meta knows no key that would make a second request the first one's, so a request is announced in
 * the database before it leaves, and one whose answer was lost is never repeated by itself.
 */
export function createSendWhatsAppMessage(deps: Deps): JobHandler {
  const { database, accounts, messages, attempts, channels, media, pace, health, queue, events, now } = deps;
  const tries = createTries(deps);

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
    if (!maySendFreely(windowExpiresAt, now())) return finish(message, null, failing(failureOf('window-closed')));
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

  async function prepare(
    message: Message,
    account: WhatsAppAccount,
    signal: AbortSignal,
    circumstances: () => Promise<Parameters<typeof afterAnswer>[1]>
  ): Promise<Prepared> {
    const recipient = await recipientOfConversation(database.knex, message.conversationId);
    if (!recipient) return { next: failing(faultOf('recipient-invalid')) };
    try {
      const { channel, connection } = await channels.whatsApp(account);
      const client = channel.client(connection);
      let uploaded: { mediaId: string; fileName: string } | null = null;
      if (isMedia(message.whatsapp?.content)) {
        const result = await media.upload(client, message.id, signal);
        if (!result) return { next: failing(FILE_GONE) };
        if (result.status !== 'ok') {
          if (signal.aborted) throw new Error('this process ends');
          // Nothing was sent, whatever became of the upload.
          const answer = result.status === 'uncertain' ? { ...result, status: 'not-sent' as const } : result;
          return { next: afterAnswer(answer, await circumstances()) };
        }
        uploaded = result.data;
        crashPoint('send.after-upload');
      }
      const content = outgoingContent(message, uploaded);
      if (!content) return { next: failing(failureOf('unsupported-type')) };
      const built = buildMessage({
        to: recipient.to,
        content,
        replyTo: message.whatsapp?.replyTo ?? null,
        callbackData: message.id,
      });
      return built.ok ? { payload: built.payload, client, recipient } : { next: failing(faultOf(built.fault)) };
    } catch (error) {
      if (!(error instanceof Trouble)) throw error;
      const { tries: count, queuedForMs } = await circumstances();
      return { next: afterTrouble(error, count, queuedForMs) };
    }
  }

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

  function finish(
    message: Message,
    number: number | null,
    next: NextStep,
    recipient: ChosenRecipient | null = null
  ): Promise<void> {
    return tries.end(
      message,
      number,
      endOf(next),
      async (trx, current, at) => {
        if (!current) return () => undefined;
        const tell: (() => void)[] = [() => queue.ring()];
        const ids = { accountId: message.accountId, conversationId: message.conversationId, messageId: message.id };
        if (next.do === 'accepted') {
          const externalId = next.sent.messageId;
          const isNews = UNDECIDED.has(current.status);
          await messages.update(
            trx,
            message.id,
            {
              externalId,
              identityKey: identityOfWamid(externalId),
              ...(isNews ? { status: 'accepted', error: null } : {}),
            },
            at
          );
          if (recipient) await rememberWorked(trx, recipient, at);
        } else if (next.do === 'uncertain') {
          await messages.update(trx, message.id, { status: 'uncertain', error: failureOf('answer-lost') }, at);
        } else if (next.do === 'fail') {
          await messages.update(trx, message.id, { status: 'failed', error: next.failure }, at);
          await media.forget(trx, message.id);
          tell.push(() => events.messageFailed(ids));
        } else {
          await messages.update(trx, message.id, { status: 'queued', error: next.failure }, at);
        }
        tell.push(...(await foldReports(trx, current, next, at)));
        return () => tell.forEach((each) => each());
      },
      (trx) => accounts.lock(trx, message.accountId)
    );
  }

  /** Statuses may be faster than the answer that names their message, or come where that answer was lost. */
  async function foldReports(trx: Knex, current: Message, next: NextStep, at: number): Promise<(() => void)[]> {
    if (next.do !== 'accepted' && next.do !== 'uncertain') return [];
    const externalId = next.do === 'accepted' ? next.sent.messageId : current.externalId;
    if (externalId === '') return [];
    const folded = await refold(trx, messages, { id: current.accountId }, [externalId], at);
    const idsOf = ({ id, accountId, conversationId }: Message) => ({ accountId, conversationId, messageId: id });
    return [
      ...folded.sent.map((one) => () => events.messageSent(idsOf(one))),
      ...folded.failed.map((one) => () => events.messageFailed(idsOf(one))),
    ];
  }

  /** What an answer means beyond its message. */
  async function settle(account: WhatsAppAccount, next: NextStep): Promise<void> {
    const { cause } = account.health;
    if (next.do === 'accepted' && cause && TROUBLE[cause.code].class !== 'transient') {
      await health.inStep(account.id, account.revision, now());
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
const FILE_GONE: Failure = { code: 'attachment-missing', message: 'The file of this message is not there any more.' };

const failing = (failure: Failure): NextStep => ({ do: 'fail', failure, response: '' });

/** Of these it is not known yet that Meta took them. */
const UNDECIDED: ReadonlySet<Message['status']> = new Set(['queued', 'sending', 'uncertain']);

const takenAs = ({ externalId }: Message): SentMessage => ({
  messageId: externalId,
  state: 'accepted',
  waId: null,
  userId: null,
});

/** Since when the present tries count: since it was written, or since somebody asked for new ones. */
const queuedAt = (job: Job, message: Message): number => Number(job.payload.queuedAt ?? message.receivedAt);

function endOf(next: NextStep): { phase: 'accepted' | 'failed' | 'uncertain'; code: string; response: string } {
  switch (next.do) {
    case 'accepted':
      return { phase: 'accepted', code: 'ok', response: next.sent.messageId };
    case 'uncertain':
      return { phase: 'uncertain', code: 'answer-lost', response: next.detail };
    case 'fail':
    case 'wait':
      return { phase: 'failed', code: next.failure.code, response: next.response };
  }
}
