import type { Knex } from 'knex';
import type { Account, WhatsAppAccount } from '../../accounts/account';
import type { AccountRepository } from '../../accounts/repository';
import type { TroubleCode } from '../../accounts/trouble';
import type { StatusItem, WebhookItem } from '../../channels/whatsapp-cloud/webhook/items';
import type { Attachment, AttachmentRepository } from '../../conversations/attachment-repository';
import type { Message, NewMessage } from '../../conversations/message';
import type { MessageRepository } from '../../conversations/message-repository';
import { MESSAGES } from '../../conversations/tables';
import { findTombstones } from '../../conversations/tombstones';
import { crashPoint } from '../../crash-points';
import type { Database } from '../../database/database';
import type { HostEvents } from '../../hosts/events';
import type { JobQueue } from '../../jobs/types';
import type { ChangeLog } from '../../realtime/change-log';
import { identityOfWamid } from '../../whatsapp/message';
import { keepMessageEvents, type MessageEventRow } from '../../whatsapp/message-events';
import { refold } from '../../whatsapp/refold';
import { DELETED_HERE, type Journal, type JournalEntry, type JournalResult } from '../journal';
import { accountNews, isAccountItem } from './account-news';
import { adoptByCallback } from './adopt-by-callback';
import { fetchMediaJob } from './media-topic';
import { provideMedia, type LateMedia } from './late-media';
import type { PeopleOfItems } from './people-of-items';
import { reportOf } from './report-of';
import { storeMessage } from './store-message';
import { storePersonChange } from './store-person-change';
import { mediaOf, type MessageItem } from './to-message';

export interface Work {
  entry: JournalEntry;
  item: WebhookItem;
}

export interface Stored {
  results: Map<number, JournalResult>;
  /** What stops the account, told by Meta itself. */
  trouble: TroubleCode | null;
}

export type StoreItems = (account: WhatsAppAccount, batch: Work[]) => Promise<Stored>;

interface Deps {
  database: Database;
  accounts: AccountRepository;
  journal: Journal;
  messages: MessageRepository;
  attachments: AttachmentRepository;
  people: PeopleOfItems;
  changes: ChangeLog;
  events: HostEvents;
  queue: JobQueue;
  now: () => number;
}

/** Reports about messages that are not here: kept, and put to work should the message come. */
const UNKNOWN_MESSAGE = 'report-of-unknown-message';

/**
 * Stores the items of webhooks in one transaction: messages with their people and conversations, what is reported of
 * messages, what is told of the account, and what became of each journal row. All or nothing.
 */
export function createStoreItems(deps: Deps): StoreItems {
  const { database, accounts, journal, messages, attachments, people, changes, events, queue, now } = deps;

  return async (stale, batch) => {
    const known = await people.prepare(batch.map(({ item }) => item));
    return database.transaction(async (trx, afterCommit): Promise<Stored> => {
      const at = now();
      const results = new Map<number, JournalResult>();
      const account: Account | null = await accounts.lock(trx, stale.id);
      // Removed meanwhile: nothing of it may come back.
      if (account?.kind !== 'whatsapp-cloud') return { results, trouble: null };
      const here = await whatIsHere(trx, account.id, batch);
      const reports: { entry: JournalEntry; report: MessageEventRow }[] = [];
      const fresh: { message: NewMessage; file: Attachment | null }[] = [];
      const late: LateMedia[] = [];
      const touched = new Set<string>();
      const reopened = new Set<string>();
      let provider = account.provider;
      let trouble: TroubleCode | null = null;

      for (const { entry, item } of batch) {
        if (isAccountItem(item)) {
          const news = accountNews(provider, item);
          provider = news.provider;
          trouble = news.trouble ?? trouble;
          results.set(entry.id, { state: 'ignored', reason: 'about-the-account' });
          continue;
        }
        if (item.kind === 'unreadable') {
          results.set(entry.id, {
            state: 'quarantined',
            reason: 'not-readable',
            detail: `${item.path}: ${item.reason}`,
          });
          continue;
        }
        if (item.kind === 'preference' || (isMessageItem(item) && item.content.type === 'system')) {
          const conversationId = await storePersonChange({ messages }, trx, account, item, at);
          if (conversationId) touched.add(conversationId);
          results.set(entry.id, { state: 'ignored', reason: 'about-the-person' });
          continue;
        }
        if (!isMessageItem(item) && item.kind !== 'status') {
          results.set(entry.id, { state: 'ignored', reason: IGNORED[item.kind] ?? 'field-not-read' });
          continue;
        }
        const report = reportOf(item);
        if (report && here.deleted.has(identityOfWamid(report.externalId))) {
          results.set(entry.id, { state: 'ignored', reason: DELETED_HERE });
          continue;
        }
        if (report) {
          if (item.kind === 'status') await adoptByCallback(trx, messages, account, item, at);
          reports.push({ entry, report });
          continue;
        }
        // A status of one member of a group.
        if (item.kind === 'status') {
          results.set(entry.id, { state: 'ignored', reason: 'group-status' });
          continue;
        }
        const key = identityOfWamid(item.messageId);
        const twin = here.messages.get(key);
        if (twin !== undefined) {
          late.push({ messageId: twin, item });
          results.set(entry.id, { state: 'duplicate', messageId: twin });
        } else if (here.deleted.has(key)) {
          results.set(entry.id, { state: 'ignored', reason: DELETED_HERE });
        } else {
          const stored = await storeMessage(
            { messages },
            trx,
            { account, item, people: known, receivedAt: entry.receivedAt },
            at
          );
          const file = mediaOf(stored.message, item.content);
          here.messages.set(key, stored.message.id);
          fresh.push({ message: stored.message, file });
          touched.add(stored.message.conversationId);
          if (stored.reopened) reopened.add(stored.message.conversationId);
          results.set(entry.id, { state: 'stored', messageId: stored.message.id });
        }
      }

      await messages.insert(
        trx,
        fresh.map(({ message }) => message),
        at
      );
      const files = fresh.flatMap(({ file }) => file ?? []);
      await attachments.insert(trx, files, at);
      const provided = await provideMedia(trx, late, at);
      for (const { conversationId } of provided) touched.add(conversationId);
      const pending = [...files.filter(({ state }) => state === 'pending'), ...provided];
      for (const { id } of pending) await queue.enqueue(trx, fetchMediaJob(account.id, id));
      await keepMessageEvents(
        trx,
        account.id,
        reports.map(({ report }) => report),
        at
      );
      const folded = await refold(
        trx,
        messages,
        account,
        [...reports.map(({ report }) => report.externalId), ...fresh.map(({ message }) => message.externalId)],
        at
      );
      for (const { entry, report } of reports) {
        const message = folded.of.get(report.externalId);
        results.set(
          entry.id,
          message ? { state: 'stored', messageId: message.id } : { state: 'ignored', reason: UNKNOWN_MESSAGE }
        );
      }
      if (provider !== account.provider) await accounts.update(trx, account.id, { provider }, at);
      await journal.settle(trx, results, at);
      await changes.note(trx, account.id, [...new Set([...touched, ...folded.conversationIds])], at);
      crashPoint('process.before-commit');
      afterCommit(() => {
        if (pending.length > 0) queue.ring();
        for (const { message } of fresh) tell(events.messageReceived, message, isNews(message));
        for (const message of folded.sent) tell(events.messageSent, message);
        for (const message of folded.failed) tell(events.messageFailed, message);
        for (const conversationId of reopened)
          events.conversationStatusChanged({ accountId: account.id, conversationId, status: 'open' });
      });
      return { results, trouble };
    });
  };

  /** Messages of the batch that are stored already, and those that somebody deleted, also where they are reported of. */
  async function whatIsHere(trx: Knex, accountId: string, batch: Work[]) {
    const keys = [
      ...new Set(batch.flatMap(({ item }) => (isMessageItem(item) ? [identityOfWamid(item.messageId)] : []))),
    ];
    const about = batch.flatMap(({ item }) => {
      const report = isMessageItem(item) || item.kind === 'status' ? reportOf(item) : null;
      return report ? [identityOfWamid(report.externalId)] : [];
    });
    const rows = (await trx(MESSAGES)
      .where({ account_document_id: accountId })
      .whereIn('identity_key', keys)
      .select('identity_key', 'document_id')) as { identity_key: string; document_id: string }[];
    return {
      messages: new Map(rows.map((row) => [row.identity_key, row.document_id])),
      deleted: await findTombstones(trx, accountId, 'identity', [...new Set([...keys, ...about])]),
    };
  }
}

const isMessageItem = (item: WebhookItem): item is MessageItem =>
  item.kind === 'message' || item.kind === 'echo' || item.kind === 'history-message';

const isNews = ({ direction, imported }: NewMessage): boolean => direction === 'inbound' && !imported;

type Told = Pick<Message, 'id' | 'accountId' | 'conversationId'>;
function tell(
  event: (ids: { accountId: string; conversationId: string; messageId: string }) => void,
  { id, accountId, conversationId }: Told,
  wanted = true
): void {
  if (wanted) event({ accountId, conversationId, messageId: id });
}

/** Reasons of what is known and needs nobody. */
const IGNORED: Partial<Record<Exclude<WebhookItem, MessageItem | StatusItem>['kind'], string>> = {
  'history-progress': 'history-progress',
  'app-contact': 'address-book',
  'template-status': 'about-a-template',
  'template-quality': 'about-a-template',
  'template-category': 'about-a-template',
  'template-components': 'about-a-template',
  error: 'error-report',
};
