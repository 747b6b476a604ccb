import { isWhatsAppAccount, type WhatsAppAccount } from '../../accounts/account';
import type { HealthRecorder } from '../../accounts/health-recorder';
import type { AccountRepository } from '../../accounts/repository';
import { Trouble } from '../../accounts/trouble';
import type { ChannelDirectory } from '../../channels/directory';
import { buildMessage } from '../../channels/whatsapp-cloud/outgoing/payload';
import type { Message } from '../../conversations/message';
import type { MessageRepository } from '../../conversations/message-repository';
import { CONVERSATIONS } from '../../conversations/tables';
import { toNumberOrNull } from '../../database/columns';
import type { Database } from '../../database/database';
import { TABLE } from '../../database/models';
import type { Logger } from '../../hosts/logger';
import { Postpone, type Job, type JobHandler } from '../../jobs/types';
import type { ChangeLog } from '../../realtime/change-log';
import { refold } from '../../whatsapp/refold';
import { maySendFreely } from '../../whatsapp/window';
import { PAUSED_RECHECK_MS } from '../tries';
import { afterAnswer, afterTrouble, type NextStep } from './after-answer';
import { isStopped } from './is-stopped';
import type { NumberPace } from './number-pace';
import { recipientOfConversation } from './recipient';
import type { ReactPayload } from './topics';

interface Deps {
  database: Database;
  accounts: AccountRepository;
  messages: MessageRepository;
  channels: ChannelDirectory;
  health: HealthRecorder;
  changes: ChangeLog;
  pace: NumberPace;
  logger: Logger;
  now: () => number;
}

/** Less than for a message: a reaction that comes much later only puzzles people. */
const WORTH_IT_MS = 3600_000;
const UNCERTAIN_RETRY_MS = 2_000;

/**
 * Sends our reaction to a message. One person has one reaction to a message, so the same one twice changes nothing and a
 * lost answer is no trouble. What cannot be sent is not shown any more either.
 */
export function createSendReaction(deps: Deps): JobHandler {
  const { database, accounts, messages, channels, health, changes, pace, logger, now } = deps;

  return async function sendReaction(job, signal) {
    const payload = payloadOf(job);
    const message = await messages.find(payload.messageId);
    const account = message && (await accounts.find(message.accountId));
    if (!message || !account || !isWhatsAppAccount(account)) return;
    if (now() - payload.at > WORTH_IT_MS || !(await isOpen(message))) return takeBack(message, payload, 'too late');
    if (account.paused || isStopped(account, now())) throw new Postpone(now() + PAUSED_RECHECK_MS);
    const waitMs = await pace.take(account.id);
    if (waitMs > 0) throw new Postpone(now() + waitMs);
    const next = await react(account, message, payload, job, signal);
    if (!next || next.do === 'accepted') return;
    if (next.do === 'fail') return takeBack(message, payload, next.failure.code);
    if (next.do === 'uncertain') throw new Postpone(now() + UNCERTAIN_RETRY_MS);
    if (next.trouble) await health.trouble(account.id, account.revision, next.trouble);
    if (next.holdsNumber) pace.hold(account.id, next.waitMs);
    throw new Postpone(now() + Math.max(next.waitMs, next.trouble ? PAUSED_RECHECK_MS : 0));
  };

  async function react(
    account: WhatsAppAccount,
    message: Message,
    { emoji, at }: ReactPayload,
    job: Job,
    signal: AbortSignal
  ): Promise<NextStep | null> {
    const recipient = await recipientOfConversation(database.knex, message.conversationId);
    if (!recipient) return null;
    // A postponed job counts no attempts, so that its age stands for them.
    const tries = Math.max(job.attempts, Math.ceil(Math.log2((now() - at) / 1000 + 1)));
    try {
      const { channel, connection } = await channels.whatsApp(account);
      const built = buildMessage({
        to: recipient.to,
        content: { type: 'reaction', messageId: message.externalId, emoji },
        replyTo: null,
        callbackData: `reaction:${message.id}`,
      });
      if (!built.ok) return { do: 'fail', failure: { code: built.fault, message: '' }, response: '' };
      const answer = await channel.client(connection).sendMessage(built.payload, signal);
      return afterAnswer(answer, { tries, queuedForMs: now() - at, windowExpiresAt: null, now: now() });
    } catch (error) {
      if (error instanceof Trouble) return afterTrouble(error, tries, now() - at);
      throw error;
    }
  }

  async function isOpen({ conversationId }: Message): Promise<boolean> {
    const row = (await database
      .knex(CONVERSATIONS)
      .where({ document_id: conversationId })
      .first('window_expires_at')) as { window_expires_at: unknown } | undefined;
    return maySendFreely(toNumberOrNull(row?.window_expires_at), now());
  }

  async function takeBack(message: Message, { eventKey }: ReactPayload, why: string): Promise<void> {
    logger.warn(`account ${message.accountId}: a reaction was not sent (${why})`);
    await database.transaction(async (trx) => {
      const at = now();
      await accounts.lock(trx, message.accountId);
      await trx(TABLE.messageEvent)
        .where({ account_document_id: message.accountId, event_key: eventKey })
        .update({
          // Kept as an event that says nothing: the fold passes over messages of which nothing was reported.
          data: JSON.stringify({ type: 'reaction', by: 'us', emoji: null }),
          at: 0,
        });
      await refold(trx, messages, { id: message.accountId }, [message.externalId], at);
      await changes.note(trx, message.accountId, [message.conversationId], at);
    });
  }
}

const payloadOf = ({ payload }: Job): ReactPayload => ({
  messageId: String(payload.messageId),
  eventKey: String(payload.eventKey),
  emoji: typeof payload.emoji === 'string' ? payload.emoji : null,
  at: Number(payload.at),
});
