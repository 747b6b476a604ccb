import { z } from 'zod';
import type { TemplateState } from '../../templates/approval/states';
import {
  TEMPLATE_CATEGORIES,
  type TemplateCategory,
  type WhatsAppTemplateContent,
} from '../../templates/whatsapp/content';
import type { TemplateValues } from '../../templates/variables';
import { documentId, type Instant } from './common';
import { MEDIA, type Medium } from './conversation-filters';

export const MAX_TEMPLATE_NAME = 120;
export const MAX_TEMPLATE_BODY = 20_000;
export const MAX_TEMPLATE_SUBJECT = 250;
export const MAX_LABELS = 10;
export const MAX_TEMPLATES = 2_000;

/** ISO 639-1, with a country (ISO 3166-1) where it matters: `es`, `pt_BR`. */
const language = z.string().regex(/^[a-z]{2}(_[A-Z]{2})?$/);
// eslint-disable-next-line no-control-regex
const ONE_LINE = /^[^\u0000-\u001f\u007f-\u009f\u2028\u2029]*$/;
const label = z.string().trim().min(1).max(40);

/**
 * `reply`: inside a conversation; its text is put into the answer. `window`: of WhatsApp, outside the 24 hours. `start`: may
 * open a conversation. On WhatsApp the last two need the approval of Meta.
 */
export const USE_TYPES = ['reply', 'window', 'start'] as const;
export type UseType = (typeof USE_TYPES)[number];

/** What is wrong with their contents is told by the lint, at its place: here they only have to be what they are. */
const line = z.string().max(2_000);
const header = z.strictObject({ type: z.literal('text'), text: line }).nullable();
const button = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('quick-reply'), text: line }),
  z.strictObject({ type: z.literal('url'), text: line, url: z.string().max(4_000) }),
  z.strictObject({ type: z.literal('phone-number'), text: line, phone: line }),
]);
const useTypes = z.array(z.enum(USE_TYPES)).min(1).max(USE_TYPES.length);
const examples = z.record(z.string().max(60), z.string().trim().max(200));
/** Of WhatsApp, where it needs approval. */
const whatsAppFields = {
  category: z.enum(TEMPLATE_CATEGORIES),
  header,
  footer: line,
  buttons: z.array(button).max(20),
  examples,
};

const fields = {
  name: z.string().trim().min(1).max(MAX_TEMPLATE_NAME),
  medium: z.enum(MEDIA),
  /** Those that may use it; none: all of the medium. */
  accountIds: z.array(documentId).max(200).default([]),
  language,
  /** To find it by; not the conversations' tags. */
  labels: z.array(label).max(MAX_LABELS).default([]),
  /** Of a mail that opens a conversation; one line, in which variables may stand. */
  subject: z.string().trim().max(MAX_TEMPLATE_SUBJECT).regex(ONE_LINE, { error: 'is one line' }).default(''),
  /** Of mail: HTML, which is sanitised. Of WhatsApp: plain text in its own formatting. */
  body: z.string().trim().min(1).max(MAX_TEMPLATE_BODY),
};
/** Kept here, and not submitted to Meta yet. */
const draft = z.boolean().default(false);

export const createTemplate = z.strictObject({
  ...fields,
  useTypes: useTypes.default(['reply']),
  category: whatsAppFields.category.default('utility'),
  header: header.default(null),
  footer: line.default(''),
  buttons: whatsAppFields.buttons.default([]),
  examples: examples.default({}),
  draft,
});
export type CreateTemplate = z.infer<typeof createTemplate>;

/** The medium stays: what is HTML for one is nonsense for the other. */
export const updateTemplate = z
  .strictObject({
    name: fields.name.optional(),
    accountIds: z.array(documentId).max(200).optional(),
    language: language.optional(),
    labels: z.array(label).max(MAX_LABELS).optional(),
    subject: fields.subject.removeDefault().optional(),
    body: fields.body.optional(),
    useTypes: useTypes.optional(),
    category: whatsAppFields.category.optional(),
    header: header.optional(),
    footer: line.optional(),
    buttons: whatsAppFields.buttons.optional(),
    examples: examples.optional(),
    draft: z.boolean().optional(),
    /** Out of the choices, and kept. */
    archived: z.boolean().optional(),
  })
  .refine((value) => Object.keys(value).length > 0, { error: 'say what to change' });
export type UpdateTemplate = z.infer<typeof updateTemplate>;

export const previewTemplate = z.strictObject({
  /** Go before what the conversation says. */
  values: z.record(z.string().max(60), z.string().max(1_000)).default({}),
  /** One that the person may see. */
  conversationId: documentId.optional(),
});
export type PreviewTemplate = z.infer<typeof previewTemplate>;

export interface TemplatePreviewDto {
  text: string;
  /** Of mail, sanitised; null of WhatsApp. */
  html: string | null;
  subject: string;
  /** Variables without a value: they stand there as they are written. */
  missing: string[];
}

/** How a template stands with one WhatsApp Business account of Meta. */
export interface TemplateApprovalDto {
  id: string;
  wabaId: string;
  accountIds: string[];
  state: TemplateState;
  at: Instant;
  /** In Meta's words, or its code for it (`TAG_CONTENT_MISMATCH`). */
  reason: string | null;
  advice: string | null;
  requestedCategory: TemplateCategory | null;
  /** What Meta made of it. */
  category: string | null;
  /** What Meta says it will become. */
  announcedCategory: string | null;
  quality: string | null;
  pausedUntil: Instant | null;
  /** When it may be edited again; null: now. */
  editableAt: Instant | null;
  /** What is there is what is written here. */
  current: boolean;
  /** What of it cannot be sent from here, as `header-image`. */
  unsupported: string | null;
  /** Made in Meta's own tools, with numbers in the place of names: it is changed there. */
  madeAtMeta: boolean;
}

export interface TemplateDto extends Omit<WhatsAppTemplateContent, 'body'> {
  id: string;
  name: string;
  medium: Medium;
  accountIds: string[];
  language: string;
  labels: string[];
  useTypes: UseType[];
  category: TemplateCategory;
  subject: string;
  body: string;
  examples: Record<string, string>;
  /** As Meta knows it; null where it needs no approval. */
  remoteName: string | null;
  /** The one to look at first; `ready` where none is needed. */
  state: TemplateState | 'ready';
  rejectionReason: string | null;
  approvals: TemplateApprovalDto[];
  archived: boolean;
  usageCount: number;
  lastUsedAt: Instant | null;
  updatedAt: Instant;
}

/** What people who write templates need to know of an account. */
export interface TemplateAccountDto {
  id: string;
  name: string;
  medium: Medium;
}

/** A template that may be used in a conversation. */
export interface TemplateChoiceDto extends Pick<
  TemplateDto,
  'id' | 'name' | 'language' | 'labels' | 'subject' | 'body' | 'lastUsedAt'
> {
  /** Its text goes into the answer, to be changed there. */
  asText: boolean;
  /** It may be sent as Meta has it, outside of the 24 hours too. */
  approved: { content: WhatsAppTemplateContent; category: string | null } | null;
}

/** One that is not offered, and why. */
export interface HiddenTemplateDto extends Pick<TemplateDto, 'id' | 'name' | 'language'> {
  why: 'not-approved' | 'not-supported';
  state: TemplateState;
}

/** Templates that fit a conversation, and what its variables stand for there. */
export interface TemplateChoicesDto {
  data: TemplateChoiceDto[];
  meta: { values: TemplateValues; hidden: HiddenTemplateDto[] };
}
