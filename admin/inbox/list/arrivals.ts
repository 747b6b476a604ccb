import type { ConversationDto } from '../../../server/api/contracts/inbox';

export type Seen = ReadonlyMap<string, number>;
type Row = Pick<ConversationDto, 'id' | 'unreadCount' | 'lastMessageAt'>;

/**
 * Rows with more unread mail than in the list before. A row that is new in the list counts only when it is newer than
 * everything that was there: others come with the next page.
 */
export function arrivals<T extends Row>(before: Seen | null, rows: T[]): { fresh: T[]; now: Seen } {
  const now = new Map(rows.map(({ id, unreadCount }) => [id, unreadCount]));
  if (before === null) return { fresh: [], now };
  const known = rows.filter(({ id }) => before.has(id));
  const newest = known.reduce((latest, { lastMessageAt }) => (lastMessageAt > latest ? lastMessageAt : latest), '');
  const fresh = rows.filter(({ id, unreadCount, lastMessageAt }) => {
    const had = before.get(id);
    return had === undefined ? unreadCount > 0 && lastMessageAt >= newest : unreadCount > had;
  });
  return { fresh, now };
}
