import { z } from 'zod';
import { foldTagName } from '../../tags/fold-tag-name';
import { MAX_TAG_DESCRIPTION, MAX_TAG_NAME, MAX_TAGS_OF_CONVERSATION } from '../../tags/palette';
import { documentId, type Instant } from './common';

/** Controls, line ends, and marks that turn the direction of what stands around a name. */
// eslint-disable-next-line no-control-regex
const FORBIDDEN = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/;
const FOLDED_COLUMN = 255;

export const tagName = z
  .string()
  .transform((value) => value.normalize('NFC').replace(/\s+/g, ' ').trim())
  .pipe(
    z
      .string()
      .min(1)
      .max(MAX_TAG_NAME)
      .refine((value) => !FORBIDDEN.test(value), { error: 'control characters are not allowed' })
      .refine((value) => foldTagName(value) !== '', { error: 'needs a letter, a number or a sign' })
      .refine((value) => foldTagName(value).length <= FOLDED_COLUMN, { error: 'is too long' })
  );
const color = z
  .string()
  .regex(/^#[0-9a-fA-F]{6}$/, { error: 'must be a colour such as #1e6ae6' })
  .transform((value) => value.toLowerCase());
const description = z
  .string()
  .trim()
  .max(MAX_TAG_DESCRIPTION)
  .refine((value) => !value.includes('\u0000'), { error: 'control characters are not allowed' });

/** In place, beside a conversation: a name is enough, and a colour follows from it. */
export const createTag = z.strictObject({
  name: tagName,
  color: color.optional(),
  description: description.optional(),
});
export type CreateTag = z.infer<typeof createTag>;

export const updateTag = z
  .strictObject({ name: tagName.optional(), color: color.optional(), description: description.optional() })
  .refine((value) => Object.keys(value).length > 0, { error: 'say what to change' });
export type UpdateTag = z.infer<typeof updateTag>;

/** What one adds and removes, and no whole list: two people may do so at once, and neither undoes the other. */
export const changeTags = z
  .strictObject({
    add: z.array(documentId).max(MAX_TAGS_OF_CONVERSATION).default([]),
    remove: z.array(documentId).max(MAX_TAGS_OF_CONVERSATION).default([]),
  })
  .refine(({ add, remove }) => add.length + remove.length > 0, { error: 'say what to change' })
  .refine(({ add, remove }) => !add.some((id) => remove.includes(id)), { error: 'a tag cannot be added and removed' });
export type ChangeTags = z.infer<typeof changeTags>;

export interface TagDto {
  id: string;
  name: string;
  color: string;
  description: string;
}

/** As a conversation carries it. Retired: no choice any more, kept where it was. */
export interface ConversationTagDto {
  id: string;
  name: string;
  color: string;
  retired: boolean;
}

export interface ManagedTagDto extends TagDto {
  /** How many conversations carry it, of all accounts. */
  conversations: number;
  createdAt: Instant;
  updatedAt: Instant;
}
