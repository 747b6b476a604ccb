import type { Account, WhatsAppAccount } from '../../accounts/account';
import type { AccountRepository } from '../../accounts/repository';
import type { TroubleCode } from '../../accounts/trouble';
import type { AttachmentRepository } from '../../conversations/attachment-repository';
import type { Message, NewMessage } from '../../conversations/message';
import { keepValidAssignees } from '../../conversations/keep-valid-assignees';
import type { MessageRepository } from '../../conversations/message-repository';
import { crashPoint } from '../../crash-points';
import type { Database } from '../../database/database';
import type { HostEvents } from '../../hosts/events';
import type { JobQueue } from '../../jobs/types';
import { notifyFailures, notifyReplies } from '../../notifications/notify';
import type { ChangeLog } from '../../realtime/change-log';
import { keepMessageEvents } from '../../whatsapp/message-events';
import { takeTemplateNews } from '../../templates/approval/take-news';
import { syncJob } from '../../templates/approval/topics';
import { refold } from '../../whatsapp/refold';
import type { Journal, JournalResult } from '../journal';
import { fetchMediaJob } from './media-topic';
import { provideMedia } from './late-media';
import type { PeopleOfItems } from './people-of-items';
import { nothingTaken, takeItem, type Work } from './take-item';
import { whatIsHere } from './what-is-here';

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
      const taken = nothingTaken(account.provider);
      const context = { messages, trx, account, people: known, here, at };
      for (const work of batch) {
        const result = await takeItem(context, work, taken);
        if (result) results.set(work.entry.id, result);
      }
      const { reports, fresh, late, touched, reopened, provider, trouble } = taken;

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
      const { wabaId } = account.settings;
      const news = await takeTemplateNews(trx, wabaId, taken.templates, at);
      if (news.needsSync) await queue.enqueue(trx, syncJob(wabaId));
      if (provider !== account.provider) await accounts.update(trx, account.id, { provider }, at);
      await keepValidAssignees(trx, [...reopened]);
      await journal.settle(trx, results, at);
      const arrived = fresh.flatMap(({ message }) =>
        isNews(message) ? [{ conversationId: message.conversationId, messageId: message.id }] : []
      );
      await notifyReplies(trx, account.id, arrived, at);
      await notifyFailures(
        trx,
        account.id,
        folded.failed.map(({ id }) => id),
        at
      );
      await changes.note(trx, account.id, [...new Set([...touched, ...folded.conversationIds])], at);
      crashPoint('process.before-commit');
      afterCommit(() => {
        if (pending.length > 0 || news.needsSync) queue.ring();
        for (const one of news.changed) events.templateStatusChanged(one);
        for (const { message } of fresh) tell(events.messageReceived, message, isNews(message));
        for (const message of folded.sent) tell(events.messageSent, message);
        for (const message of folded.failed) tell(events.messageFailed, message);
        for (const conversationId of reopened)
          events.conversationStatusChanged({ accountId: account.id, conversationId, status: 'open' });
      });
      return { results, trouble };
    });
  };
}

const isNews = ({ direction, imported }: NewMessage): boolean => direction === 'inbound' && !imported;

type Told = Pick<Message, 'id' | 'accountId' | 'conversationId'>;
function tell(
  event: (ids: { accountId: string; conversationId: string; messageId: string }) => void,
  { id, accountId, conversationId }: Told,
  wanted = true
): void {
  if (wanted) event({ accountId, conversationId, messageId: id });
}
