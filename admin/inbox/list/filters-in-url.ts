import type { ConversationStatus } from '../../../server/api/contracts/inbox';
import type { InboxFilters } from '../../api/inbox';

export const STATUSES: ConversationStatus[] = ['open', 'pending', 'snoozed', 'closed', 'spam'];
export const CHANNELS = ['email', 'whatsapp'] as const;
const SWITCHES = ['unread', 'waiting', 'failed'] as const;
const NAMES = [
  'accountId',
  'channel',
  'status',
  'assignee',
  ...SWITCHES,
  'tag',
  'tagMode',
  'from',
  'to',
  'customer',
  'contact',
  'sort',
  'q',
] as const;
const ID = /^[A-Za-z0-9_-]{1,64}$/;
const MAX_TAGS = 50;
const MAX_SEARCH = 200;

/** What a hand-written URL gets wrong is left out. */
export function readFilters(params: URLSearchParams): InboxFilters {
  const accountId = params.get('accountId');
  const status = STATUSES.find((known) => known === params.get('status'));
  const channel = CHANNELS.find((known) => known === params.get('channel'));
  const assignee = params.get('assignee');
  const tags = (params.get('tag') ?? '')
    .split(',')
    .filter((id) => ID.test(id))
    .slice(0, MAX_TAGS);
  const tagMode = (['all', 'none'] as const).find((known) => known === params.get('tagMode'));
  const customer = params.get('customer');
  const contact = params.get('contact');
  const q = (params.get('q') ?? '').trim().slice(0, MAX_SEARCH);
  return {
    ...(accountId && ID.test(accountId) ? { accountId } : {}),
    ...(channel ? { channel } : {}),
    ...(status ? { status } : {}),
    ...(assignee && /^(?:me|nobody|anyone|[1-9]\d{0,9})$/.test(assignee) ? { assignee } : {}),
    ...Object.fromEntries(SWITCHES.filter((name) => params.get(name) === 'true').map((name) => [name, 'true'])),
    ...(tags.length > 0 ? { tag: tags.join(',') } : {}),
    // Chosen tags and "without tags" exclude each other.
    ...(tagMode === (tags.length > 0 ? 'all' : 'none') ? { tagMode } : {}),
    ...Object.fromEntries(
      (['from', 'to'] as const).flatMap((name) => {
        const day = params.get(name);
        return day && isDay(day) ? [[name, day]] : [];
      })
    ),
    ...(customer && ID.test(customer) ? { customer } : {}),
    ...(contact && ID.test(contact) ? { contact } : {}),
    ...(params.get('sort') === 'waiting' ? { sort: 'waiting' as const } : {}),
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

/** Midnight where the reader is, some days on: a day has 23 or 25 hours now and then. */
export function localDay(day: string, plus = 0): Date {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date + plus);
}

const two = (number: number): string => String(number).padStart(2, '0');

export const dayOf = (at: Date): string => `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;

/** The last day that ends at this midnight. */
export const dayBefore = (at: Date): string => dayOf(new Date(at.getFullYear(), at.getMonth(), at.getDate() - 1));

/** The calendar must have it: the 31st of February is no day. */
const isDay = (text: string): boolean =>
  /^[12]\d{3}-\d{2}-\d{2}$/.test(text) &&
  localDay(text).getDate() === Number(text.slice(8)) &&
  Number(text.slice(5, 7)) <= 12;
