import type { ConversationStatus } from '../api/contracts/inbox';
import { toNumber, toNumberOrNull } from '../database/columns';

export interface Conversation {
  rowId: number;
  id: string;
  accountId: string;
  contactId: string;
  contactName: string;
  contactAddress: string;
  subject: string;
  preview: string;
  status: ConversationStatus;
  assignee: { id: number; name: string } | null;
  assigneeReason: string | null;
  lastMessageAt: number;
  /** When anything of it changed last. */
  changedAt: number;
  messageCount: number;
  /** Of WhatsApp: until when anything may be written. */
  windowExpiresAt: number | null;
  /** While it is snoozed; null: until an answer comes. */
  snoozedUntil: number | null;
}

/** What is known of a conversation that was read, and not of one that is about to be made. */
export interface Standing {
  /** The first message of the customer's that nobody has answered, epoch milliseconds. */
  waitingSince: number | null;
  sendFailed: boolean;
}

export interface ConversationRow {
  id: number;
  document_id: string;
  account_document_id: string;
  contact_document_id: string;
  contact_name: string | null;
  contact_address: string | null;
  subject: string | null;
  preview: string | null;
  status: ConversationStatus;
  assignee_id: number | null;
  assignee_name: string | null;
  assignee_reason: string | null;
  last_message_at: unknown;
  changed_at: unknown;
  message_count: number | null;
  window_expires_at: unknown;
  snoozed_until: unknown;
  waiting_since: unknown;
  send_failed: unknown;
  last_inbound_id: unknown;
}

export const toStanding = (row: ConversationRow): Standing => ({
  waitingSince: toNumberOrNull(row.waiting_since),
  sendFailed: toNumber(row.send_failed) === 1,
});

export const toConversation = (row: ConversationRow): Conversation => ({
  rowId: row.id,
  id: row.document_id,
  accountId: row.account_document_id,
  contactId: row.contact_document_id,
  contactName: row.contact_name ?? '',
  contactAddress: row.contact_address ?? '',
  subject: row.subject ?? '',
  preview: row.preview ?? '',
  status: row.status,
  assignee: row.assignee_id === null ? null : { id: row.assignee_id, name: row.assignee_name ?? '' },
  assigneeReason: row.assignee_reason,
  lastMessageAt: toNumber(row.last_message_at),
  // Conversations of an earlier version have none until something changes.
  changedAt: toNumber(row.changed_at ?? row.last_message_at),
  messageCount: row.message_count ?? 0,
  windowExpiresAt: toNumberOrNull(row.window_expires_at),
  snoozedUntil: row.status === 'snoozed' ? toNumberOrNull(row.snoozed_until) : null,
});
