import type { InboxFilters } from '../../../api/inbox';
import { toQuery } from '../../../api/inbox-query';
import { dayBefore, dayOf, readFilters } from '../filters-in-url';

/** The list's own parameters, which a saved view holds. */
export const toViewFilters = (filters: InboxFilters): Record<string, string> =>
  Object.fromEntries(Object.entries(toQuery(filters)).flatMap(([name, value]) => (value ? [[name, value]] : [])));

/** As the page has them: instants become days again, and what it does not know is left out. */
export function fromViewFilters({ from, to, sort, ...view }: Record<string, string>): InboxFilters {
  const params = new URLSearchParams(view);
  if (from) params.set('from', dayOf(new Date(from)));
  if (to) params.set('to', dayBefore(new Date(to)));
  if (sort && view.waiting !== 'true') params.set('sort', sort);
  return readFilters(params);
}

const SWITCHED_OFF = (value: unknown) => value === undefined || value === '';

export function sameFilters(one: InboxFilters, other: InboxFilters): boolean {
  const entries = (filters: InboxFilters) =>
    JSON.stringify(
      Object.entries(filters)
        .filter(([, value]) => !SWITCHED_OFF(value))
        .sort(([a], [b]) => (a < b ? -1 : 1))
    );
  return entries(one) === entries(other);
}
