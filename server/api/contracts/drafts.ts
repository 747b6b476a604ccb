import { z } from 'zod';
import { documentId, type Instant } from './common';
import { MAX_RECIPIENTS, type UploadDto } from './inbox';

/** As somebody types it: an address may be half written, and nothing is sent from here. */
const draftAddress = z.strictObject({ name: z.string().max(200), address: z.string().max(320) });
const draftAddresses = z.array(draftAddress).max(MAX_RECIPIENTS).nullable();

/**
 * What one person has written in one conversation and not sent. Kept as given, within the limits of what can be sent:
 * it goes back to its writer only, whose editor cleans it as it cleans what is pasted.
 */
export const draftContent = z.strictObject({
  kind: z.enum(['reply', 'note']),
  /** How a mail is answered. */
  mode: z.enum(['reply', 'reply-all', 'forward']).default('reply-all'),
  html: z.string().max(1_000_000),
  text: z.string().max(500_000),
  /** Null: as the conversation proposes. */
  to: draftAddresses,
  cc: draftAddresses,
  bcc: draftAddresses.default(null),
  forwardOf: documentId.nullable().default(null),
  withoutQuote: z.boolean().default(false),
  attachmentIds: z.array(documentId).max(100),
  signatureId: z.union([z.literal('none'), documentId]).nullable(),
  /** The one that the message will carry: what was sent with it is no draft any more. */
  idempotencyKey: z.string().min(8).max(128),
  /** The newest message when the writing began; missing before it did, null in an empty conversation. */
  seen: documentId.nullable().optional(),
  /** A try to send it got no answer. */
  unsettled: z.boolean(),
  changedUnsettled: z.boolean(),
  /** Of WhatsApp: the message that this answers. */
  replyToMessageId: documentId.nullable().optional(),
});
export type DraftContent = z.infer<typeof draftContent>;

/** `revision` is the one that the writer builds on, 0 where none was stored; another one answers 409 `draft-changed`. */
export const saveDraft = z.strictObject({ content: draftContent, revision: z.number().int().min(0) });
export type SaveDraft = z.infer<typeof saveDraft>;

export const discardDraft = z.strictObject({ revision: z.coerce.number().int().min(0) });

export interface DraftDto {
  content: DraftContent;
  /** The files of `attachmentIds` that are still there. */
  attachments: UploadDto[];
  revision: number;
  savedAt: Instant;
}

export interface SavedDraftDto {
  revision: number;
  savedAt: Instant;
}
