import type { Knex } from 'knex';
import type { Conversation } from '../../conversations/conversation';
import type { NewMessage } from '../../conversations/message';
import { isBlocked } from '../../blocked-senders/block-table';
import { MESSAGES } from '../../conversations/tables';
import { importedStatus } from '../imported-status';

/**
 * What a message makes of its conversation's status. News opens it, unless it is spam or its contact is blocked. History says by its newest message whether somebody
 * still waits, whatever the order of its chunks, and says nothing once the conversation goes on here: a message of now, or
 * anything that somebody decided.
 */
export async function statusAfter(
  trx: Knex,
  conversation: Conversation,
  { direction, imported }: Pick<NewMessage, 'direction' | 'imported'>,
  at: number,
  now: number
): Promise<Conversation['status']> {
  const { id, status, messageCount, lastMessageAt } = conversation;
  if (status === 'spam') return status;
  if (!imported && direction === 'inbound') return (await isBlocked(trx, conversation)) ? 'spam' : 'open';
  if (!imported) return status;
  if (messageCount > 0 && (at < lastMessageAt || (await goesOn(trx, id)))) return status;
  return importedStatus(direction, at, now);
}

/** Decisions are entries of the timeline, and those are never imported. */
const goesOn = async (trx: Knex, id: string): Promise<boolean> =>
  (await trx(MESSAGES).where({ conversation_document_id: id, imported: false }).first('id')) !== undefined;
