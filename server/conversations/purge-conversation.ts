import type { Knex } from 'knex';
import { DELETED_HERE } from '../inbound/journal';
import type { Database } from '../database/database';
import { TABLE } from '../database/models';
import type { FileStore } from '../files/file-store';
import type { Job, NewJob } from '../jobs/types';
import { identityOfWamid } from '../whatsapp/message';
import { forgetMessageEvents } from '../whatsapp/message-events';
import { ATTACHMENTS, MESSAGES } from './tables';

export const PURGE_CONVERSATION = 'conversations.purge';
const BATCH = 200;

export const purgeConversationJob = (accountId: string, conversationId: string): NewJob => ({
  topic: PURGE_CONVERSATION,
  payload: { conversationId },
  orderKey: `purge:${conversationId}`,
  accountId,
  maxAttempts: 1_000,
});

interface MessageKeys {
  id: number;
  document_id: string;
  raw_key: string | null;
  account_document_id: string;
  external_id: string | null;
  identity_key: string | null;
}

/**
 * Removes what a deleted conversation leaves: messages, what was reported of them, attachments, tries to send and files, a batch a transaction, so
 * that it can be broken off anywhere. The rows first: a file without a row is found by the sweeper. The journal keeps its
 * rows, since they say which places of the mailbox are known, and counts them as ignored.
 */
export function createPurgeConversation({ database, files }: { database: Database; files: Pick<FileStore, 'remove'> }) {
  return async function purgeConversation(job: Job, signal: AbortSignal): Promise<void> {
    const own = { conversation_document_id: String(job.payload.conversationId) };
    for (let left = true; left;) {
      if (signal.aborted) throw new Error('stopping');
      const keys = await database.transaction((trx) => takeBatch(trx, own));
      left = keys !== null;
      for (const key of keys ?? []) await files.remove(key);
    }
  };
}

/** The keys of the files that have lost their rows; null when nothing was left. */
async function takeBatch(trx: Knex, own: { conversation_document_id: string }): Promise<string[] | null> {
  const attachments = (await trx(ATTACHMENTS).where(own).limit(BATCH).select('id', 'file_key')) as {
    id: number;
    file_key: string | null;
  }[];
  const messages = (await trx(MESSAGES)
    .where(own)
    .orderBy('id')
    .limit(BATCH)
    .select('id', 'document_id', 'raw_key', 'account_document_id', 'external_id', 'identity_key')) as MessageKeys[];
  if (attachments.length + messages.length === 0) return null;
  const ids = messages.map((message) => message.document_id);
  const entries = (await trx(TABLE.journal)
    .whereIn('message_document_id', ids)
    .whereNotNull('raw_key')
    .select('raw_key')) as { raw_key: string }[];
  await trx(TABLE.journal).whereIn('message_document_id', ids).update({
    state: 'ignored',
    reason: DELETED_HERE,
    detail: null,
    raw_key: null,
    body: null,
    message_document_id: null,
  });
  await trx(TABLE.attempt).whereIn('message_document_id', ids).delete();
  await forgetReports(trx, messages);
  await trx(ATTACHMENTS)
    .whereIn(
      'id',
      attachments.map(({ id }) => id)
    )
    .delete();
  await trx(MESSAGES)
    .whereIn(
      'id',
      messages.map(({ id }) => id)
    )
    .delete();
  // The items of one webhook share its body, and others of them may be of another conversation.
  const shared = new Set(
    (await trx(TABLE.journal)
      .whereIn(
        'raw_key',
        entries.map((entry) => entry.raw_key)
      )
      .pluck('raw_key')) as string[]
  );
  const keys = [...attachments.map(({ file_key }) => file_key), ...[...messages, ...entries].map((row) => row.raw_key)];
  return [...new Set(keys.filter((key) => key !== null && !shared.has(key)))] as string[];
}

/** Only messages of WhatsApp have any, and all of a conversation are of one account. */
async function forgetReports(trx: Knex, messages: MessageKeys[]): Promise<void> {
  const [first] = messages;
  const wamids = messages.flatMap(({ external_id: id, identity_key: key }) =>
    id && key === identityOfWamid(id) ? [id] : []
  );
  if (first && wamids.length > 0) await forgetMessageEvents(trx, first.account_document_id, wamids);
}
