import type { BaseQueryError } from '@strapi/strapi/admin';
import { asListing, withQuery, type Envelope, type Listing } from './envelope';

/** As the admin's base query rejects: the API's error, or what JavaScript threw. */
export type QueryError = BaseQueryError | { name?: string; message?: string; stack?: string; code?: string };

type Answer = { data?: unknown; error?: QueryError };

/**
 * The first `pages` pages as one list. All of them are read again on a refresh: a keyset page has no fixed place, so
 * pages read at different times would leave gaps or show a row twice.
 */
export async function loadPages<T extends { id: string }>(
  fetchPage: (url: string) => PromiseLike<Answer> | Answer,
  url: string,
  query: Record<string, string | number | undefined>,
  pages: number
): Promise<{ data: Listing<T> } | { error: QueryError }> {
  const byId = new Map<string, T>();
  let cursor: string | null = null;
  let preparing: Listing<T>['preparing'];
  for (let page = 0; page < pages; page += 1) {
    const answer: Answer = await fetchPage(withQuery(url, { ...query, cursor }));
    if (answer.error !== undefined) return { error: answer.error };
    const listing: Listing<T> = asListing(answer.data as Envelope<T[]>);
    for (const item of listing.items) if (!byId.has(item.id)) byId.set(item.id, item);
    cursor = listing.nextCursor;
    preparing ??= listing.preparing;
    if (!cursor) break;
  }
  return { data: { items: [...byId.values()], nextCursor: cursor, ...(preparing ? { preparing } : {}) } };
}
