import type { Knex } from 'knex';
import type { ConversationStatus } from '../api/contracts/inbox';
import { toInstantOrNull } from '../database/columns';
import type { HostEvents } from '../hosts/events';
import type { JobQueue } from '../jobs/types';
import { authorOf, type Access } from '../security/scope';
import type { Conversation } from './conversation';
import type { MessageRepository } from './message-repository';
import { newEvent } from './new-event';
import { CONVERSATIONS } from './tables';
import { wakeSnoozedJob } from './wake-snoozed';

interface Deps {
  messages: MessageRepository;
  queue: JobQueue;
  events: HostEvents;
}

export type ChangeStatus = ReturnType<typeof createChangeStatus>;

/**
 * Opens, closes or puts off a conversation that the caller has locked, with an entry in it for what others see. The
 * caller notes the change. `until`: of a snoozed one, null for until an answer comes. False: it was so already.
 */
export function createChangeStatus({ messages, queue, events }: Deps) {
  return async function changeStatus(
    trx: Knex,
    afterCommit: (callback: () => void) => void,
    access: Access,
    conversation: Conversation,
    status: ConversationStatus,
    until: number | null,
    at: number
  ): Promise<boolean> {
    if (status === conversation.status && until === conversation.snoozedUntil) return false;
    const ids = { accountId: conversation.accountId, conversationId: conversation.id };
    await trx(CONVERSATIONS).where({ document_id: conversation.id }).update({ status, snoozed_until: until });
    if (until !== null) await queue.enqueue(trx, wakeSnoozedJob(conversation.id, until));
    const details = { from: conversation.status, to: status, until: toInstantOrNull(until), by: authorOf(access) };
    const event = newEvent({ ...ids, type: 'status-changed', details, author: authorOf(access), at });
    await messages.insert(trx, [event], at);
    afterCommit(() => events.conversationStatusChanged({ ...ids, status }));
    return true;
  };
}
