import type { ConversationStatus } from '../../../server/api/contracts/inbox';
import type { InboxFilters } from '../../api/inbox';

export const STATUSES: ConversationStatus[] = ['open', 'pending', 'snoozed', 'closed'];
const NAMES = ['accountId', 'status', 'assignee'] as const;

/** What a hand-written URL gets wrong is left out. */
export function readFilters(params: URLSearchParams): InboxFilters {
  const accountId = params.get('accountId');
  const status = STATUSES.find((known) => known === params.get('status'));
  const assignee = params.get('assignee');
  return {
    ...(accountId && /^[A-Za-z0-9_-]{1,64}$/.test(accountId) ? { accountId } : {}),
    ...(status ? { status } : {}),
    ...(assignee && /^(?:me|nobody|[1-9]\d{0,9})$/.test(assignee) ? { assignee } : {}),
  };
}

/** Keeps parameters that are not ours. */
export function writeFilters(params: URLSearchParams, filters: InboxFilters): URLSearchParams {
  const next = new URLSearchParams(params);
  for (const name of NAMES) {
    const value = filters[name];
    if (value) next.set(name, value);
    else next.delete(name);
  }
  return next;
}
