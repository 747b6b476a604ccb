import type { Knex } from 'knex';
import { TABLE } from '../database/models';
import { toNumber } from '../database/columns';
import { moveDrafts } from '../drafts/join-drafts';
import { joinTags } from '../tags/tag-table';
import type { ConversationRow } from './conversation';
import { ATTACHMENTS, CONVERSATIONS, MESSAGES } from './tables';

const STATUS_ORDER = ['open', 'pending', 'snoozed', 'closed', 'spam'];

/**
 * Makes the younger of two conversations part of the older one. Nothing of either is lost: what is open stays open, who
 * was responsible stays so, what somebody had not read stays unread. Both rows are locked by the caller.
 */
export async function mergeConversations(
  trx: Knex,
  into: ConversationRow,
  from: ConversationRow,
  now: number
): Promise<void> {
  const old = { conversation_document_id: from.document_id };
  const new_ = { conversation_document_id: into.document_id };
  await mergeReads(trx, into.document_id, from.document_id, now);
  await moveDrafts(trx, into.document_id, from.document_id);
  await joinTags(trx, into.document_id, from.document_id);
  for (const table of [MESSAGES, ATTACHMENTS, TABLE.alias]) await trx(table).where(old).update(new_);
  const people = (await trx(TABLE.participant).where(old).select('address', 'name')) as Record<string, unknown>[];
  await trx(TABLE.participant).where(old).delete();
  for (let index = 0; index < people.length; index += 300) {
    await trx(TABLE.participant)
      .insert(people.slice(index, index + 300).map((person) => ({ ...person, ...new_ })))
      .onConflict(['conversation_document_id', 'address'])
      .ignore();
  }
  // Answers that wait go out in the order of the one conversation from now on.
  await trx(TABLE.job)
    .where({ order_key: `conversation:${from.document_id}` })
    .update({ order_key: `conversation:${into.document_id}` });
  await trx(TABLE.redirect).where({ to_document_id: from.document_id }).update({ to_document_id: into.document_id });
  await trx(TABLE.redirect).insert({
    account_document_id: into.account_document_id,
    from_document_id: from.document_id,
    to_document_id: into.document_id,
    at: now,
  });
  await trx(CONVERSATIONS).where({ document_id: from.document_id }).delete();

  const newer = toNumber(from.last_message_at) > toNumber(into.last_message_at);
  const status = [into.status, from.status].sort((a, b) => STATUS_ORDER.indexOf(a) - STATUS_ORDER.indexOf(b))[0];
  await trx(CONVERSATIONS)
    .where({ document_id: into.document_id })
    .update({
      status,
      message_count: (into.message_count ?? 0) + (from.message_count ?? 0),
      ...(newer ? { last_message_at: from.last_message_at, preview: from.preview } : {}),
      ...(into.assignee_id === null
        ? {
            assignee_id: from.assignee_id,
            assignee_name: from.assignee_name,
            assignee_reason: from.assignee_reason,
          }
        : {}),
    });
}

/** One mark for what were two: just before the first message that the person has not read in either. */
async function mergeReads(trx: Knex, into: string, from: string, now: number): Promise<void> {
  const rows = (await trx(TABLE.read)
    .whereIn('conversation_document_id', [into, from])
    .select('user_id', 'conversation_document_id', 'read_message_id')) as {
    user_id: number;
    conversation_document_id: string;
    read_message_id: number;
  }[];
  await trx(TABLE.read).where({ conversation_document_id: from }).delete();
  for (const userId of new Set(rows.map((row) => row.user_id))) {
    const marks = [into, from].map((id) => {
      const row = rows.find((each) => each.user_id === userId && each.conversation_document_id === id);
      return { id, mark: row?.read_message_id ?? 0 };
    });
    const unread = (await trx(MESSAGES)
      .where({ direction: 'inbound', imported: false })
      .where((either) => {
        for (const { id, mark } of marks)
          void either.orWhere((one) => void one.where({ conversation_document_id: id }).where('id', '>', mark));
      })
      .min({ first: 'id' })
      .first()) as { first: number | null } | undefined;
    const first = unread?.first ?? null;
    const mark = first === null ? Math.max(...marks.map((each) => each.mark)) : first - 1;
    await trx(TABLE.read)
      .insert({ user_id: userId, conversation_document_id: into, read_message_id: mark, read_at: now })
      .onConflict(['user_id', 'conversation_document_id'])
      .merge(['read_message_id', 'read_at']);
  }
}
