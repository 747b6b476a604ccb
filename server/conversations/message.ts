import type { MessageStatus } from '../api/contracts/inbox';
import { clip, fromJson, toBoolean, toJson, toNumber, toNumberOrNull } from '../database/columns';
import { fromStoredInvitation, type StoredInvitation } from '../mail/calendar/stored-invitation';
import type { Invitation } from '../mail/calendar/types';
import type { MailAddress, MailNotice } from '../mail/types';
import type { WhatsAppMessage } from '../whatsapp/message';
import type { Recipient } from './delivery';

export interface Message {
  /** Grows in the order of storing. */
  rowId: number;
  id: string;
  accountId: string;
  conversationId: string;
  direction: 'inbound' | 'outbound';
  kind: 'message' | 'note' | 'event';
  status: MessageStatus;
  error: { code: string; message: string } | null;
  from: MailAddress;
  replyTo: MailAddress[];
  to: MailAddress[];
  cc: MailAddress[];
  /** Of mails written here: nobody else knows. */
  bcc: MailAddress[];
  subject: string;
  text: string;
  html: string | null;
  hasRemoteImages: boolean;
  receivedAt: number;
  /** Of one that waits to be sent: not before this instant. */
  sendAt: number | null;
  dateHeader: number | null;
  externalId: string;
  identityKey: string;
  idempotencyKey: string | null;
  /** Without an id: an API token, a role or code of the host. */
  author: { id: number | null; name: string } | null;
  imported: boolean;
  unverifiedSender: boolean;
  /** No person wrote it for us. */
  automatic: boolean;
  threadReason: string;
  recipients: Recipient[];
  rawKey: string | null;
  /** The chain that the mail itself carried: In-Reply-To and References. */
  references: { inReplyTo: string | null; references: string[] } | null;
  event: { type: string; details: Record<string, unknown> } | null;
  invitations: Invitation[];
  notices: MailNotice[];
  /** Set on messages of WhatsApp. */
  whatsapp: WhatsAppMessage | null;
}

/** What few messages have may be left out. `heldDraft`: JSON of the draft that one who waits was. */
export type NewMessage = Omit<Message, 'rowId' | keyof OfFew> & Partial<OfFew> & { heldDraft?: string | null };
type OfFew = Pick<Message, 'invitations' | 'notices' | 'whatsapp' | 'sendAt'>;

export interface MessageRow {
  id: number;
  document_id: string;
  account_document_id: string;
  conversation_document_id: string;
  direction: Message['direction'];
  kind: Message['kind'];
  status: MessageStatus;
  error_code: string | null;
  error_message: string | null;
  from_name: string | null;
  from_address: string | null;
  reply_to: unknown;
  to: unknown;
  cc: unknown;
  bcc: unknown;
  subject: string | null;
  text: string | null;
  html: string | null;
  has_remote_images: unknown;
  received_at: unknown;
  send_at: unknown;
  date_header: unknown;
  external_id: string | null;
  identity_key: string;
  idempotency_key: string | null;
  author_id: number | null;
  author_name: string | null;
  imported: unknown;
  unverified_sender: unknown;
  automatic: unknown;
  thread_reason: string | null;
  recipients: unknown;
  raw_key: string | null;
  references: unknown;
  event: unknown;
  invitations: unknown;
  notices: unknown;
  whatsapp: unknown;
}

export const toMessage = (row: MessageRow): Message => ({
  rowId: row.id,
  id: row.document_id,
  accountId: row.account_document_id,
  conversationId: row.conversation_document_id,
  direction: row.direction,
  kind: row.kind,
  status: row.status,
  error: row.error_code ? { code: row.error_code, message: row.error_message ?? '' } : null,
  from: { name: row.from_name ?? '', address: row.from_address ?? '' },
  replyTo: fromJson<MailAddress[]>(row.reply_to, []),
  to: fromJson<MailAddress[]>(row.to, []),
  cc: fromJson<MailAddress[]>(row.cc, []),
  bcc: fromJson<MailAddress[]>(row.bcc, []),
  subject: row.subject ?? '',
  text: row.text ?? '',
  html: row.html,
  hasRemoteImages: toBoolean(row.has_remote_images),
  receivedAt: toNumber(row.received_at),
  sendAt: toNumberOrNull(row.send_at),
  dateHeader: toNumberOrNull(row.date_header),
  externalId: row.external_id ?? '',
  identityKey: row.identity_key,
  idempotencyKey: row.idempotency_key,
  author:
    row.author_id === null && row.author_name === null ? null : { id: row.author_id, name: row.author_name ?? '' },
  imported: toBoolean(row.imported),
  unverifiedSender: toBoolean(row.unverified_sender),
  automatic: toBoolean(row.automatic),
  threadReason: row.thread_reason ?? '',
  recipients: fromJson<Recipient[]>(row.recipients, []),
  rawKey: row.raw_key,
  references: fromJson<Message['references']>(row.references, null),
  event: fromJson<Message['event']>(row.event, null),
  invitations: fromJson<StoredInvitation[]>(row.invitations, []).map(fromStoredInvitation),
  notices: fromJson<MailNotice[]>(row.notices, []),
  whatsapp: fromJson<WhatsAppMessage | null>(row.whatsapp, null),
});

export const toMessageColumns = (message: NewMessage, at: Date): Omit<MessageRow, 'id'> & Record<string, unknown> => ({
  document_id: message.id,
  account_document_id: message.accountId,
  conversation_document_id: message.conversationId,
  direction: message.direction,
  kind: message.kind,
  status: message.status,
  error_code: message.error?.code ?? null,
  error_message: message.error?.message ?? null,
  from_name: message.from.name,
  from_address: message.from.address,
  reply_to: toJson(message.replyTo),
  to: toJson(message.to),
  cc: toJson(message.cc),
  bcc: toJson(message.bcc),
  subject: message.subject,
  text: message.text,
  html: message.html,
  has_remote_images: message.hasRemoteImages,
  received_at: message.receivedAt,
  send_at: message.sendAt ?? null,
  held_draft: message.heldDraft ?? null,
  date_header: message.dateHeader,
  external_id: message.externalId,
  identity_key: message.identityKey,
  idempotency_key: message.idempotencyKey,
  author_id: message.author?.id ?? null,
  author_name: message.author ? clip(message.author.name) : null,
  imported: message.imported,
  unverified_sender: message.unverifiedSender,
  automatic: message.automatic,
  thread_reason: message.threadReason,
  recipients: toJson(message.recipients),
  raw_key: message.rawKey,
  references: toJson(message.references),
  event: toJson(message.event),
  invitations: message.invitations?.length ? toJson(message.invitations) : null,
  notices: message.notices?.length ? toJson(message.notices) : null,
  whatsapp: message.whatsapp ? toJson(message.whatsapp) : null,
  created_at: at,
  updated_at: at,
  published_at: at,
});
