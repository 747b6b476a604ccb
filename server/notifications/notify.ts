import type { Knex } from 'knex';
import type { NotificationKind } from '../api/contracts/notifications';
import { CONVERSATIONS, MESSAGES } from '../conversations/tables';
import { TABLE } from '../database/models';

interface About {
  accountId: string;
  messageId: string;
}

/** Written in the transaction of what it tells of; the same twice is one. */
export async function notify(
  trx: Knex,
  kind: NotificationKind,
  userIds: number[],
  { accountId, messageId }: About,
  at: number
): Promise<void> {
  if (userIds.length === 0) return;
  await insert(
    trx,
    [...new Set(userIds)].map((userId) => row(kind, userId, accountId, messageId, at))
  );
}

/** The customer wrote in conversations that are somebody's. Of spam nobody is told. */
export async function notifyReplies(
  trx: Knex,
  accountId: string,
  news: { conversationId: string; messageId: string }[],
  at: number
): Promise<void> {
  if (news.length === 0) return;
  const rows = (await trx(CONVERSATIONS)
    .whereIn('document_id', [...new Set(news.map(({ conversationId }) => conversationId))])
    .whereNotNull('assignee_id')
    .whereNot({ status: 'spam' })
    .select('document_id', 'assignee_id')) as { document_id: string; assignee_id: number }[];
  const assigneeOf = new Map(rows.map(({ document_id: id, assignee_id: assignee }) => [id, assignee]));
  await insert(
    trx,
    news.flatMap(({ conversationId, messageId }) => {
      const assignee = assigneeOf.get(conversationId);
      return assignee === undefined ? [] : [row('replied', assignee, accountId, messageId, at)];
    })
  );
}

/** Answers that were not sent, or came back: whoever wrote them is to know, each time that a further try fails. */
export async function notifyFailures(trx: Knex, accountId: string, messageIds: string[], at: number): Promise<void> {
  if (messageIds.length === 0) return;
  const rows = (await trx(MESSAGES)
    .whereIn('document_id', messageIds)
    .whereNotNull('author_id')
    .select('document_id', 'author_id')) as { document_id: string; author_id: number }[];
  await trx(TABLE.notification).where({ kind: 'failed' }).whereIn('message_document_id', messageIds).delete();
  await insert(
    trx,
    rows.map(({ document_id: messageId, author_id: author }) => row('failed', author, accountId, messageId, at))
  );
}

const row = (kind: NotificationKind, userId: number, accountId: string, messageId: string, at: number) => ({
  user_id: userId,
  kind,
  account_document_id: accountId,
  message_document_id: messageId,
  at,
});

async function insert(trx: Knex, rows: ReturnType<typeof row>[]): Promise<void> {
  if (rows.length === 0) return;
  await trx(TABLE.notification).insert(rows).onConflict(['user_id', 'kind', 'message_document_id']).ignore();
}
