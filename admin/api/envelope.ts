/** Of a search: how far the older conversations have been put into it. */
export interface Preparing {
  done: number;
  total: number;
}

/** What every route answers. */
export interface Envelope<T> {
  data: T;
  meta?: { nextCursor?: string | null; preparing?: Preparing | null };
}

export interface Listing<T> {
  items: T[];
  nextCursor: string | null;
  preparing?: Preparing | null;
}

export const unwrap = <T>(answer: Envelope<T>): T => answer.data;

export const asListing = <T>(answer: Envelope<T[]>): Listing<T> => ({
  items: answer.data,
  nextCursor: answer.meta?.nextCursor ?? null,
  ...(answer.meta?.preparing ? { preparing: answer.meta.preparing } : {}),
});

/** Built here and not by the fetch client: that one leaves values unencoded, and a cursor may hold any character. */
export function withQuery(path: string, query: Record<string, string | number | undefined | null>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== '') search.set(name, String(value));
  }
  const text = search.toString();
  return text ? `${path}?${text}` : path;
}

export const path = (...segments: string[]): string => `/conversations/${segments.map(encodeURIComponent).join('/')}`;
