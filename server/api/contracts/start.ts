import { z } from 'zod';
import { documentId, type Instant } from './common';
import { headerText } from './fields';
import { addressInput, MAX_RECIPIENTS, type ConversationDto } from './inbox';
import type { HiddenTemplateDto, TemplateChoiceDto } from './templates';
import type { TemplateValues } from '../../templates/variables';

const recipients = z.array(addressInput).max(MAX_RECIPIENTS);

/** A first message: a mail, or on WhatsApp an approved template. Which of the fields belong to it is the account's medium. */
const fields = {
  accountId: documentId,
  to: recipients.min(1).optional().describe('of mail; the first one is the contact'),
  cc: recipients.optional().describe('of mail'),
  subject: headerText(998).min(1).optional().describe('of mail; that of the template where it is missing'),
  text: z
    .string()
    .max(500_000)
    .optional()
    .describe('of mail: plain text; made from `html`, or from the template, where it is missing'),
  html: z.string().max(1_000_000).optional().describe('of mail: rich text; it is sanitised'),
  phone: z
    .string()
    .trim()
    .min(3)
    .max(60)
    .optional()
    .describe('of WhatsApp: with its country code, or as it is written in the country of the account'),
  name: headerText(120).optional().describe('of WhatsApp: what somebody is called who is new here'),
  templateId: documentId.optional().describe('one whose use types have `start`; WhatsApp demands one'),
  values: z
    .record(z.string().max(60), z.string().max(1_000))
    .optional()
    .describe('what variables of the template stand for, where that is not known by itself or is to be something else'),
  idempotencyKey: z.string().min(8).max(128).describe('the same key again answers what the first request made'),
};

/** Of the host's code and its tokens. */
export const startConversation = z.strictObject(fields);
export type StartConversation = z.infer<typeof startConversation>;

/** Of a person in the inbox. */
export const startInInbox = z.strictObject({
  ...fields,
  bcc: recipients.optional(),
  /** Uploads of this person for a first mail from this account. */
  attachmentIds: z.array(documentId).max(100).optional(),
  signatureId: z.union([z.literal('none'), documentId]).optional(),
  /** Waits as long as the account gives its writers to take it back. */
  undoable: z.boolean().optional(),
});
export type StartInInbox = z.infer<typeof startInInbox>;

export interface StartedDto {
  conversationId: string;
  messageId: string;
}

export const startChoicesQuery = z.strictObject({
  accountId: documentId,
  /** An address, or a number as somebody types it. */
  to: z.string().max(320).default(''),
});
export type StartChoicesQuery = z.infer<typeof startChoicesQuery>;

export const startRecipientsQuery = z.strictObject({ accountId: documentId, q: z.string().max(120).default('') });
export const startAccountQuery = z.strictObject({ accountId: documentId });

/** What a first message can be made of, and whether it is one. */
export interface StartChoicesDto {
  data: TemplateChoiceDto[];
  meta: {
    values: TemplateValues;
    hidden: HiddenTemplateDto[];
    /** Null while `to` is no address and no number. */
    person: { address: string; name: string } | null;
    /** With this person on this account, the latest first: on WhatsApp the one there is, of mail those that are not closed. */
    existing: ExistingConversationDto[];
  };
}

export interface ExistingConversationDto extends Pick<ConversationDto, 'id' | 'subject' | 'preview' | 'status'> {
  lastMessageAt: Instant;
}
