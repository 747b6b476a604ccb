import type { Knex } from 'knex';
import { ConflictError, notFound } from '../api/errors';
import type { Audit } from '../accounts/audit';
import type { AccountRepository } from '../accounts/repository';
import { crashPoint } from '../crash-points';
import type { Database } from '../database/database';
import { TABLE } from '../database/models';
import type { JobQueue } from '../jobs/types';
import type { ChangeLog } from '../realtime/change-log';
import { visibleConversation, type Scope } from '../security/scope';
import { untagConversations } from '../tags/tag-table';
import { purgeConversationJob } from './purge-conversation';
import { CONVERSATIONS, MESSAGES } from './tables';
import { layTombstones } from './tombstones';

interface Deps {
  database: Database;
  accounts: AccountRepository;
  queue: JobQueue;
  audit: Audit;
  changes: ChangeLog;
  now: () => number;
}

const PAGE = 1_000;

/**
 * Takes a conversation away for everybody. At once: the conversation, what leads to it, who read it, and tombstones for
 * its mails, so that no look at the mailbox brings them back. The messages and files go by a job, since there may be
 * thousands. A mail that answers the deleted conversation later begins a new one.
 */
export function createDeleteConversation({ database, accounts, queue, audit, changes, now }: Deps) {
  return async function deleteConversation(scope: Scope, asked: string): Promise<void> {
    const seen = await visibleConversation(database, scope, asked);
    if (!seen) throw notFound('Conversation');
    await database.transaction(async (trx, afterCommit) => {
      // The account before the conversation, as where a batch is stored: nothing is stored into what is taken away here.
      if (!(await accounts.lock(trx, seen.accountId))) throw notFound('Conversation');
      const conversation = await visibleConversation(database, scope, asked, trx);
      if (!conversation) throw notFound('Conversation');
      const { id, accountId } = conversation;
      await refuseWhileSending(trx, id);

      const at = now();
      const mails = await layIdentityTombstones(trx, accountId, id, at);
      const ours: string[] = await trx(TABLE.alias)
        .where({ conversation_document_id: id, ours: true })
        .whereNotNull('message_document_id')
        .pluck('id_key');
      await layTombstones(trx, accountId, 'message-id', ours, at);
      await trx(TABLE.alias).where({ conversation_document_id: id }).delete();
      await trx(TABLE.redirect).where({ to_document_id: id }).delete();
      await trx(TABLE.participant).where({ conversation_document_id: id }).delete();
      await trx(TABLE.read).where({ conversation_document_id: id }).delete();
      await trx(TABLE.draft).where({ conversation_document_id: id }).delete();
      await untagConversations(trx, [id]);
      await trx(CONVERSATIONS).where({ document_id: id }).delete();
      await queue.enqueue(trx, purgeConversationJob(accountId, id));
      // Managers read the audit, and they need not be authorised to read mail: no name and no subject.
      await audit.write(trx, accountId, scope.person, 'conversation.deleted', { conversationId: id, mails }, at);
      await changes.note(trx, accountId, [id], at);
      crashPoint('delete.before-commit');
      afterCommit(() => queue.ring());
    });
  };
}

/** Deleting a message that a server may be taking this moment would hide that it went out. */
async function refuseWhileSending(trx: Knex, id: string): Promise<void> {
  const waiting = (await trx(MESSAGES)
    .where({ conversation_document_id: id })
    .whereIn('status', ['scheduled', 'queued', 'sending'])
    .pluck('document_id')) as string[];
  if (waiting.length === 0) return;
  throw new ConflictError(
    'send-pending',
    'An answer of this conversation is waiting to be sent. Cancel it, or wait until it has gone out.',
    { messageIds: waiting.slice(0, 20) }
  );
}

async function layIdentityTombstones(trx: Knex, accountId: string, id: string, at: number): Promise<number> {
  let mails = 0;
  for (let afterId = 0; ;) {
    const rows = (await trx(MESSAGES)
      .where({ conversation_document_id: id, kind: 'message' })
      .where('id', '>', afterId)
      .orderBy('id')
      .limit(PAGE)
      .select('id', 'identity_key')) as { id: number; identity_key: string }[];
    const last = rows.at(-1);
    if (!last) return mails;
    await layTombstones(
      trx,
      accountId,
      'identity',
      rows.map((row) => row.identity_key),
      at
    );
    mails += rows.length;
    afterId = last.id;
  }
}
