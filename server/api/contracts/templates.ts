import { z } from 'zod';
import type { TemplateValues } from '../../templates/variables';
import { documentId, type Instant } from './common';
import { MEDIA, type Medium } from './conversation-filters';

export const MAX_TEMPLATE_NAME = 120;
export const MAX_TEMPLATE_BODY = 20_000;
export const MAX_LABELS = 10;
export const MAX_TEMPLATES = 2_000;

/** ISO 639-1, with a country (ISO 3166-1) where it matters: `es`, `pt_BR`. */
const language = z.string().regex(/^[a-z]{2}(_[A-Z]{2})?$/);
const label = z.string().trim().min(1).max(40);

const fields = {
  name: z.string().trim().min(1).max(MAX_TEMPLATE_NAME),
  medium: z.enum(MEDIA),
  /** Those that may use it; none: all of the medium. */
  accountIds: z.array(documentId).max(200).default([]),
  language,
  /** To find it by; not the conversations' tags. */
  labels: z.array(label).max(MAX_LABELS).default([]),
  /** Of mail: HTML, which is sanitised. Of WhatsApp: plain text in its own formatting. */
  body: z.string().trim().min(1).max(MAX_TEMPLATE_BODY),
};
export const createTemplate = z.strictObject(fields);
export type CreateTemplate = z.infer<typeof createTemplate>;

/** The medium stays: what is HTML for one is nonsense for the other. */
export const updateTemplate = z
  .strictObject({
    name: fields.name.optional(),
    accountIds: z.array(documentId).max(200).optional(),
    language: language.optional(),
    labels: z.array(label).max(MAX_LABELS).optional(),
    body: fields.body.optional(),
    /** Out of the choices, and kept. */
    archived: z.boolean().optional(),
  })
  .refine((value) => Object.keys(value).length > 0, { error: 'say what to change' });
export type UpdateTemplate = z.infer<typeof updateTemplate>;

export interface TemplateDto {
  id: string;
  name: string;
  medium: Medium;
  accountIds: string[];
  language: string;
  labels: string[];
  body: string;
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

/** Templates that fit a conversation, and what its variables stand for there. */
export interface TemplateChoicesDto {
  data: Pick<TemplateDto, 'id' | 'name' | 'language' | 'labels' | 'body' | 'lastUsedAt'>[];
  meta: { values: TemplateValues };
}
