import type { Knex } from 'knex';
import type { ConversationFilters, Medium } from '../api/contracts/inbox';
import { ACCOUNTS } from '../accounts/repository';
import { invalid } from '../api/errors';
import { TABLE } from '../database/models';
import type { Access } from '../security/scope';
import { CONTACTS, CONVERSATIONS } from './tables';

const KINDS: Record<Medium, string> = { email: 'imap', whatsapp: 'whatsapp-cloud' };
const own = (column: string) => `${CONVERSATIONS}.${column}`;

/**
 * Filters as conditions on conversations of one account, or of several, that are within a scope already. `begins`: does the
 * query begin at what is rare, or does it walk the list and look at each row?
 */
export function filterConditions(
  rows: Knex.QueryBuilder,
  knex: Knex,
  access: Access,
  filters: ConversationFilters,
  begins: 'at-rare' | 'at-list'
): void {
  const { assignee, from, to, customer, contact } = filters;
  if (!filters.status) rows.whereNot({ [own('status')]: 'spam' });
  if (assignee === 'nobody') rows.whereNull(own('assignee_id'));
  else if (assignee === 'anyone') rows.whereNotNull(own('assignee_id'));
  else if (assignee === 'me') rows.where({ [own('assignee_id')]: access.person?.id ?? 0 });
  else if (assignee !== undefined) rows.where({ [own('assignee_id')]: assignee });
  if (filters.waiting) rows.whereNotNull(own('waiting_since'));
  if (filters.failed) rows.where({ [own('send_failed')]: 1 });
  if (filters.unread) unread(rows, knex, access);
  if (from !== undefined) rows.where(own('last_message_at'), '>=', new Date(from).getTime());
  if (to !== undefined) rows.where(own('last_message_at'), '<', new Date(to).getTime());
  if (customer !== undefined) {
    rows.whereIn(
      own('contact_document_id'),
      knex(CONTACTS).where({ customer_document_id: customer }).select('document_id')
    );
  }
  if (contact !== undefined) rows.where({ [own('contact_document_id')]: contact });
  if (filters.channel) {
    const kinds = filters.channel.map((medium) => KINDS[medium]);
    rows.whereIn(own('account_document_id'), knex(ACCOUNTS).whereIn('kind', kinds).select('document_id'));
  }
  tags(rows, knex, filters, begins);
}

/** Unread is what came in after the person last looked, and after they were let in. */
function unread(rows: Knex.QueryBuilder, knex: Knex, { person }: Access): void {
  if (!person) throw invalid('nobody-reads', 'Only an admin user can have read something.');
  const read = knex({ r: TABLE.read })
    .where({ 'r.user_id': person.id })
    .whereRaw('?? = ??', ['r.conversation_document_id', own('document_id')])
    .select('r.read_message_id');
  const letIn = knex({ a: TABLE.member })
    .where({ 'a.user_id': person.id })
    .whereRaw('?? = ??', ['a.account_document_id', own('account_document_id')])
    .select('a.unread_from_id');
  rows
    .where(own('last_inbound_id'), '>', knex.raw('coalesce(?, 0)', [letIn]))
    .where(own('last_inbound_id'), '>', knex.raw('coalesce(?, 0)', [read]));
}

/** Conversations that carry any of these tags. */
export const tagged = (knex: Knex, tagIds: readonly string[]): Knex.QueryBuilder =>
  knex(TABLE.conversationTag).whereIn('tag_document_id', tagIds).select('conversation_document_id');

function tags(
  rows: Knex.QueryBuilder,
  knex: Knex,
  { tag = [], tagMode = 'any' }: ConversationFilters,
  begins: 'at-rare' | 'at-list'
): void {
  const carried = (tagIds: readonly string[]) => {
    const carrying = knex({ t: TABLE.conversationTag })
      .whereRaw('?? = ??', ['t.conversation_document_id', own('document_id')])
      .select(knex.raw('1'));
    return tagIds.length > 0 ? carrying.whereIn('t.tag_document_id', tagIds) : carrying;
  };
  const carries = (tagIds: readonly string[]) =>
    begins === 'at-rare' ? rows.whereIn(own('document_id'), tagged(knex, tagIds)) : rows.whereExists(carried(tagIds));
  if (tagMode === 'none') rows.whereNotExists(carried(tag));
  else if (tag.length > 0 && tagMode === 'any') carries(tag);
  else for (const id of tag) carries([id]);
}
