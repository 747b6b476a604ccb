import { localDay } from '../inbox/list/filters-in-url';
import type { InboxFilters } from './inbox';

/** The filters as the server takes them: days become instants of the reader's own clock. */
export function toQuery({ from, to, sort, ...filters }: InboxFilters): Record<string, string | undefined> {
  return {
    ...filters,
    from: from && localDay(from).toISOString(),
    to: to && localDay(to, 1).toISOString(),
    // Whoever waits longest stands first among those who wait.
    sort: sort ?? (filters.waiting && 'waiting'),
  };
}
