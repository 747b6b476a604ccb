import type { MessageOf, RowsOf } from '../../support/inbox-rows';

/** The same numbers at each run. */
export function createChance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

export interface Filter {
  accountId?: string[];
  channel?: string[];
  status?: string[];
  assignee?: string;
  tag?: string[];
  tagMode?: 'any' | 'all' | 'none';
  unread?: boolean;
  waiting?: boolean;
  failed?: boolean;
  from?: number;
  to?: number;
  customer?: string;
  sort?: 'newest' | 'waiting';
}

export interface Facts {
  rows: RowsOf;
  tagsOf: Map<string, string[]>;
  /** Row number of the newest message that a person has read, by `person:conversation`. */
  readUpTo: Map<string, number>;
}

type Conversation = RowsOf['conversations'][number];

/** What the list has to answer, said as plainly as it can be: no index, no seek, one condition after the other. */
export function expectedIds(facts: Facts, person: number, accountIds: string[], filter: Filter): string[] {
  const { rows, tagsOf, readUpTo } = facts;
  const of = new Map<string, { message: MessageOf; row: number }[]>();
  rows.messages.forEach((message, index) => {
    const list = of.get(message.conversationId) ?? [];
    list.push({ message, row: index + 1 });
    of.set(message.conversationId, list);
  });
  const kindOf = new Map(rows.accounts.map(({ id, kind }) => [id, kind === 'imap' ? 'email' : 'whatsapp']));
  const customerOf = new Map(rows.contacts.map(({ id, customerId }) => [id, customerId]));

  const waitingSince = ({ id, status }: Conversation): number | null => {
    if (status === 'closed') return null;
    const messages = (of.get(id) ?? []).map(({ message }) => message).filter(({ kind }) => kind === 'message');
    const answers = messages.filter((m) => m.direction === 'outbound' && !['failed', 'cancelled'].includes(m.status));
    const answered = Math.max(0, ...answers.map(({ receivedAt }) => receivedAt));
    const open = messages.filter((m) => m.direction === 'inbound' && !m.automatic && m.receivedAt > answered);
    return open.length === 0 ? null : Math.min(...open.map(({ receivedAt }) => receivedAt));
  };
  const holds = (each: Conversation): boolean => {
    const tags = tagsOf.get(each.id) ?? [];
    const wanted = filter.tag ?? [];
    if (!accountIds.includes(each.accountId)) return false;
    if (filter.accountId && !filter.accountId.includes(each.accountId)) return false;
    if (filter.channel && !filter.channel.includes(kindOf.get(each.accountId) ?? '')) return false;
    if (filter.status && !filter.status.includes(each.status)) return false;
    if (filter.assignee === 'me' && each.assigneeId !== person) return false;
    if (filter.assignee === 'nobody' && each.assigneeId !== null) return false;
    if (filter.assignee === 'anyone' && each.assigneeId === null) return false;
    if (/^\d+$/.test(filter.assignee ?? '') && each.assigneeId !== Number(filter.assignee)) return false;
    if (filter.tagMode === 'none') {
      if (wanted.length === 0 ? tags.length > 0 : wanted.some((tag) => tags.includes(tag))) return false;
    } else if (filter.tagMode === 'all') {
      if (!wanted.every((tag) => tags.includes(tag))) return false;
    } else if (wanted.length > 0 && !wanted.some((tag) => tags.includes(tag))) return false;
    if (filter.unread) {
      const read = readUpTo.get(`${person}:${each.id}`) ?? 0;
      const news = (of.get(each.id) ?? []).filter(({ message: m }) => m.direction === 'inbound' && !m.imported);
      if (!news.some(({ row }) => row > read)) return false;
    }
    if ((filter.waiting || filter.sort === 'waiting') && waitingSince(each) === null) return false;
    if (filter.failed) {
      const failed = (of.get(each.id) ?? []).some(({ message: m }) => m.status === 'failed' && m.kind === 'message');
      if (!failed) return false;
    }
    if (filter.from !== undefined && each.lastMessageAt < filter.from) return false;
    if (filter.to !== undefined && each.lastMessageAt >= filter.to) return false;
    if (filter.customer !== undefined && customerOf.get(each.contactId) !== filter.customer) return false;
    return true;
  };
  const rowOf = new Map(rows.conversations.map(({ id }, index) => [id, index]));
  const found = rows.conversations.filter(holds);
  const at = (each: Conversation) => (filter.sort === 'waiting' ? -(waitingSince(each) ?? 0) : each.lastMessageAt);
  const row = ({ id }: Conversation) => (filter.sort === 'waiting' ? -1 : 1) * (rowOf.get(id) ?? 0);
  return found.sort((a, b) => at(b) - at(a) || row(b) - row(a)).map(({ id }) => id);
}

export function toQuery({ from, to, ...filter }: Filter): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(filter)) {
    if (value === undefined || value === false) continue;
    params.set(name, Array.isArray(value) ? value.join(',') : String(value));
  }
  if (from !== undefined) params.set('from', new Date(from).toISOString());
  if (to !== undefined) params.set('to', new Date(to).toISOString());
  return params.toString();
}

const STATUSES = ['open', 'pending', 'snoozed', 'closed'];
const CHANNELS = ['imap', 'imap', 'whatsapp-cloud'];
const BASE = Date.UTC(2026, 5, 1);
const TAGS = ['tag-a', 'tag-b', 'tag-c'];

/** Three accounts of which a person sees two; instants that fall together; every state and fate. */
export function inventInbox(seed: number, { me, other }: { me: number; other: number }): Facts {
  const chance = createChance(seed);
  const pick = <T>(of: readonly T[]): T => of[Math.floor(chance() * of.length)] as T;
  const accounts = CHANNELS.map((kind, index) => ({
    id: `account${index}`,
    kind,
    name: `Account ${index}`,
    members: index === 0 ? [other] : [me],
  }));
  const contacts = Array.from({ length: 20 }, (_, index) => ({
    id: `contact${index}`,
    name: `Persona ${index}`,
    customerId: index % 4 === 0 ? `customer${index}` : null,
    customerName: index % 4 === 0 ? `Cliente ${index}` : null,
  }));
  const facts: Facts = {
    rows: { accounts, contacts, conversations: [], messages: [] },
    tagsOf: new Map(),
    readUpTo: new Map(),
  };
  for (let index = 0; index < 180; index += 1) {
    const id = `conversation${index}`;
    const contact = pick(contacts);
    const { id: accountId } = pick(accounts);
    const messages = Array.from({ length: 1 + Math.floor(chance() * 5) }, (_, number): MessageOf => {
      const outbound = chance() < 0.4;
      const kind = chance() < 0.85 ? 'message' : 'note';
      return {
        id: `message${index}x${number}`,
        accountId,
        conversationId: id,
        direction: outbound || kind === 'note' ? 'outbound' : 'inbound',
        kind,
        status: outbound && kind === 'message' ? pick(['sent', 'sent', 'failed', 'cancelled', 'queued']) : 'received',
        receivedAt: BASE + Math.floor(chance() * 40) * 3_600_000 + number,
        text: '',
        subject: '',
        imported: chance() < 0.2,
        automatic: chance() < 0.15,
      };
    });
    facts.rows.messages.push(...messages);
    facts.rows.conversations.push({
      id,
      accountId,
      contactId: contact.id,
      contactName: contact.name,
      contactAddress: `${contact.id}@cliente.test`,
      subject: `Asunto ${index}`,
      status: pick(STATUSES),
      assigneeId: pick([null, me, other]),
      lastMessageAt: Math.floor(Math.max(...messages.map(({ receivedAt }) => receivedAt)) / 3_600_000) * 3_600_000,
    });
    const tags = TAGS.filter(() => chance() < 0.3);
    if (tags.length > 0) facts.tagsOf.set(id, tags);
    if (chance() < 0.6) {
      facts.readUpTo.set(`${me}:${id}`, facts.rows.messages.length - Math.floor(chance() * (messages.length + 1)));
    }
  }
  return facts;
}

/** Each filter alone, and many of them at once. */
export function filtersToTry(seed: number, people: { me: number; other: number }): Filter[] {
  const chance = createChance(seed);
  const pick = <T>(of: readonly T[]): T => of[Math.floor(chance() * of.length)] as T;
  const each: { [K in keyof Filter]-?: Filter[K][] } = {
    accountId: [['account1'], ['account1', 'account2'], ['account0'], ['account0', 'account2']],
    channel: [['email'], ['whatsapp'], ['email', 'whatsapp']],
    status: [['open'], ['closed'], ['open', 'pending'], ['snoozed', 'closed', 'pending']],
    assignee: ['me', 'nobody', 'anyone', String(people.other)],
    tag: [['tag-a'], ['tag-a', 'tag-b'], ['tag-none']],
    tagMode: ['any', 'all', 'none'],
    unread: [true],
    waiting: [true],
    failed: [true],
    from: [BASE + 10 * 3_600_000],
    to: [BASE + 30 * 3_600_000],
    customer: ['customer4', 'customer0'],
    sort: ['newest', 'waiting'],
  };
  const names = Object.keys(each) as (keyof Filter)[];
  const alone = names.flatMap((name) => each[name].map((value): Filter => ({ [name]: value })));
  const several = Array.from({ length: 60 }, (): Filter =>
    Object.fromEntries(names.filter(() => chance() < 0.22).map((name) => [name, pick<unknown>(each[name])]))
  );
  return [{}, ...alone, ...several];
}
