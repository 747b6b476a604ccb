import { z } from 'zod';
import { documentId, type Instant } from './common';
import { MAX_FORWARDED_FILES, MAX_RECIPIENTS, type UploadDto } from './inbox';

/** As somebody types it: an address may be half written, and nothing is sent from here. */
const draftAddress = z.strictObject({ name: z.string().max(200), address: z.string().max(320) });
const draftAddresses = z.array(draftAddress).max(MAX_RECIPIENTS).nullable();

/** What a draft can hold, whoever puts it together. */
export const DRAFT_LIMITS = { html: 1_000_000, text: 500_000, files: 100 } as const;

/**
 * What one person has written in one conversation and not sent. Kept as given, within the limits of what can be sent:
 * it goes back to its writer only, whose editor cleans it as it cleans what is pasted.
 */
export const draftContent = z.strictObject({
  kind: z.enum(['reply', 'note']),
  /** How a mail is answered. */
  mode: z.enum(['reply', 'reply-all', 'forward']).default('reply-all'),
  html: z.string().max(DRAFT_LIMITS.html),
  text: z.string().max(DRAFT_LIMITS.text),
  /** Null: as the conversation proposes. */
  to: draftAddresses,
  cc: draftAddresses,
  bcc: draftAddresses.default(null),
  forwardOf: documentId.nullable().default(null),
  /** Null or missing: the newest mail that came in is answered. */
  replyOf: documentId.nullable().optional(),
  /** Files of the mail that goes on which do not go along. */
  withoutFiles: z.array(documentId).max(MAX_FORWARDED_FILES).optional(),
  withoutQuote: z.boolean().default(false),
  attachmentIds: z.array(documentId).max(DRAFT_LIMITS.files),
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

/**
 * Which state of which page this text is. A page knows all that it wrote before, whatever became of the answers to its
 * requests: a later step of the page whose step is stored always follows it.
 */
export const draftMark = z.strictObject({
  page: z.string().min(8).max(64),
  step: z
    .number()
    .int()
    .min(0)
    .max(2 ** 31 - 1),
});
export type DraftMark = z.infer<typeof draftMark>;

/**
 * `revision` is the one that the writer builds on, 0 where none was stored. Another one answers 409 `draft-changed`, but
 * where what is stored came from the same page.
 */
export const saveDraft = z.strictObject({
  content: draftContent,
  revision: z.number().int().min(0),
  mark: draftMark.optional(),
});
export type SaveDraft = z.infer<typeof saveDraft>;

export const discardDraft = z
  .strictObject({
    revision: z.coerce.number().int().min(0),
    page: draftMark.shape.page.optional(),
    step: z.coerce.number().pipe(draftMark.shape.step).optional(),
  })
  .transform(({ revision, page, step }): DiscardDraft => {
    const mark = page !== undefined && step !== undefined ? { page, step } : undefined;
    return mark ? { revision, mark } : { revision };
  });
export type DiscardDraft = Omit<SaveDraft, 'content'>;

export interface DraftDto {
  content: DraftContent;
  /** The files of `attachmentIds` that are still there. */
  attachments: UploadDto[];
  revision: number;
  savedAt: Instant;
  /** Null where it is not the text of one page alone. */
  mark: DraftMark | null;
}

export interface SavedDraftDto {
  revision: number;
  savedAt: Instant;
}
