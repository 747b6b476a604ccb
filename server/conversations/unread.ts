import type { Knex } from 'knex';
import { TABLE } from '../database/models';
import { MESSAGES } from './tables';

export interface Unread {
  /** Never goes back: two tabs may report in either order. What the person's list says of these entries is read as well. */
  mark(trx: Knex, userId: number, conversationId: string, messageRowId: number, now: number): Promise<void>;
}

export function createUnread(): Unread {
  return {
    async mark(trx, userId, conversationId, messageRowId, now) {
      const key = { user_id: userId, conversation_document_id: conversationId };
      await trx(TABLE.read)
        .insert({ ...key, read_message_id: 0, read_at: now })
        .onConflict(['user_id', 'conversation_document_id'])
        .ignore();
      await trx(TABLE.read)
        .where(key)
        .where('read_message_id', '<', messageRowId)
        .update({ read_message_id: messageRowId, read_at: now });
      await trx(TABLE.notification)
        .where({ user_id: userId })
        .whereNull('read_at')
        .whereIn(
          'message_document_id',
          trx(MESSAGES)
            .select('document_id')
            .where({ conversation_document_id: conversationId })
            .where('id', '<=', messageRowId)
        )
        .update({ read_at: now });
    },
  };
}
