import { notFound } from '../../api/errors';
import type { SeenDto } from '../../api/contracts/whatsapp-messages';
import { isWhatsAppAccount, type WhatsAppAccount } from '../../accounts/account';
import type { AccountRepository } from '../../accounts/repository';
import { Trouble } from '../../accounts/trouble';
import type { ChannelDirectory } from '../../channels/directory';
import { buildRead } from '../../channels/whatsapp-cloud/outgoing/payload';
import type { MessageRepository } from '../../conversations/message-repository';
import { MESSAGES } from '../../conversations/tables';
import { toNumber } from '../../database/columns';
import type { Database } from '../../database/database';
import type { JobHandler, JobQueue } from '../../jobs/types';
import type { RateLimit } from '../../security/rate-limit';
import { visibleConversation, type Scope } from '../../security/scope';
import { windowState } from '../../whatsapp/window';
import { isStopped } from './is-stopped';
import type { NumberPace } from './number-pace';
import { seenJob } from './topics';

/** Meta: messages/mark-message-as-read. */
const READABLE_MS = 30 * 24 * 3600_000;
/** The dots go out after 25 seconds: once in this time keeps them. */
const TYPING_EVERY_MS = 20_000;
const READ_EVERY_MS = 10 * 60_000;
/** Dots that come later lie. */
const TYPING_FRESH_MS = 10_000;

interface Deps {
  database: Database;
  accounts: AccountRepository;
  messages: MessageRepository;
  channels: ChannelDirectory;
  queue: JobQueue;
  limits: RateLimit;
  pace: NumberPace;
  now: () => number;
}

/** Ticks and dots for the customer, as far as the account wants them: nobody waits for them, and nothing depends on them. */
export function createSeen({ database, accounts, messages, channels, queue, limits, pace, now }: Deps) {
  async function mark(scope: Scope, conversationId: string, typing: boolean): Promise<SeenDto> {
    const conversation = await visibleConversation(database, scope, conversationId);
    const account = conversation && (await accounts.find(conversation.accountId));
    if (!conversation || !account) throw notFound('Conversation');
    if (!isWhatsAppAccount(account) || !wanted(account, now())) return { told: false };
    const at = now();
    const newest = await newestOfCustomer(conversation.id);
    if (!newest || at - newest.receivedAt > READABLE_MS) return { told: false };
    const open = windowState(conversation.windowExpiresAt, at).remainingMs > 0;
    const dots = typing && open;
    const allowed = dots
      ? await limits.take(`whatsapp-typing:${conversation.id}`, 1, TYPING_EVERY_MS)
      : await limits.take(`whatsapp-read:${newest.id}`, 1, READ_EVERY_MS);
    if (!allowed) return { told: false };
    await database.transaction((trx) =>
      queue.enqueue(trx, seenJob(account.id, { messageId: newest.id, typing: dots, at }))
    );
    queue.ring();
    return { told: true };
  }

  const send: JobHandler = async ({ payload }, signal) => {
    const message = await messages.find(String(payload.messageId));
    const account = message && (await accounts.find(message.accountId));
    if (!message || !account || !isWhatsAppAccount(account) || !wanted(account, now())) return;
    const typing = payload.typing === true;
    if (typing && now() - Number(payload.at) > TYPING_FRESH_MS) return;
    // Messages go first: what there is no room for is left out.
    if ((await pace.take(account.id)) > 0) return;
    const built = buildRead(message.externalId, typing);
    if (!built.ok) return;
    try {
      const { channel, connection } = await channels.whatsApp(account);
      // Whatever Meta answers: a message that is worth a trouble of its own finds it.
      await channel.client(connection).markRead(built.payload, signal);
    } catch (error) {
      if (!(error instanceof Trouble)) throw error;
    }
  };

  /** Of a group nobody in particular has written. */
  async function newestOfCustomer(conversationId: string): Promise<{ id: string; receivedAt: number } | null> {
    const row = (await database
      .knex(MESSAGES)
      .where({ conversation_document_id: conversationId, kind: 'message', direction: 'inbound' })
      .orderBy([
        { column: 'received_at', order: 'desc' },
        { column: 'id', order: 'desc' },
      ])
      .first('document_id', 'received_at')) as { document_id: string; received_at: unknown } | undefined;
    return row ? { id: row.document_id, receivedAt: toNumber(row.received_at) } : null;
  }

  return { mark, send };
}

const wanted = (account: WhatsAppAccount, now: number): boolean =>
  account.settings.readReceipts && !account.paused && !isStopped(account, now);
