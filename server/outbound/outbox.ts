import { ConflictError, notFound } from '../api/errors';
import type { Message } from '../conversations/message';
import type { MessageRepository } from '../conversations/message-repository';
import type { Database } from '../database/database';
import type { JobQueue } from '../jobs/types';
import type { ChangeLog } from '../realtime/change-log';
import { visibleConversation, type Scope } from '../security/scope';
import type { Knex } from 'knex';
import { giveBackDraft } from './held-draft';
import type { Release } from './release';
import { sameRequest } from './same-request';
import { sendJob } from './topics';

interface Deps {
  database: Database;
  messages: MessageRepository;
  queue: JobQueue;
  changes: ChangeLog;
  release: Release;
  now: () => number;
}

/** What a person decides about a message that has not gone out, or of which nobody knows. */
export interface Outbox {
  /** A new attempt of a message that `failed` or is `uncertain`. */
  retry(scope: Scope, messageId: string): Promise<void>;
  /**
   * Takes a message back that is still `queued` or `scheduled`, with those of the same request. True: its writer has the
   * words and files as a draft again; otherwise they stay in the message.
   */
  cancel(scope: Scope, messageId: string): Promise<boolean>;
  /** Sends now what is `scheduled` for later. */
  sendNow(scope: Scope, messageId: string): Promise<void>;
}

export function createOutbox({ database, messages, queue, changes, release, now }: Deps): Outbox {
  async function visible(trx: Knex.Transaction, scope: Scope, messageId: string): Promise<Message> {
    const found = await messages.find(messageId, trx);
    // The conversation first, then the message: the order in which every writer takes these locks.
    const conversation = found && (await visibleConversation(database, scope, found.conversationId, trx));
    const message = conversation && (await messages.lock(trx, messageId));
    if (!message || message.kind !== 'message' || message.direction !== 'outbound') throw notFound('Message');
    return message;
  }

  return {
    retry: (scope, messageId) =>
      database.transaction(async (trx, afterCommit) => {
        const message = await visible(trx, scope, messageId);
        if (message.status !== 'failed' && message.status !== 'uncertain') {
          throw new ConflictError(
            'not-retryable',
            'Only a message that failed, or whose fate is not known, can be sent again.'
          );
        }
        // What is reported of the earlier try is not about the new one.
        const fresh = message.whatsapp ? { externalId: '', identityKey: `ours:${message.id}` } : {};
        await messages.update(trx, message.id, { status: 'queued', error: null, recipients: [], ...fresh }, now());
        await queue.enqueue(trx, sendJob(message.accountId, message.conversationId, message.id, { queuedAt: now() }));
        await changes.note(trx, message.accountId, [message.conversationId], now());
        afterCommit(() => queue.ring());
      }),

    cancel: (scope, messageId) =>
      database.transaction(async (trx) => {
        const message = await visible(trx, scope, messageId);
        const waiting: string[] = [];
        for (const id of await sameRequest(trx, message)) {
          const each = await messages.lock(trx, id);
          if (each?.status === 'queued' || each?.status === 'scheduled') waiting.push(id);
        }
        if (!waiting.includes(message.id))
          throw new ConflictError('not-cancellable', 'This message is on its way already.');
        const at = now();
        for (const id of waiting)
          await messages.update(trx, id, { status: 'cancelled', receivedAt: at, sendAt: null }, at);
        const restored = await giveBackDraft(trx, scope, message, waiting, at);
        await changes.note(trx, message.accountId, [message.conversationId], at);
        return restored;
      }),

    sendNow: (scope, messageId) =>
      database.transaction(async (trx, afterCommit) => {
        const message = await visible(trx, scope, messageId);
        if (!(await release(trx, message)))
          throw new ConflictError('not-scheduled', 'This message does not wait for its time any more.');
        afterCommit(() => queue.ring());
      }),
  };
}
