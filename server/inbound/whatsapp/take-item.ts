import type { Knex } from 'knex';
import type { WhatsAppAccount } from '../../accounts/account';
import type { TroubleCode } from '../../accounts/trouble';
import type { ProviderState } from '../../channels/whatsapp-cloud/settings';
import type { StatusItem, TemplateItem, WebhookItem } from '../../channels/whatsapp-cloud/webhook/items';
import type { Attachment } from '../../conversations/attachment-repository';
import type { NewMessage } from '../../conversations/message';
import type { MessageRepository } from '../../conversations/message-repository';
import { identityOfWamid } from '../../whatsapp/message';
import type { MessageEventRow } from '../../whatsapp/message-events';
import { DELETED_HERE, type JournalEntry, type JournalResult } from '../journal';
import { accountNews, isAccountItem } from './account-news';
import { adoptByCallback } from './adopt-by-callback';
import type { LateMedia } from './late-media';
import type { KnownPeople } from './people-of-items';
import { reportOf } from './report-of';
import { storeMessage } from './store-message';
import { storePersonChange } from './store-person-change';
import { isMessageItem, mediaOf, type MessageItem } from './to-message';
import type { KnownMessages } from './what-is-here';

export interface Work {
  entry: JournalEntry;
  item: WebhookItem;
}

/** What the items of a batch come to, gathered one after the other. */
export interface Taken {
  reports: { entry: JournalEntry; report: MessageEventRow }[];
  fresh: { message: NewMessage; file: Attachment | null }[];
  late: LateMedia[];
  touched: Set<string>;
  reopened: Set<string>;
  provider: ProviderState;
  templates: TemplateItem[];
  trouble: TroubleCode | null;
}

export const nothingTaken = (provider: ProviderState): Taken => ({
  reports: [],
  fresh: [],
  late: [],
  touched: new Set(),
  reopened: new Set(),
  provider,
  templates: [],
  trouble: null,
});

interface Context {
  messages: MessageRepository;
  trx: Knex;
  account: WhatsAppAccount;
  people: KnownPeople;
  here: KnownMessages;
  at: number;
}

/** Takes one item in. What became of it, or null for a report: that is known once all messages of the batch are there. */
export async function takeItem(context: Context, { entry, item }: Work, taken: Taken): Promise<JournalResult | null> {
  const { messages, trx, account, here, at } = context;
  if (isAccountItem(item)) {
    const news = accountNews(taken.provider, item);
    taken.provider = news.provider;
    taken.trouble = news.trouble ?? taken.trouble;
    return { state: 'ignored', reason: 'about-the-account' };
  }
  if (item.kind === 'unreadable') {
    return { state: 'quarantined', reason: 'not-readable', detail: `${item.path}: ${item.reason}` };
  }
  if (item.kind === 'preference' || (isMessageItem(item) && item.content.type === 'system')) {
    const conversationId = await storePersonChange({ messages }, trx, account, item, at);
    if (conversationId) taken.touched.add(conversationId);
    return { state: 'ignored', reason: 'about-the-person' };
  }
  if (isTemplateItem(item)) {
    taken.templates.push(item);
    return { state: 'ignored', reason: 'about-a-template' };
  }
  if (!isMessageItem(item) && item.kind !== 'status') {
    return { state: 'ignored', reason: IGNORED[item.kind] ?? 'field-not-read' };
  }
  const report = reportOf(item);
  if (report) {
    if (here.deleted.has(identityOfWamid(report.externalId))) return { state: 'ignored', reason: DELETED_HERE };
    if (item.kind === 'status') await adoptByCallback(trx, messages, account, item, at);
    taken.reports.push({ entry, report });
    return null;
  }
  // A status of one member of a group.
  if (item.kind === 'status') return { state: 'ignored', reason: 'group-status' };
  return takeMessage(context, entry, item, taken);
}

async function takeMessage(
  { messages, trx, account, people, here, at }: Context,
  { receivedAt }: JournalEntry,
  item: MessageItem,
  taken: Taken
): Promise<JournalResult> {
  const key = identityOfWamid(item.messageId);
  const twin = here.messages.get(key);
  if (twin !== undefined) {
    taken.late.push({ messageId: twin, item });
    return { state: 'duplicate', messageId: twin };
  }
  if (here.deleted.has(key)) return { state: 'ignored', reason: DELETED_HERE };
  const { message, reopened } = await storeMessage({ messages }, trx, { account, item, people, receivedAt }, at);
  here.messages.set(key, message.id);
  taken.fresh.push({ message, file: mediaOf(message, item.content) });
  taken.touched.add(message.conversationId);
  if (reopened) taken.reopened.add(message.conversationId);
  return { state: 'stored', messageId: message.id };
}

const isTemplateItem = (item: WebhookItem): item is TemplateItem => item.kind.startsWith('template-');

/** Reasons of what is known and needs nobody. */
const IGNORED: Partial<Record<Exclude<WebhookItem, MessageItem | StatusItem | TemplateItem>['kind'], string>> = {
  'history-progress': 'history-progress',
  'app-contact': 'address-book',
  error: 'error-report',
};
