import { createHash } from 'node:crypto';
import { createAccountRepository } from '../../server/accounts/repository';
import { createAudit } from '../../server/accounts/audit';
import type { Account } from '../../server/accounts/account';
import { readLedger } from '../../server/accounts/ledger';
import contentTypes from '../../content-types';
import type { FolderRole } from '../../server/channels/mail-channel';
import { createContactBook } from '../../server/contacts/contact-book';
import { createAttachmentRepository } from '../../server/conversations/attachment-repository';
import { createMessageRepository } from '../../server/conversations/message-repository';
import { CONVERSATIONS, MESSAGES } from '../../server/conversations/tables';
import { createDocumentId } from '../../server/database/document-id';
import { TABLE } from '../../server/database/models';
import { createJournal, type JournalEntry } from '../../server/inbound/journal';
import { createStoreBatch } from '../../server/inbound/store-batch';
import { createJobTable } from '../../server/jobs/queue';
import type { ParsedMail } from '../../server/mail/types';
import { createChangeLog } from '../../server/realtime/change-log';
import type { HostEvents } from '../../server/hosts/events';
import { createContentTable, createPluginTables } from './plugin-tables';

export const SECRET = Buffer.from('thread-secret-of-a-test');
export const VENTAS = 'ventas@company.test';

export interface RoomMail {
  /** Without angle brackets. */
  id: string | null;
  from: string | null;
  to?: string[];
  cc?: string[];
  inReplyTo?: string[];
  references?: string[];
  /** Another text under the same Message-ID is another mail. */
  text?: string;
  role?: FolderRole;
}

/** The real storing of mails on a real SQLite, without a mail server and without a Strapi. */
export async function createMailRoom() {
  const tables = await createPluginTables();
  const { database } = tables;
  for (const { schema } of Object.values(contentTypes)) await createContentTable(database.knex, schema);
  const accounts = createAccountRepository(database);
  const journal = createJournal(database);
  const events: HostEvents = {
    messageReceived: () => undefined,
    messageSent: () => undefined,
    messageFailed: () => undefined,
    conversationAssigned: () => undefined,
    conversationStatusChanged: () => undefined,
    conversationTagsChanged: () => undefined,
    accountError: () => undefined,
    templateStatusChanged: () => undefined,
  };
  let clock = Date.UTC(2026, 10, 2);
  const now = () => (clock += 1_000);
  const changes = createChangeLog(database);
  const messages = createMessageRepository(database);
  const storeBatch = createStoreBatch({
    database,
    accounts,
    journal,
    contacts: createContactBook(
      database,
      { findByEmail: () => Promise.resolve(null), findByPhone: () => Promise.resolve([]) },
      now
    ),
    messages,
    attachments: createAttachmentRepository(database),
    changes,
    events,
    threadSecret: () => Promise.resolve(SECRET),
    now,
  });
  let uid = 0;

  async function journalled(account: Account, mail: RoomMail): Promise<JournalEntry> {
    uid += 1;
    const receivedAt = now();
    const documentId = createDocumentId();
    const row = {
      document_id: documentId,
      account_document_id: account.id,
      external_key: `imap:1:1:${uid}`,
      role: mail.role ?? 'inbox',
      backfill: 0,
      raw_key: `raw${uid}`,
      size: 1,
      received_at: receivedAt,
      state: 'pending',
      attempts: 0,
      created_at: receivedAt,
    };
    const [id = 0] = await database.knex(TABLE.journal).insert(row);
    return {
      id,
      documentId,
      externalKey: row.external_key,
      role: mail.role ?? 'inbox',
      backfill: false,
      rawKey: row.raw_key,
      size: 1,
      receivedAt,
      attempts: 1,
    };
  }

  return {
    database,
    accounts,
    journal,
    changes,
    messages,
    audit: createAudit(database),
    queue: { enqueue: createJobTable(database).enqueue, ring: () => undefined },
    now,
    async account(address = VENTAS): Promise<Account> {
      const settings = {
        imap: { host: 'h', port: 1, security: 'none' as const },
        smtp: { host: 'h', port: 1, security: 'none' as const },
        username: address,
        importDays: 30,
      };
      const id = await accounts.insert(
        database.knex,
        { kind: 'imap', name: address, address, senderName: '', settings },
        now()
      );
      const account = await accounts.find(id);
      if (!account) throw new Error('the account was not made');
      return account;
    },
    /** Journals the mails and stores them as one batch. */
    async take(account: Account, mails: RoomMail[]): Promise<void> {
      const batch = [];
      for (const mail of mails) {
        const outcome = { status: 'parsed' as const, mail: parsed(mail, account.address) };
        batch.push({ entry: await journalled(account, mail), outcome, files: [] });
      }
      await storeBatch(account, batch);
    },
    /** Message-IDs of the stored mails by conversation. */
    async together(account: Account): Promise<string[][]> {
      const rows = (await database
        .knex(MESSAGES)
        .where({ account_document_id: account.id, kind: 'message' })
        .select('conversation_document_id', 'external_id', 'text')) as Record<string, string>[];
      const groups = new Map<string, string[]>();
      for (const row of rows) {
        const group = groups.get(row['conversation_document_id'] ?? '') ?? [];
        group.push(`${row['external_id']}${row['text']}`);
        groups.set(row['conversation_document_id'] ?? '', group);
      }
      return [...groups.values()].map((group) => group.sort()).sort((a, b) => (a.join() < b.join() ? -1 : 1));
    },
    conversationIds: async (account: Account): Promise<string[]> =>
      database.knex(CONVERSATIONS).where({ account_document_id: account.id }).orderBy('id').pluck('document_id'),
    ledger: (account: Account) => readLedger(database, account.id),
    close: () => tables.close(),
  };
}
export type MailRoom = Awaited<ReturnType<typeof createMailRoom>>;

const bracket = (id: string) => `<${id}>`;
const person = (address: string) => ({ name: '', address });

export function parsed(mail: RoomMail, account: string): ParsedMail {
  const to = mail.to ?? (mail.role === 'sent' ? [] : [account]);
  return {
    messageId: mail.id === null ? null : bracket(mail.id),
    inReplyTo: (mail.inReplyTo ?? []).map(bracket),
    references: (mail.references ?? []).map(bracket),
    from: mail.from === null ? null : person(mail.from),
    replyTo: [],
    to: to.map(person),
    cc: (mail.cc ?? []).map(person),
    subject: 'Same subject',
    date: null,
    text: mail.text ?? '',
    html: null,
    hasRemoteImages: false,
    preview: '',
    identityKey: createHash('sha256')
      .update(JSON.stringify([mail.id, mail.from, to, mail.cc, mail.text]))
      .digest('hex'),
    attachments: [],
    automatic: null,
    bounce: null,
    notices: [],
    invitations: [],
  };
}
