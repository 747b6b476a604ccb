import type { Knex } from 'knex';
import type { Account } from '../accounts/account';
import type { AccountRepository } from '../accounts/repository';
import type { AttachmentRepository } from '../conversations/attachment-repository';
import { keepValidAssignees } from '../conversations/keep-valid-assignees';
import type { MessageRepository } from '../conversations/message-repository';
import type { ContactBook, PreparedContacts } from '../contacts/contact-book';
import { crashPoint } from '../crash-points';
import type { Database } from '../database/database';
import type { HostEvents } from '../hosts/events';
import { notifyFailures, notifyReplies } from '../notifications/notify';
import type { ChangeLog } from '../realtime/change-log';
import { counterpartOf } from './counterpart';
import { splitDuplicates, type Duplicates, type MailItem } from './duplicates';
import { findReported } from './find-reported';
import { DELETED_HERE, type Journal, type JournalResult } from './journal';
import type { ReadyMail } from './prepare';
import { recordReports } from './record-reports';
import { quarantineDetail } from './quarantine-detail';
import { loadThreadBoard } from './thread-board';

export type StoreBatch = (account: Account, batch: ReadyMail[]) => Promise<Map<number, JournalResult>>;

interface Deps {
  database: Database;
  accounts: AccountRepository;
  journal: Journal;
  contacts: ContactBook;
  messages: MessageRepository;
  attachments: AttachmentRepository;
  changes: ChangeLog;
  events: HostEvents;
  threadSecret: () => Promise<Buffer>;
  now: () => number;
}

interface SentIds {
  conversationId: string;
  messageId: string;
}

interface Item extends MailItem {
  files: ReadyMail['files'];
}

/**
 * Stores a batch of parsed mails in one transaction: duplicates, reports on what was sent, contacts, threads,
 * conversations, messages, and what became of each journal entry. All or nothing, so a crash leaves the entries pending
 * and no rows behind.
 */
export function createStoreBatch(deps: Deps): StoreBatch {
  const { database, accounts, journal, contacts, messages, attachments, changes, events, threadSecret, now } = deps;

  return async (account, batch) => {
    const items = batch.flatMap(({ entry, outcome, files }): Item[] =>
      outcome.status === 'parsed' ? [{ entry, mail: outcome.mail, files }] : []
    );
    const secret = await threadSecret();
    const people = await contacts.prepare(
      items.map(({ entry, mail }) => counterpartOf(mail, entry.role, account.address))
    );

    return database.transaction(async (trx, afterCommit) => {
      const at = now();
      // Removed meanwhile: nothing of it may come back.
      if (!(await accounts.lock(trx, account.id))) return new Map();
      const results = quarantined(batch);
      const { fresh, deleted, known, twins } = await splitDuplicates(trx, account, items, secret);
      const reported = await findReported(trx, account, fresh, secret);
      const mails = fresh.filter((item) => !reported.has(item));
      // A mail system whose report found its message is nobody's contact.
      const contactOf = await contacts.resolve(trx, only(people, mails, account));
      const alsoLocked = [...reported.values()].map(({ conversationId }) => conversationId);
      const board = await loadThreadBoard(trx, database.dialect, account, mails, secret, at, alsoLocked);
      // After the conversations, whose locks come before those of messages everywhere.
      const confirmed = await confirmSent(trx, account, known, at);
      for (const { entry, mail, files } of mails) {
        const contact = contactOf.get(counterpartOf(mail, entry.role, account.address).address);
        if (!contact) throw new Error('a contact was not made');
        results.set(entry.id, { state: 'stored', messageId: board.add({ entry, mail, files, contact }) });
      }
      await board.write(trx, messages, attachments);
      const reports = await recordReports({ messages, attachments }, trx, account, reported, at);
      for (const [entryId, messageId] of reports.eventOf)
        results.set(entryId, { state: 'stored', messageId, filesUnused: true });
      for (const { item, message } of known) results.set(item.entry.id, { state: 'duplicate', messageId: message.id });
      for (const { entry } of deleted) results.set(entry.id, { state: 'ignored', reason: DELETED_HERE });
      for (const { entryId, firstEntryId } of twins) {
        const first = results.get(firstEntryId);
        if (first?.state === 'stored') results.set(entryId, { state: 'duplicate', messageId: first.messageId });
      }
      const reopened = [...board.reopened(), ...reports.reopened];
      await keepValidAssignees(trx, reopened);
      await journal.settle(trx, results, at);
      const news = board.news();
      await notifyReplies(trx, account.id, news, at);
      await notifyFailures(
        trx,
        account.id,
        reports.failed.map(({ messageId }) => messageId),
        at
      );
      await changes.note(trx, account.id, [...new Set([...board.changed(), ...reports.changed])], at);
      crashPoint('process.before-commit');
      afterCommit(() => {
        for (const ids of news) events.messageReceived({ accountId: account.id, ...ids });
        for (const ids of [...confirmed, ...reports.sent]) events.messageSent({ accountId: account.id, ...ids });
        for (const ids of reports.failed) events.messageFailed({ accountId: account.id, ...ids });
        for (const conversationId of reopened) {
          events.conversationStatusChanged({ accountId: account.id, conversationId, status: 'open' });
        }
      });
      return results;
    });
  };

  /** A copy in Sent proves that a mail went out: ours whose answer was lost, or one that a copy to ourselves announced. */
  async function confirmSent(
    trx: Knex,
    account: Account,
    known: Duplicates<Item>['known'],
    at: number
  ): Promise<SentIds[]> {
    const confirmed: SentIds[] = [];
    for (const { item, message } of known) {
      if (item.entry.role !== 'sent') continue;
      const fromUs = item.mail.from?.address === account.address;
      if (message.status === 'uncertain') {
        await messages.update(trx, message.id, { status: 'sent', error: null }, at);
        confirmed.push({ conversationId: message.conversationId, messageId: message.id });
      } else if (message.direction === 'inbound' && fromUs) {
        await messages.update(trx, message.id, { direction: 'outbound', status: 'sent' }, at);
      } else {
        continue;
      }
      await changes.note(trx, account.id, [message.conversationId], at);
    }
    return confirmed;
  }
}

/** The contacts that these mails need. */
function only(prepared: PreparedContacts, mails: Item[], account: Account): PreparedContacts {
  const needed = new Set(mails.map(({ entry, mail }) => counterpartOf(mail, entry.role, account.address).address));
  return { people: new Map([...prepared.people].filter(([address]) => needed.has(address))) };
}

function quarantined(batch: ReadyMail[]): Map<number, JournalResult> {
  const results = new Map<number, JournalResult>();
  for (const { entry, outcome } of batch) {
    if (outcome.status === 'quarantined') {
      results.set(entry.id, { state: 'quarantined', reason: outcome.reason, detail: quarantineDetail(outcome) });
    }
  }
  return results;
}
