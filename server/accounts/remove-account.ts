import type { Knex } from 'knex';
import { notFound } from '../api/errors';
import { vaultOwner } from '../channels/directory';
import { ATTACHMENTS, CONTACTS, CONVERSATIONS, IDENTITIES, MESSAGES, SIGNATURES } from '../conversations/tables';
import type { Database } from '../database/database';
import { TABLE } from '../database/models';
import type { FileStore } from '../files/file-store';
import type { Job, JobQueue } from '../jobs/types';
import type { Person } from '../security/scope';
import type { Vault } from '../security/vault';
import { untagConversations } from '../tags/tag-table';
import { forgetAccountInTemplates } from '../templates/forget-account';
import type { Audit } from './audit';
import { accountLease } from './account';
import { ACCOUNTS, type AccountRepository } from './repository';

export const PURGE = 'accounts.purge';
const BATCH = 200;

interface Deps {
  database: Database;
  accounts: AccountRepository;
  vault: Vault;
  files: FileStore;
  queue: JobQueue;
  audit: Audit;
  now: () => number;
}

/**
 * Removes an account: its settings, secrets and rights at once, so that nothing of it can be seen or reached any more,
 * and its conversations and files by a job that may take its time and be interrupted.
 */
export function createRemoveAccount({ database, accounts, vault, files, queue, audit, now }: Deps) {
  return {
    remove: (by: Person, id: string): Promise<void> =>
      database.transaction(async (trx, afterCommit) => {
        const account = await accounts.lock(trx, id);
        if (!account) throw notFound('Account');
        await trx(ACCOUNTS).where({ document_id: id }).delete();
        await trx(TABLE.member).where({ account_document_id: id }).delete();
        await trx(TABLE.hostAccess).where({ account_document_id: id }).delete();
        await trx(TABLE.alert).where({ account_document_id: id }).delete();
        await trx(TABLE.signatureDefault).where({ account_document_id: id }).delete();
        await trx(SIGNATURES).where({ account_document_id: id }).delete();
        await forgetAccountInTemplates(trx, id, now());
        // A session that still runs has lost the account with this, and journals nothing more.
        await trx(TABLE.lease)
          .where({ name: accountLease(id) })
          .delete();
        await trx(TABLE.job).where({ account_document_id: id }).whereNull('lease_until').delete();
        await vault.remove(trx, vaultOwner(id));
        await queue.enqueue(trx, {
          topic: PURGE,
          payload: { accountId: id },
          orderKey: `inbound:${id}`,
          maxAttempts: 1_000,
        });
        await audit.write(trx, id, by, 'account.removed', { name: account.name, address: account.address }, now());
        afterCommit(() => queue.ring());
      }),

    async purge(job: Job, signal: AbortSignal): Promise<void> {
      const id = String(job.payload.accountId);
      const own = { account_document_id: id };
      for (;;) {
        if (signal.aborted) throw new Error('stopping');
        const removed =
          (await withFiles(ATTACHMENTS, 'file_key', own)) +
          (await withFiles(TABLE.signaturePicture, 'file_key', own)) +
          (await withFiles(TABLE.journal, 'raw_key', own)) +
          (await attempts(own)) +
          (await withFiles(MESSAGES, 'raw_key', own)) +
          (await conversations(own));
        if (removed === 0) break;
      }
      await database.knex(TABLE.messageEvent).where(own).delete();
      await database.knex(TABLE.draft).where(own).delete();
      await database.knex(TABLE.alias).where(own).delete();
      await database.knex(TABLE.tombstone).where(own).delete();
      await database.knex(TABLE.redirect).where(own).delete();
      await database.knex(TABLE.folder).where(own).delete();
      await database.knex(TABLE.change).where(own).delete();
      await database.knex(TABLE.presence).where(own).delete();
      await database.knex(TABLE.notification).where(own).delete();
      await database.knex(TABLE.blockedSender).where(own).delete();
    },
  };

  /** The rows first: a file without a row is found by the sweeper, a row without its file is a broken message. */
  async function withFiles(table: string, column: string, own: Record<string, string>): Promise<number> {
    const rows = (await database.knex(table).where(own).limit(BATCH).select('id', { key: column })) as {
      id: number;
      key: string | null;
    }[];
    if (rows.length === 0) return 0;
    await database.knex(table).whereIn('id', ids(rows)).delete();
    for (const { key } of rows) if (key) await files.remove(key);
    return rows.length;
  }

  /** They hang on their messages, so they go before these do. */
  async function attempts(own: Record<string, string>): Promise<number> {
    const { knex } = database;
    return knex(TABLE.attempt).whereIn('message_document_id', knex(MESSAGES).where(own).select('document_id')).delete();
  }

  async function conversations(own: Record<string, string>): Promise<number> {
    const rows = (await database
      .knex(CONVERSATIONS)
      .where(own)
      .limit(BATCH)
      .select('id', { key: 'document_id', contact: 'contact_document_id' })) as {
      id: number;
      key: string;
      contact: string;
    }[];
    if (rows.length === 0) return 0;
    const keys = rows.map(({ key }) => key);
    const contacts = rows.map(({ contact }) => contact);
    await database.transaction(async (trx: Knex) => {
      await trx(TABLE.participant).whereIn('conversation_document_id', keys).delete();
      await trx(TABLE.read).whereIn('conversation_document_id', keys).delete();
      await untagConversations(trx, keys);
      await trx(CONVERSATIONS).whereIn('id', ids(rows)).delete();
      // A person stays while another account has a conversation with them.
      const kept: string[] = await trx(CONVERSATIONS)
        .whereIn('contact_document_id', contacts)
        .pluck('contact_document_id');
      const gone = contacts.filter((contact) => !kept.includes(contact));
      await trx(IDENTITIES).whereIn('contact_document_id', gone).delete();
      await trx(TABLE.contactNote).whereIn('contact_document_id', gone).delete();
      await trx(CONTACTS).whereIn('document_id', gone).delete();
    });
    return rows.length;
  }
}

const ids = (rows: { id: number }[]) => rows.map(({ id }) => id);
