import { z } from 'zod';

/** Strapi documentId, as it stands in URLs and answers. */
export const documentId = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[A-Za-z0-9_-]+$/);

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
