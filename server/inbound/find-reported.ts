import type { Knex } from 'knex';
import type { Account } from '../accounts/account';
import type { Delivery } from '../conversations/delivery';
import { toMessage, type Message, type MessageRow } from '../conversations/message';
import { MESSAGES } from '../conversations/tables';
import { loadAliases } from '../conversations/thread-memory';
import { messageIdKey } from '../mail/identity';
import { readToken } from '../mail/message-id';
import type { MailItem } from './duplicates';
import { matchRecipients } from './report-match';

/** A report and the message of this account that it is about. */
export interface Reported {
  messageId: string;
  conversationId: string;
  outcomes: Map<string, Delivery>;
}

const CHUNK = 200;

/**
 * Of the mails that are reports, those that are about a message of this account and a recipient that it had. The others
 * stay mails: a report that leads nowhere is shown rather than lost.
 */
export async function findReported<Item extends MailItem>(
  trx: Knex,
  account: Account,
  items: Item[],
  secret: Buffer
): Promise<Map<Item, Reported>> {
  const reports = items.flatMap((item) => {
    const { bounce } = item.mail;
    return bounce && item.entry.role === 'inbox' ? [{ item, bounce }] : [];
  });
  const found = new Map<Item, Reported>();
  if (reports.length === 0) return found;
  const ids = reports.flatMap(({ bounce }) => bounce.originalIds);
  const keys = [...new Set(ids.map(messageIdKey).filter((key) => key !== null))];
  const aliases = await loadAliases(trx, account.id, keys);
  const messageIdOf = (id: string): string | null =>
    readToken(id, [secret])?.messageId ?? aliases.get(messageIdKey(id) ?? '')?.messageId ?? null;
  const messages = await loadSent(trx, account, [...new Set(ids.map(messageIdOf).filter((id) => id !== null))]);
  for (const { item, bounce } of reports) {
    for (const id of bounce.originalIds) {
      const message = messages.get(messageIdOf(id) ?? '');
      const outcomes = message ? matchRecipients(bounce, message) : null;
      if (!message || !outcomes) continue;
      found.set(item, { messageId: message.id, conversationId: message.conversationId, outcomes });
      break;
    }
  }
  return found;
}

/** Of this account only: an id of another account's mail, however it was come by, leads nowhere. */
async function loadSent(trx: Knex, account: Account, ids: string[]): Promise<Map<string, Message>> {
  const messages = new Map<string, Message>();
  for (let index = 0; index < ids.length; index += CHUNK) {
    const rows = (await trx(MESSAGES)
      .where({ account_document_id: account.id, direction: 'outbound', kind: 'message' })
      .whereIn('document_id', ids.slice(index, index + CHUNK))) as MessageRow[];
    for (const row of rows) messages.set(row.document_id, toMessage(row));
  }
  return messages;
}
