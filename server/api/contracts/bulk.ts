import { z } from 'zod';
import { documentId, rowId } from './common';
import { CONVERSATION_STATUSES } from './conversation-filters';
import { changeTags } from './tags';

/** More are sent in portions, so that somebody can watch and stop. */
export const MAX_BULK = 100;

/** One change to many conversations; each is made by itself. */
export const bulkChange = z.strictObject({
  ids: z.array(documentId).min(1).max(MAX_BULK),
  change: z
    .strictObject({
      status: z.enum(CONVERSATION_STATUSES).optional(),
      snoozedUntil: z.iso.datetime({ offset: true }).nullable().optional(),
      assigneeId: rowId.nullable().optional(),
      tags: changeTags.optional(),
      blockSender: z.boolean().optional(),
      /** Everything in them, by the person asking. */
      read: z.literal(true).optional(),
    })
    .refine((change) => Object.keys(change).length > 0, { error: 'say what to change' })
    .refine(({ status, snoozedUntil }) => snoozedUntil === undefined || status === 'snoozed', {
      error: 'belongs to the status snoozed',
      path: ['snoozedUntil'],
    }),
});
export type BulkChange = z.infer<typeof bulkChange>;

export interface BulkResultDto {
  done: string[];
  /** `code` as the same change of that one conversation would have answered. */
  failed: { id: string; code: string; message: string }[];
}
