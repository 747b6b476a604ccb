import type { Knex } from 'knex';
import type { Account } from '../accounts/account';
import { toMessage, type Message, type MessageRow } from '../conversations/message';
import type { MessageRepository } from '../conversations/message-repository';
import { MESSAGES } from '../conversations/tables';
import { textOf } from './content-words';
import { foldMessage } from './fold-message';
import { identityOfWamid } from './message';
import { loadMessageEvents } from './message-events';
import { renewPreview } from './renew-preview';

const CHUNK = 200;

export interface Refolded {
  conversationIds: Set<string>;
  /** Messages of ours that are now known to have gone out, and those that are now known not to arrive. */
  sent: Message[];
  failed: Message[];
  /** Message by the provider's id, as it is now. */
  of: Map<string, Message>;
}

/**
 * Puts the messages of these provider ids together anew from all that was reported of them. To be called in the
 * transaction that brought a report, a message, or a message's id; the account has to be locked in it.
 */
export async function refold(
  trx: Knex,
  messages: Pick<MessageRepository, 'update'>,
  account: Pick<Account, 'id'>,
  externalIds: readonly string[],
  now: number
): Promise<Refolded> {
  const result: Refolded = { conversationIds: new Set(), sent: [], failed: [], of: new Map() };
  const ids = [...new Set(externalIds)].sort();
  const events = await loadMessageEvents(trx, account.id, ids);
  for (let index = 0; index < ids.length; index += CHUNK) {
    const rows = (await trx(MESSAGES)
      .where({ account_document_id: account.id })
      .whereIn('identity_key', ids.slice(index, index + CHUNK).map(identityOfWamid))
      .orderBy('id')) as MessageRow[];
    for (const message of rows.map(toMessage)) {
      result.of.set(message.externalId, message);
      const reported = events.get(message.externalId) ?? [];
      if (reported.length === 0) continue;
      const folded = foldMessage(message, reported);
      const text = folded.edited ? textOf(folded.edited) : message.text;
      if (unchanged(message, folded, text)) continue;
      const { status, error, whatsapp } = folded;
      await messages.update(trx, message.id, { status, error, whatsapp, text }, now);
      await renewPreview(trx, message, folded);
      result.of.set(message.externalId, { ...message, status, error, whatsapp, text });
      result.conversationIds.add(message.conversationId);
      if (status === message.status) continue;
      if (status === 'failed') result.failed.push(message);
      else if (message.status === 'accepted' || message.status === 'uncertain') result.sent.push(message);
    }
  }
  return result;
}

const unchanged = (message: Message, folded: ReturnType<typeof foldMessage>, text: string): boolean =>
  message.status === folded.status &&
  message.text === text &&
  JSON.stringify(message.error) === JSON.stringify(folded.error) &&
  JSON.stringify(message.whatsapp) === JSON.stringify(folded.whatsapp);
