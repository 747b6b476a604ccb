import { z } from 'zod';

/** Strapi documentId, as it stands in URLs and answers. */
export const documentId = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[A-Za-z0-9_-]+$/);

/** An `integer` column of PostgreSQL holds no more; a statement that compares it with a larger number fails. */
export const MAX_INTEGER = 2 ** 31 - 1;

/** Id of a row of Strapi's, such as an admin user. */
export const rowId = z.number().int().positive().max(MAX_INTEGER);

/** Opaque position in a list; comes from `meta.nextCursor` of the page before. */
export const cursor = z.string().min(1).max(512);

/** Query strings arrive as text; `limit` is coerced and bounded. */
export const pageQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(25),
  cursor: cursor.optional(),
});

export interface Page<T> {
  data: T[];
  meta: { nextCursor: string | null };
}

/** ISO 8601 instant in UTC. */
export type Instant = string;
