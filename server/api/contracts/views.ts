import { z } from 'zod';
import { inboxQuery } from './conversation-filters';

/** Counted so far; more is said as "99+". */
export const VIEW_COUNT_CAP = 100;
export const MAX_VIEWS = 30;

/** The list's own parameters, as they stand in an address; which page, is not a part of it. */
const filters = z
  .record(z.string().max(40), z.string().max(4_000))
  .refine((value) => !('cursor' in value) && !('limit' in value) && inboxQuery.safeParse(value).success, {
    error: 'these are no filters of the list',
  });

export const saveView = z.strictObject({ name: z.string().trim().min(1).max(60), filters });
export type SaveView = z.infer<typeof saveView>;
export const changeView = saveView.partial();
export type ChangeView = z.infer<typeof changeView>;

export interface ViewDto {
  id: string;
  name: string;
  filters: Record<string, string>;
  /** At most `VIEW_COUNT_CAP`, which then means that or more. */
  count: number;
}
