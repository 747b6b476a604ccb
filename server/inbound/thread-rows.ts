import type { Knex } from 'knex';
import { toConversation, type Conversation, type ConversationRow } from '../conversations/conversation';
import { CONVERSATIONS, MESSAGES } from '../conversations/tables';
import { loadParticipants, type AliasEntry } from '../conversations/thread-memory';
import { touchConversation } from '../conversations/touch';
import { clip, toNumber } from '../database/columns';
import type { Dialect } from '../database/database';
import type { MailAddress } from '../mail/types';

/** A conversation while a batch is worked. */
export interface Thread {
  conversation: Conversation;
  isNew: boolean;
  participants: Map<string, string>;
  newParticipants: MailAddress[];
  added: { receivedAt: number; preview: string; inboundNews: boolean }[];
  /** Its contact is blocked on this account. */
  isBlocked: boolean;
}

const hasNews = ({ isNew, added }: Thread): boolean => !isNew && added.some((item) => item.inboundNews);

/** The customer wrote to a conversation that was not open. Spam stays spam. */
export const reopens = (thread: Thread): boolean =>
  hasNews(thread) && !thread.isBlocked && !['open', 'spam'].includes(thread.conversation.status);

/** A blocked contact went on writing. */
export const becomesSpam = (thread: Thread): boolean =>
  hasNews(thread) && thread.isBlocked && thread.conversation.status !== 'spam';

/** The conversations with those who take part in them, locked for this transaction. */
export async function loadThreads(
  trx: Knex,
  dialect: Dialect,
  accountId: string,
  ids: string[],
  blocked: ReadonlySet<string>
): Promise<Map<string, Thread>> {
  const wanted = [...new Set(ids)];
  const threads = new Map<string, Thread>();
  for (let index = 0; index < wanted.length; index += 300) {
    const query = trx(CONVERSATIONS)
      // Of this account only: a token or an id of another account leads nowhere.
      .where({ account_document_id: accountId })
      .whereIn('document_id', wanted.slice(index, index + 300))
      .orderBy('document_id');
    // An agent may close one of them meanwhile: its state is read and written under one lock.
    if (dialect !== 'sqlite') query.forUpdate();
    const rows = (await query) as ConversationRow[];
    for (const row of rows) {
      threads.set(row.document_id, {
        conversation: toConversation(row),
        isNew: false,
        participants: new Map(),
        newParticipants: [],
        added: [],
        isBlocked: blocked.has(row.contact_document_id),
      });
    }
  }
  for (const [id, people] of await loadParticipants(trx, [...threads.keys()])) {
    const thread = threads.get(id);
    if (thread) thread.participants = people;
  }
  return threads;
}

/** When the messages that ids lead to were received. */
export async function loadReceivedAt(trx: Knex, aliases: AliasEntry[]): Promise<Map<string, number>> {
  const ids = [...new Set(aliases.flatMap(({ messageId }) => (messageId === null ? [] : [messageId])))];
  const found = new Map<string, number>();
  for (let index = 0; index < ids.length; index += 300) {
    const rows = (await trx(MESSAGES)
      .whereIn('document_id', ids.slice(index, index + 300))
      .select('document_id', 'received_at')) as { document_id: string; received_at: unknown }[];
    for (const row of rows) found.set(row.document_id, toNumber(row.received_at));
  }
  return found;
}

export async function insertThreads(trx: Knex, threads: Thread[], now: number): Promise<void> {
  const at = new Date(now);
  const rows = threads.map(({ conversation, added }) => {
    const newest = added.reduce((latest, item) => (item.receivedAt > latest.receivedAt ? item : latest));
    return {
      document_id: conversation.id,
      account_document_id: conversation.accountId,
      contact_document_id: conversation.contactId,
      contact_name: clip(conversation.contactName),
      contact_address: clip(conversation.contactAddress),
      subject: conversation.subject,
      preview: clip(newest.preview),
      status: conversation.status,
      last_message_at: newest.receivedAt,
      message_count: added.length,
      created_at: at,
      updated_at: at,
      published_at: at,
    };
  });
  for (let index = 0; index < rows.length; index += 300)
    await trx(CONVERSATIONS).insert(rows.slice(index, index + 300));
}

export async function touchThread(trx: Knex, thread: Thread): Promise<void> {
  const { conversation, added } = thread;
  const newest = added.reduce((latest, item) => (item.receivedAt > latest.receivedAt ? item : latest));
  await touchConversation(trx, conversation, {
    at: newest.receivedAt,
    preview: newest.preview,
    messages: added.length,
    ...(reopens(thread) ? { status: 'open' as const } : {}),
    ...(becomesSpam(thread) ? { status: 'spam' as const } : {}),
  });
}
