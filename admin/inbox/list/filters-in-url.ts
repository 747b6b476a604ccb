import type { ConversationStatus } from '../../../server/api/contracts/inbox';
import type { InboxFilters } from '../../api/inbox';

export const STATUSES: ConversationStatus[] = ['open', 'pending', 'snoozed', 'closed'];
const SWITCHES = ['unread', 'waiting', 'failed'] as const;
const NAMES = ['accountId', 'status', 'assignee', ...SWITCHES, 'q'] as const;
const MAX_SEARCH = 200;

/** What a hand-written URL gets wrong is left out. */
export function readFilters(params: URLSearchParams): InboxFilters {
  const accountId = params.get('accountId');
  const status = STATUSES.find((known) => known === params.get('status'));
  const assignee = params.get('assignee');
  const q = (params.get('q') ?? '').trim().slice(0, MAX_SEARCH);
  return {
    ...(accountId && /^[A-Za-z0-9_-]{1,64}$/.test(accountId) ? { accountId } : {}),
    ...(status ? { status } : {}),
    ...(assignee && /^(?:me|nobody|anyone|[1-9]\d{0,9})$/.test(assignee) ? { assignee } : {}),
    ...Object.fromEntries(SWITCHES.filter((name) => params.get(name) === 'true').map((name) => [name, 'true'])),
    ...(q ? { q } : {}),
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
