import type { Knex } from 'knex';
import type { ConversationDto, InboxQuery } from '../api/contracts/inbox';
import type { ConversationTagDto } from '../api/contracts/tags';
import { ACCOUNTS } from '../accounts/repository';
import { fromJson, toInstant, toInstantOrNull, toNumber } from '../database/columns';
import type { Database, Dialect } from '../database/database';
import { TABLE } from '../database/models';
import type { Access } from '../security/scope';
import { byName } from '../tags/tag-table';
import { toConversation, toStanding, type ConversationRow } from './conversation';
import { CONTACTS, MESSAGES } from './tables';

export interface ListedRow extends ConversationRow {
  account_name: string | null;
  account_kind: string | null;
  known_name: string | null;
  customer_uid: string | null;
  customer_document_id: string | null;
  customer_name: string | null;
  has_draft: unknown;
  unread: unknown;
  tags: unknown;
}

/** What a page shows beside the row itself: names, the person's own unread and draft, tags. All in the one statement. */
export function withListColumns(
  { knex, dialect }: Database,
  access: Access,
  page: Knex.QueryBuilder
): Knex.QueryBuilder {
  return knex
    .from(page.as('page'))
    .leftJoin({ k: CONTACTS }, 'k.document_id', 'page.contact_document_id')
    .leftJoin({ a: ACCOUNTS }, 'a.document_id', 'page.account_document_id')
    .select('page.*', 'k.customer_uid', 'k.customer_document_id', 'k.customer_name', {
      account_name: 'a.name',
      account_kind: 'a.kind',
      known_name: 'k.name',
      unread: unreadOf(knex, access),
      has_draft: draftOf(knex, access),
      tags: tagsOf(knex, dialect),
    });
}

/** A join need not keep the order of what it was given. */
export function inOrder({ sort }: InboxQuery, rows: ListedRow[]): ListedRow[] {
  const at = (row: ListedRow) => toNumber(sort === 'waiting' ? row.waiting_since : row.last_message_at);
  const way = sort === 'waiting' ? 1 : -1;
  return [...rows].sort((one, other) => way * (at(one) - at(other) || one.id - other.id));
}

const ofPage = (knex: Knex, alias: string, table: string): Knex.QueryBuilder =>
  knex({ [alias]: table }).whereRaw('?? = ??', [`${alias}.conversation_document_id`, 'page.document_id']);

function unreadOf(knex: Knex, { person }: Access): Knex.QueryBuilder {
  const messages = ofPage(knex, 'm', MESSAGES).where({ 'm.direction': 'inbound', 'm.imported': false }).count('*');
  if (!person) {
    // Tokens, roles and services read nothing up to anywhere: for them it is what came after the last answer.
    const lastAnswer = ofPage(knex, 'o', MESSAGES)
      .where({ 'o.direction': 'outbound', 'o.kind': 'message' })
      .max('o.id');
    return messages.where('m.id', '>', knex.raw('coalesce(?, 0)', [lastAnswer]));
  }
  const read = ofPage(knex, 'r', TABLE.read).where({ 'r.user_id': person.id }).select('r.read_message_id');
  const letIn = knex({ l: TABLE.member })
    .where({ 'l.user_id': person.id })
    .whereRaw('?? = ??', ['l.account_document_id', 'page.account_document_id'])
    .select('l.unread_from_id');
  return messages
    .where('m.id', '>', knex.raw('coalesce(?, 0)', [read]))
    .where('m.id', '>', knex.raw('coalesce(?, 0)', [letIn]));
}

const draftOf = (knex: Knex, { person }: Access): Knex.QueryBuilder =>
  ofPage(knex, 'd', TABLE.draft)
    .where({ 'd.user_id': person?.id ?? 0 })
    .count('*');

const JSON_LIST: Record<Dialect, string> = {
  sqlite:
    "json_group_array(json_object('id', t.document_id, 'name', t.name, 'color', t.color, 'retiredAt', t.retired_at))",
  postgres:
    "json_agg(json_build_object('id', t.document_id, 'name', t.name, 'color', t.color, 'retiredAt', t.retired_at))",
  mysql: "json_arrayagg(json_object('id', t.document_id, 'name', t.name, 'color', t.color, 'retiredAt', t.retired_at))",
};

const tagsOf = (knex: Knex, dialect: Dialect): Knex.QueryBuilder =>
  ofPage(knex, 'ct', TABLE.conversationTag)
    .join({ t: TABLE.tag }, 't.document_id', 'ct.tag_document_id')
    .select(knex.raw(JSON_LIST[dialect]));

export function toConversationDto(row: ListedRow): ConversationDto {
  const conversation = toConversation(row);
  const standing = toStanding(row);
  const { customer_uid: uid, customer_document_id: documentId } = row;
  return {
    id: conversation.id,
    account: { id: conversation.accountId, name: row.account_name ?? '', kind: row.account_kind ?? '' },
    contact: {
      id: conversation.contactId,
      name: row.known_name || conversation.contactName || conversation.contactAddress,
      address: conversation.contactAddress,
    },
    customer: uid && documentId ? { uid, documentId, name: row.customer_name ?? '' } : null,
    subject: conversation.subject,
    preview: conversation.preview,
    status: conversation.status,
    assignee: conversation.assignee,
    tags: toTags(row.tags),
    unreadCount: toNumber(row.unread),
    hasDraft: toNumber(row.has_draft) > 0,
    lastMessageAt: toInstant(conversation.lastMessageAt),
    updatedAt: toInstant(conversation.changedAt),
    windowExpiresAt: toInstantOrNull(conversation.windowExpiresAt),
    snoozedUntil: toInstantOrNull(conversation.snoozedUntil),
    waitingSince: toInstantOrNull(standing.waitingSince),
    sendFailed: standing.sendFailed,
  };
}

interface TagColumns extends Omit<ConversationTagDto, 'retired'> {
  retiredAt: unknown;
}
const toTags = (json: unknown): ConversationTagDto[] =>
  fromJson<TagColumns[]>(json, [])
    .map(({ retiredAt, ...tag }) => ({ ...tag, retired: retiredAt !== null }))
    .sort(byName);
