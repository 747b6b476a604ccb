import type { InboxFilters } from '../../api/inbox';

export const tagIdsOf = ({ tag }: InboxFilters): string[] => (tag ? tag.split(',') : []);

/** Chosen tags and "without tags" exclude each other; with a single one there is nothing to say about several. */
export function withTags(filters: InboxFilters, ids: readonly string[]): InboxFilters {
  const mode = filters.tagMode === 'all' && ids.length > 1 ? 'all' : undefined;
  return { ...filters, tag: ids.length > 0 ? ids.join(',') : undefined, tagMode: mode };
}
