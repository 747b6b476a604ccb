import { z } from 'zod';
import { documentId, pageQuery, rowId } from './common';

export const CONVERSATION_STATUSES = ['open', 'pending', 'snoozed', 'closed', 'spam'] as const;
export type ConversationStatus = (typeof CONVERSATION_STATUSES)[number];

export const MEDIA = ['email', 'whatsapp'] as const;
export type Medium = (typeof MEDIA)[number];

const MAX_LISTED = 50;
/** Several values stand in one parameter, parted by commas. */
const listOf = <T extends string>(each: z.ZodType<T, string>) =>
  z
    .string()
    .max(4_000)
    .transform((text) => [...new Set(text.split(','))])
    .pipe(z.array<z.ZodType<T, string>>(each).min(1).max(MAX_LISTED));
const yes = z.literal('true').transform(() => true as const);

/**
 * All of them hold at once. `assignee`: `me`, `nobody`, `anyone` (somebody), or an admin user's id. `tagMode` says how
 * `tag` is meant; `none` without tags is what has no tag at all. `waiting`: the customer wrote last and waits for us;
 * `unread`: by the person asking. `from` and `to` are instants of the newest activity, `to` not included. `customer` is
 * the documentId of the host's record, `contact` a person's id. `q` is what to search for. Spam is listed only where `status` asks for it.
 */
const filters = {
  accountId: listOf(documentId).optional(),
  channel: listOf(z.enum(MEDIA)).optional(),
  status: listOf(z.enum(CONVERSATION_STATUSES)).optional(),
  assignee: z.union([z.enum(['me', 'nobody', 'anyone']), z.coerce.number().pipe(rowId)]).optional(),
  tag: listOf(documentId).optional(),
  tagMode: z.enum(['any', 'all', 'none']).optional(),
  unread: yes.optional(),
  waiting: yes.optional(),
  failed: yes.optional(),
  from: z.iso.datetime({ offset: true }).optional(),
  to: z.iso.datetime({ offset: true }).optional(),
  customer: z.string().min(1).max(64).optional(),
  contact: documentId.optional(),
  q: z.string().trim().max(200).optional(),
};

/** `waiting` lists what waits for us, whoever waits longest first. */
export const inboxQuery = pageQuery.extend({ ...filters, sort: z.enum(['newest', 'waiting']).optional() });
export type InboxQuery = z.infer<typeof inboxQuery>;
export type ConversationFilters = Omit<InboxQuery, 'limit' | 'cursor' | 'sort'>;
