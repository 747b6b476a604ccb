import type { Knex } from 'knex';
import { ConflictError, invalid } from '../api/errors';
import { MESSAGES } from '../conversations/tables';

/** Two agents, or an agent and the customer, wrote at once: what the writer has not seen comes first. */
export async function refuseCollision(
  trx: Knex,
  conversation: { id: string },
  lastSeen: string | null | undefined
): Promise<void> {
  if (lastSeen === undefined) return;
  const seen = lastSeen
    ? ((await trx(MESSAGES)
        .where({ document_id: lastSeen, conversation_document_id: conversation.id })
        .select('id')
        .first()) as { id: number } | undefined)
    : { id: 0 };
  if (!seen) throw invalid('unknown-message', 'lastSeenMessageId names no message of this conversation.');
  const newer = (await trx(MESSAGES)
    .where({ conversation_document_id: conversation.id, kind: 'message', imported: false })
    .whereNot({ status: 'cancelled' })
    .where('id', '>', seen.id)
    .orderBy('id')
    .limit(20)
    .pluck('document_id')) as string[];
  if (newer.length > 0) {
    throw new ConflictError(
      'newer-message',
      'Something newer has arrived in this conversation. Look at it before you answer.',
      {
        messageIds: newer,
      }
    );
  }
}

/** The message that the same request has made before. */
export async function findByIdempotencyKey(trx: Knex, conversationId: string, key: string): Promise<string | null> {
  const row = (await trx(MESSAGES)
    .where({ conversation_document_id: conversationId, idempotency_key: key })
    .select('document_id')
    .first()) as { document_id: string } | undefined;
  return row?.document_id ?? null;
}
