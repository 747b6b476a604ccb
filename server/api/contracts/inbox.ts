import { z } from 'zod';
import type { ConversationStatus } from './conversation-filters';
import { emailAddress, headerText } from './fields';
import type { MailNotice } from '../../mail/types';
import type { DeliveryReason } from '../../mail/bounces/types';
import { documentId, MAX_INTEGER, pageQuery, rowId, type Instant } from './common';
import type { InvitationDto } from './invitations';
import { CONVERSATION_STATUSES } from './conversation-filters';
import type { ConversationTagDto } from './tags';
import { outgoingLocation, type WhatsAppMessageDto } from './whatsapp-messages';

export {
  CONVERSATION_STATUSES,
  inboxQuery,
  MEDIA,
  type ConversationFilters,
  type ConversationStatus,
  type InboxQuery,
  type Medium,
} from './conversation-filters';

export const MESSAGE_STATUSES = [
  'received',
  'scheduled',
  'queued',
  'sending',
  'accepted',
  'sent',
  'delivered',
  'read',
  'failed',
  'uncertain',
  'cancelled',
] as const;
export type MessageStatus = (typeof MESSAGE_STATUSES)[number];

export interface PersonDto {
  id: number;
  name: string;
}

export interface ConversationDto {
  id: string;
  account: { id: string; name: string; kind: string };
  contact: { id: string; name: string; address: string };
  customer: { uid: string; documentId: string; name: string } | null;
  subject: string;
  preview: string;
  status: ConversationStatus;
  assignee: PersonDto | null;
  tags: ConversationTagDto[];
  /** For the person asking. */
  unreadCount: number;
  /** The person asking has begun an answer and not sent it. */
  hasDraft: boolean;
  lastMessageAt: Instant;
  /** Any change: a message, its fate, an assignee, a status. */
  updatedAt: Instant;
  windowExpiresAt: Instant | null;
  /** Of a snoozed one: until when; null: until an answer comes. */
  snoozedUntil: Instant | null;
  /** Since when the customer waits for an answer; null: does not. */
  waitingSince: Instant | null;
  /** An answer of this conversation failed, and nothing was done about it yet. */
  sendFailed: boolean;
  /** Where the words of a search stand; only in the answer to one. */
  match?: SearchMatchDto;
}

/** Plain text in pieces, in their order; `marked` ones are what was searched for. Never HTML. */
export interface MarkedText {
  text: string;
  marked: boolean;
}
export interface SearchMatchDto {
  /** The message that has the words; null where they stand in the conversation's own data. */
  messageId: string | null;
  /** `quote`: the customer has a quote of this number. */
  field: 'text' | 'note' | 'subject' | 'contact' | 'customer' | 'file' | 'quote';
  excerpt: MarkedText[];
}

export interface InboxPageDto {
  data: ConversationDto[];
  /** `preparing`: of a search while older conversations are still being put into it. */
  meta: { nextCursor: string | null; preparing?: { done: number; total: number } | null };
}

/** A conversation of another account that holds a mail of this one. */
export interface LinkedConversationDto {
  id: string;
  account: { id: string; name: string; address: string };
}

export interface ConversationDetailDto extends ConversationDto {
  participants: { name: string; address: string }[];
  /** Whom a reply goes to unless the writer says otherwise. */
  replyTo: { to: AddressDto[]; cc: AddressDto[]; subject: string };
  /** The newest message, for `lastSeenMessageId`. */
  lastMessageId: string | null;
  /** The newest entry of any kind, for `readUpToMessageId`: a failed delivery is unread as well. */
  lastItemId: string | null;
  /** What its contact writes to this account goes to spam. */
  senderBlocked: boolean;
  /** Where else the same mails are, of the accounts that the person may read. */
  alsoIn: LinkedConversationDto[];
}

export const updateConversation = z
  .strictObject({
    status: z.enum(CONVERSATION_STATUSES).optional(),
    /** With the status `snoozed`: when it opens by itself. Missing or null: when an answer comes. */
    snoozedUntil: z.iso.datetime({ offset: true }).nullable().optional(),
    /** An admin user's id, or null for nobody. */
    assigneeId: rowId.nullable().optional(),
    /** Compare and set: the assignee that the writer saw; a different one answers 409 `assignee-changed`. */
    expectedAssigneeId: rowId.nullable().optional(),
    /** Marks everything up to this message as read by the person asking. */
    readUpToMessageId: documentId.optional(),
    /** What its contact writes to this account goes to spam from now on; false: goes to the inbox again. */
    blockSender: z.boolean().optional(),
  })
  .refine((value) => Object.keys(value).length > 0, { error: 'say what to change' })
  .refine(({ status, snoozedUntil }) => snoozedUntil === undefined || status === 'snoozed', {
    error: 'belongs to the status snoozed',
    path: ['snoozedUntil'],
  });
export type UpdateConversation = z.infer<typeof updateConversation>;

export const addressInput = z.strictObject({ name: headerText(120).optional(), address: emailAddress });
export interface AddressDto {
  name: string;
  address: string;
}

export const MAX_RECIPIENTS = 50;
/** Files of a mail that its forward can name. */
export const MAX_FORWARDED_FILES = 500;
export const createMessage = z.strictObject({
  kind: z.enum(['reply', 'forward', 'note', 'template']),
  /** Of WhatsApp, with `kind: template`: an approved one, which may be sent outside the 24 hours as well. */
  templateId: documentId.optional(),
  /** What its variables stand for, where that is not known by itself or is to be something else. */
  values: z.record(z.string().max(60), z.string().max(1_000)).optional(),
  /** Of a reply: the mail of this conversation that is answered. Missing: the newest that came in. */
  replyOf: documentId.optional(),
  /** Of a forward: the mail of this conversation that goes on, with its files. */
  forwardOf: documentId.optional(),
  /** Files of that mail which do not go along. One that is not of that mail is refused. */
  withoutFileIds: z.array(documentId).max(MAX_FORWARDED_FILES).optional(),
  text: z.string().max(500_000).optional(),
  /**
   * Rich text of the composer; sanitised before it is stored. `<img data-upload-id>` shows an upload of the writer for
   * this conversation, which becomes a part of the mail.
   */
  html: z.string().max(1_000_000).optional(),
  to: z.array(addressInput).max(MAX_RECIPIENTS).optional(),
  cc: z.array(addressInput).max(MAX_RECIPIENTS).optional(),
  /** Get the mail without being named in it (RFC 5322 section 3.6.3). */
  bcc: z.array(addressInput).max(MAX_RECIPIENTS).optional(),
  subject: headerText(998).optional(),
  attachmentIds: z.array(documentId).max(100).default([]),
  /** Of a reply: one that the person may use, or `none`. Missing: their default on this account. */
  signatureId: z.union([z.literal('none'), documentId]).optional(),
  /** The mail of this conversation that a reply quotes below the signature. Null or missing: none. */
  quoteOf: documentId.nullable().optional(),
  /** Of the words that stand above the quotation and in place of pictures. Missing: English. */
  language: z.enum(['en', 'es']).optional(),
  /** IANA name of the writer's time zone, for the instant above the quotation. Missing: UTC. */
  timeZone: z.string().max(64).optional(),
  /** Of WhatsApp: the message of this conversation that a reply answers. */
  replyToMessageId: documentId.nullable().optional(),
  /** Of WhatsApp: a place, which goes as a message of its own. */
  location: outgoingLocation.optional(),
  /** The newest message the writer had seen; something newer answers 409 `newer-message`. Null: an empty conversation. */
  lastSeenMessageId: documentId.nullable().optional(),
  /** The revision of the draft that this is: what was changed in it since stays a draft. */
  draftRevision: z.number().int().min(0).max(MAX_INTEGER).optional(),
  /** The same key again answers the message that already exists. */
  idempotencyKey: z.string().min(8).max(128),
  /** Not before then, and within a year. */
  sendAt: z.iso.datetime({ offset: true }).optional(),
  /** Waits as long as the account gives its writers to take it back. */
  undoable: z.boolean().optional(),
  /** Of a note: admin users who are told of it. */
  mentions: z.array(rowId).max(20).optional(),
  /** The conversation is closed with it. */
  close: z.boolean().optional(),
});
export type CreateMessage = z.infer<typeof createMessage>;

export interface AttachmentDto {
  id: string;
  name: string;
  type: string;
  size: number;
  inline: boolean;
  /** For images of the HTML body, matched with `data-content-id`. */
  contentId: string | null;
  /** `placeholder`: over a limit of the account, or its file is gone; `reason` says which. */
  /** `pending`: of WhatsApp, still to be fetched from the provider. */
  state: 'stored' | 'placeholder' | 'pending';
  reason: string | null;
}

export interface RecipientOutcomeDto {
  address: string;
  status: 'accepted' | 'rejected';
  message: string | null;
  /** What a mail system reported later, where one did. */
  delivery?: DeliveryDto;
}

export interface DeliveryDto {
  action: 'failed' | 'delayed' | 'relayed' | 'delivered';
  /** `hard`: writing again is of no use. Null unless it failed or waits. */
  class: 'hard' | 'soft' | null;
  /** Enhanced status code (RFC 3463) and reply code of SMTP, where the report gives them. */
  status: string | null;
  smtpCode: string | null;
  /** Stable code of the reason. */
  reason: DeliveryReason | null;
  /** The server's words. */
  diagnostic: string;
}

/** `id` is null where an API token, a role or code of the host wrote it; `name` is then theirs. */
export interface AuthorDto {
  id: number | null;
  name: string;
}

export interface MessageDto {
  id: string;
  direction: 'inbound' | 'outbound';
  kind: 'message' | 'note' | 'event';
  status: MessageStatus;
  error: { code: string; message: string } | null;
  from: AddressDto;
  to: AddressDto[];
  cc: AddressDto[];
  bcc: AddressDto[];
  subject: string;
  text: string;
  /** Always sanitised; null when the mail has only plain text or could not be sanitised within limits. */
  html: string | null;
  hasRemoteImages: boolean;
  /** When the server or provider received it: the order on screen. */
  sentAt: Instant;
  /** Of one that waits, `scheduled` or for its writer to think again: when it goes out. */
  sendAt: Instant | null;
  /** What the mail's own Date header says, where it has a valid one. */
  dateHeader: Instant | null;
  externalId: string;
  /** Who wrote it here; null for inbound mail and what was sent from another mail client. */
  author: AuthorDto | null;
  /** `true`: the sender was no participant before; joined by a reference to a message of ours. */
  unverifiedSender: boolean;
  /** `true`: no person wrote it for us (out of office, notice, mailing list). Automatic answers never answer it. */
  automatic: boolean;
  recipients: RecipientOutcomeDto[];
  attachments: AttachmentDto[];
  /** Set on `kind: event`. */
  event: { type: string; details: Record<string, unknown> } | null;
  /** Invitations to events that the mail carries. */
  invitations: InvitationDto[];
  /** What to know of how the mail is shown; stable codes. */
  notices: MailNotice[];
  /** Set on messages of WhatsApp. */
  whatsapp: WhatsAppMessageDto | null;
  /** Whom an answer to this very mail goes to; of the mails in the list of a conversation. */
  replyTo?: { to: AddressDto[]; cc: AddressDto[] };
}

/** An account that the person may read, for the filter of the list. */
export interface InboxAccountDto {
  id: string;
  name: string;
  kind: string;
  state: 'active' | 'error' | 'paused';
}

/** Less than two characters answer who takes part in the conversation. */
export const recipientsQuery = z.strictObject({ q: z.string().max(120).default('') });

export const messagesQuery = pageQuery;

/** `since` is the cursor of the answer before; none answers the present cursor and no changes. */
export const changesQuery = z.strictObject({ since: z.string().max(64).optional() });
export interface ChangesDto {
  /** Conversations that changed, of those the person may see. At least once: a change may be named twice. */
  conversationIds: string[];
  cursor: string;
  /** What the server's clock says, for pages that count down: theirs may be set wrong. */
  serverTime: Instant;
  /** Another one when a tag was made, changed or retired: it may stand on any conversation. */
  tagsVersion: string;
}

export interface UploadDto {
  id: string;
  name: string;
  type: string;
  size: number;
}
/** A link that opens without a token in the browser for `expiresAt`, for this person only while the right lasts. */
export interface AttachmentLinkDto {
  url: string;
  expiresAt: Instant;
}
