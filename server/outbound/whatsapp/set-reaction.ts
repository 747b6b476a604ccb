import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { ConflictError, invalid, notFound, readOnly } from '../../api/errors';
import type { AccountRepository } from '../../accounts/repository';
import { buildMessage } from '../../channels/whatsapp-cloud/outgoing/payload';
import type { Message } from '../../conversations/message';
import type { MessageRepository } from '../../conversations/message-repository';
import type { Database } from '../../database/database';
import type { JobQueue } from '../../jobs/types';
import type { ChangeLog } from '../../realtime/change-log';
import { mayWrite, visibleConversation, type Scope } from '../../security/scope';
import { keepMessageEvents } from '../../whatsapp/message-events';
import { refold } from '../../whatsapp/refold';
import { maySendFreely } from '../../whatsapp/window';
import { reactJob } from './topics';
import { windowClosed } from './window-closed';

/** Meta: messages/reaction-messages. Older messages take no reaction. */
const REACTABLE_MS = 30 * 24 * 3600_000;

interface Deps {
  database: Database;
  accounts: AccountRepository;
  messages: MessageRepository;
  changes: ChangeLog;
  queue: JobQueue;
  now: () => number;
}

/** Our reaction to a message: shown at once, and sent in its place among what is written to the person. */
export function createSetReaction({ database, accounts, messages, changes, queue, now }: Deps) {
  return (scope: Scope, messageId: string, emoji: string | null): Promise<void> =>
    database.transaction(async (trx, afterCommit) => {
      const message = await reactable(trx, scope, messageId, emoji);
      const at = now();
      // The account before the conversation, as where webhooks are stored; a fold needs it locked.
      if (!(await accounts.lock(trx, message.accountId))) throw notFound('Message');
      const conversation = await visibleConversation(database, scope, message.conversationId, trx);
      if (!conversation) throw notFound('Message');
      if (at - message.receivedAt > REACTABLE_MS)
        throw new ConflictError('too-old', 'Messages of more than 30 days ago take no reaction.');
      if (!maySendFreely(conversation.windowExpiresAt, at)) throw windowClosed(conversation.windowExpiresAt);
      const eventKey = `ours:${message.id}:${randomUUID()}`;
      const report = { externalId: message.externalId, key: eventKey, at };
      await keepMessageEvents(trx, message.accountId, [{ ...report, data: { type: 'reaction', by: 'us', emoji } }], at);
      await refold(trx, messages, { id: message.accountId }, [message.externalId], at);
      await queue.enqueue(
        trx,
        reactJob(message.accountId, conversation.id, { messageId: message.id, eventKey, emoji, at })
      );
      await changes.note(trx, message.accountId, [conversation.id], at);
      afterCommit(() => queue.ring());
    });

  async function reactable(trx: Knex.Transaction, scope: Scope, id: string, emoji: string | null): Promise<Message> {
    const message = await messages.find(id, trx);
    if (!message || !scope.accountIds.includes(message.accountId) || message.kind !== 'message')
      throw notFound('Message');
    if (!mayWrite(scope, message.accountId)) throw readOnly();
    if (!message.whatsapp || message.whatsapp.groupId !== null)
      throw invalid('only-whatsapp', 'Only messages of WhatsApp take a reaction.');
    if (message.externalId === '') throw invalid('not-sent-yet', 'This message has not gone out yet.');
    const built = buildMessage({
      to: { to: '+10000000' },
      content: { type: 'reaction', messageId: message.externalId, emoji },
      replyTo: null,
      callbackData: id,
    });
    if (!built.ok) throw invalid(built.fault, 'A reaction is one emoji.');
    return message;
  }
}
