import type { Knex } from 'knex';
import { TABLE } from '../database/models';

export interface Unread {
  /** Never goes back: two tabs may report in either order. */
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
    },
  };
}
