import { z } from 'zod';
import { ACCOUNT_KINDS } from './accounts';
import { emailAddress, headerText } from './fields';
import { documentId, pageQuery, rowId } from './common';
import { MAX_TAGS_OF_CONVERSATION } from '../../tags/palette';
import { addressInput, CONVERSATION_STATUSES, MAX_RECIPIENTS, MESSAGE_STATUSES } from './inbox';

/**
 * What the host's own code and its API tokens get and send. The answers are schemas too: docs/openapi.json is made of
 * them.
 */
const instant = z.iso.datetime().describe('ISO 8601, UTC');

export const hostConversationsQuery = pageQuery.extend({
  accountId: documentId.optional(),
  status: z.enum(CONVERSATION_STATUSES).optional(),
  customerId: documentId.optional().describe('documentId of a customer of the host'),
  contactAddress: emailAddress.optional().describe('email address of the contact'),
  updatedSince: z.iso
    .datetime({ offset: true })
    .optional()
    .describe('conversations of which anything has changed at this instant or later'),
});
export type HostConversationsQuery = z.infer<typeof hostConversationsQuery>;

export const hostMessagesQuery = pageQuery;

export const hostContactsQuery = pageQuery.extend({
  customerId: documentId.optional().describe('documentId of a customer of the host'),
  address: emailAddress.optional(),
});
export type HostContactsQuery = z.infer<typeof hostContactsQuery>;

const idempotencyKey = z.string().min(8).max(128).describe('the same key again answers what the first request made');
const text = z.string().max(500_000).optional().describe('plain text; made from `html` where it is missing');
const html = z.string().max(1_000_000).optional().describe('rich text; it is sanitised');
const recipients = z.array(addressInput).max(MAX_RECIPIENTS);

export const hostCreateMessage = z.strictObject({
  kind: z.enum(['reply', 'note']).describe('`reply` goes to the customer, `note` stays inside'),
  text,
  html,
  to: recipients.optional().describe('whom a reply goes to; as the inbox would answer where it is missing'),
  cc: recipients.optional(),
  subject: headerText(998).optional(),
  lastSeenMessageId: documentId
    .nullable()
    .optional()
    .describe('the newest message that the writer knows; something newer answers 409 `newer-message`'),
  idempotencyKey,
});
export type HostCreateMessage = z.infer<typeof hostCreateMessage>;

export const hostUpdateConversation = z
  .strictObject({
    status: z.enum(['open', 'pending', 'closed']).optional(),
    assigneeId: rowId.nullable().optional().describe('an admin user, or null for nobody'),
    expectedAssigneeId: rowId
      .nullable()
      .optional()
      .describe('the assignee that the writer knows; another one answers 409 `assignee-changed`'),
    tagIds: z
      .array(documentId)
      .max(MAX_TAGS_OF_CONVERSATION)
      .optional()
      .describe('all tags that it shall have; those that were deleted in the settings stay where they are'),
  })
  .refine(({ status, assigneeId, tagIds }) => [status, assigneeId, tagIds].some((value) => value !== undefined), {
    error: 'say what to change',
  });
export type HostUpdateConversation = z.infer<typeof hostUpdateConversation>;

const address = z.strictObject({ name: z.string(), address: z.string() });
const customer = z.strictObject({ uid: z.string(), documentId: z.string(), name: z.string() }).nullable();
const person = z.strictObject({ id: z.number().int(), name: z.string() });

export const hostConversation = z.strictObject({
  id: documentId,
  account: z.strictObject({ id: documentId, name: z.string(), kind: z.string() }),
  contact: z.strictObject({ id: documentId, name: z.string(), address: z.string() }),
  customer,
  subject: z.string(),
  preview: z.string(),
  status: z.enum(CONVERSATION_STATUSES),
  assignee: person.nullable(),
  tags: z.array(z.strictObject({ id: documentId, name: z.string(), color: z.string() })),
  unreadCount: z.number().int().describe('messages of the customer after the last answer'),
  lastMessageAt: instant,
  updatedAt: instant,
  windowExpiresAt: instant.nullable(),
});
export type HostConversation = z.infer<typeof hostConversation>;

export const hostConversationDetail = hostConversation.extend({
  participants: z.array(address),
  replyTo: z.strictObject({ to: z.array(address), cc: z.array(address), subject: z.string() }),
  lastMessageId: documentId.nullable(),
});
export type HostConversationDetail = z.infer<typeof hostConversationDetail>;

export const hostMessage = z.strictObject({
  id: documentId,
  direction: z.enum(['inbound', 'outbound']),
  kind: z.enum(['message', 'note', 'event']),
  status: z.enum(MESSAGE_STATUSES),
  error: z.strictObject({ code: z.string(), message: z.string() }).nullable(),
  from: address,
  to: z.array(address),
  cc: z.array(address),
  subject: z.string(),
  text: z.string(),
  html: z.string().nullable().describe('sanitised'),
  sentAt: instant,
  externalId: z.string().describe('the Message-ID'),
  author: z
    .strictObject({ id: z.number().int().nullable(), name: z.string() })
    .nullable()
    .describe('who wrote it here; without an id an API token, a role or code of the host'),
  attachments: z.array(
    z.strictObject({ id: documentId, name: z.string(), type: z.string(), size: z.number(), inline: z.boolean() })
  ),
});
export type HostMessage = z.infer<typeof hostMessage>;

export const startedConversation = z.strictObject({ conversation: hostConversationDetail, message: hostMessage });
export type StartedConversation = z.infer<typeof startedConversation>;

export const hostContact = z.strictObject({
  id: documentId,
  name: z.string(),
  addresses: z.array(z.strictObject({ kind: z.string(), value: z.string() })),
  customer,
});
export type HostContact = z.infer<typeof hostContact>;

export const hostTag = z.strictObject({
  id: documentId,
  name: z.string(),
  color: z.string().describe('`#` and six hexadecimal digits'),
  description: z.string(),
});
export type HostTag = z.infer<typeof hostTag>;

export const hostAccount = z.strictObject({
  id: documentId,
  name: z.string(),
  kind: z.enum(ACCOUNT_KINDS),
  address: z.string(),
  state: z.enum(['active', 'error', 'paused']),
  access: z.enum(['read', 'write']),
});
export type HostAccount = z.infer<typeof hostAccount>;
