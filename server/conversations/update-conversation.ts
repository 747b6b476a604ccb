import type { Knex } from 'knex';
import { ConflictError, invalid, notFound, readOnly } from '../api/errors';
import type { UpdateConversation } from '../api/contracts/inbox';
import type { ChangeTags } from '../api/contracts/tags';
import type { Members } from '../accounts/members';
import { block, unblock } from '../blocked-senders/block-table';
import type { Database } from '../database/database';
import type { AdminUsers } from '../hosts/admin-users';
import type { HostEvents } from '../hosts/events';
import type { ChangeLog } from '../realtime/change-log';
import { notify } from '../notifications/notify';
import { authorOf, keyOf, mayWrite, visibleConversation, type Access } from '../security/scope';
import type { Retag } from '../tags/tag-conversation';
import type { ChangeStatus } from './change-status';
import type { Conversation } from './conversation';
import type { MessageRepository } from './message-repository';
import { newEvent } from './new-event';
import { CONVERSATIONS, MESSAGES } from './tables';
import type { Unread } from './unread';

const LONGEST_SNOOZE_MS = 366 * 24 * 3_600_000;

interface Deps {
  database: Database;
  members: Members;
  users: AdminUsers;
  messages: MessageRepository;
  unread: Unread;
  changes: ChangeLog;
  retag: Retag;
  changeStatus: ChangeStatus;
  events: HostEvents;
  now: () => number;
}

export type ConversationChange = UpdateConversation & {
  /** All that it shall have. */
  tagIds?: string[];
  tags?: ChangeTags;
  /** Marks everything as read by the person asking. */
  read?: true;
};
export type UpdateOne = (access: Access, conversationId: string, change: ConversationChange) => Promise<void>;

/** Assigns, opens, closes, puts off and marks as read: one transaction, with an entry in the conversation for what others see. */
export function createUpdateConversation(deps: Deps): UpdateOne {
  const { database, members, users, messages, unread, changes, retag, changeStatus, events, now } = deps;

  return async function updateConversation(scope: Access, asked: string, input: ConversationChange): Promise<void> {
    const assignee = input.assigneeId ? await validAssignee(scope, asked, input.assigneeId) : null;
    await database.transaction(async (trx, afterCommit) => {
      const conversation = await visibleConversation(database, scope, asked, trx);
      if (!conversation) throw notFound('Conversation');
      const { id, accountId } = conversation;
      if (!mayWrite(scope, accountId)) throw readOnly();
      const at = now();
      const columns: Record<string, unknown> = {};

      if (input.assigneeId !== undefined && input.assigneeId !== (conversation.assignee?.id ?? null)) {
        if (
          input.expectedAssigneeId !== undefined &&
          input.expectedAssigneeId !== (conversation.assignee?.id ?? null)
        ) {
          throw new ConflictError('assignee-changed', 'Somebody else has assigned this conversation meanwhile.', {
            assignee: conversation.assignee,
          });
        }
        Object.assign(columns, {
          assignee_id: assignee?.id ?? null,
          assignee_name: assignee?.name ?? null,
          assignee_reason: `hand:${keyOf(scope)}`,
        });
        const eventId = await note(
          trx,
          conversation,
          scope,
          'assigned',
          { from: conversation.assignee, to: assignee, by: authorOf(scope) },
          at
        );
        // Whoever takes a conversation knows it.
        const told = assignee && assignee.id !== scope.person?.id ? [assignee.id] : [];
        await notify(trx, 'assigned', told, { accountId, messageId: eventId }, at);
        afterCommit(() =>
          events.conversationAssigned({ accountId, conversationId: id, assigneeId: assignee?.id ?? null })
        );
      }
      const snoozedUntil = untilOf(input, at);
      const assigned = Object.keys(columns).length > 0;
      if (assigned) await trx(CONVERSATIONS).where({ document_id: id }).update(columns);
      const moved =
        input.status !== undefined &&
        (await changeStatus(trx, afterCommit, scope, conversation, input.status, snoozedUntil, at));
      const blockade =
        input.blockSender !== undefined && (await setBlocked(trx, scope, conversation, input.blockSender, at));
      // Every open page loads what is noted here.
      if (assigned || moved || blockade) await changes.note(trx, accountId, [id], at);
      if (input.tagIds) await retag(trx, afterCommit, scope, conversation, { tagIds: input.tagIds });
      if (input.tags) await retag(trx, afterCommit, scope, conversation, input.tags);
      if (input.read) await markAllRead(trx, scope, id, at);
      if (input.readUpToMessageId) await markRead(trx, scope, id, input.readUpToMessageId, at);
    });
  };

  async function setBlocked(
    trx: Knex,
    scope: Access,
    conversation: Conversation,
    wanted: boolean,
    at: number
  ): Promise<boolean> {
    const by = authorOf(scope);
    const changed = wanted ? await block(trx, conversation, by, at) : await unblock(trx, conversation);
    if (!changed) return false;
    const details = { name: conversation.contactName, address: conversation.contactAddress, by };
    await note(trx, conversation, scope, wanted ? 'sender-blocked' : 'sender-unblocked', details, at);
    return true;
  }

  async function validAssignee(
    scope: Access,
    conversationId: string,
    userId: number
  ): Promise<{ id: number; name: string }> {
    const conversation = await visibleConversation(database, scope, conversationId);
    if (!conversation) throw notFound('Conversation');
    const authorised = (await members.of(conversation.accountId)).some((member) => member.userId === userId);
    const user = (await users.list()).find((candidate) => candidate.id === userId);
    if (!authorised || !user?.mayUseInbox) {
      throw invalid('assignee-not-authorised', 'This person may not read the conversations of this account.');
    }
    return { id: user.id, name: user.name };
  }

  async function markAllRead(trx: Knex, scope: Access, conversationId: string, at: number): Promise<void> {
    const newest = (await trx(MESSAGES)
      .where({ conversation_document_id: conversationId })
      .max({ id: 'id' })
      .first()) as { id: number | null } | undefined;
    if (scope.person && newest?.id) await unread.mark(trx, scope.person.id, conversationId, newest.id, at);
  }

  async function markRead(
    trx: Knex,
    scope: Access,
    conversationId: string,
    messageId: string,
    at: number
  ): Promise<void> {
    const row = (await trx(MESSAGES)
      .where({ document_id: messageId, conversation_document_id: conversationId })
      .select('id')
      .first()) as { id: number } | undefined;
    if (!row) throw invalid('unknown-message', 'readUpToMessageId names no message of this conversation.');
    if (!scope.person) throw invalid('nobody-reads', 'Only an admin user can have read something.');
    await unread.mark(trx, scope.person.id, conversationId, row.id, at);
  }

  async function note(
    trx: Knex,
    conversation: Conversation,
    scope: Access,
    type: string,
    details: Record<string, unknown>,
    at: number
  ): Promise<string> {
    const ids = { accountId: conversation.accountId, conversationId: conversation.id };
    const event = newEvent({ ...ids, type, details, author: authorOf(scope), at });
    await messages.insert(trx, [event], at);
    return event.id;
  }
}

function untilOf({ status, snoozedUntil }: UpdateConversation, now: number): number | null {
  if (status !== 'snoozed' || !snoozedUntil) return null;
  const until = Date.parse(snoozedUntil);
  if (until <= now) throw invalid('snooze-in-the-past', 'Choose a time that is still to come.');
  if (until > now + LONGEST_SNOOZE_MS) throw invalid('snooze-too-long', 'Choose a time within a year.');
  return until;
}
