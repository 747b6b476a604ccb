import type { Knex } from 'knex';
import type { Database } from '../database/database';
import { TABLE } from '../database/models';
import type { Access } from '../security/scope';
import { MESSAGES } from './tables';

export interface Unread {
  counts(scope: Access, conversationIds: string[]): Promise<Map<string, number>>;
  /** Never goes back: two tabs may report in either order. */
  mark(trx: Knex, userId: number, conversationId: string, messageRowId: number, now: number): Promise<void>;
}

export function createUnread(database: Database): Unread {
  /** Tokens, roles and services read nothing up to anywhere: for them it is what came after the last answer. */
  async function unanswered(conversationIds: string[]): Promise<Map<string, number>> {
    const { knex } = database;
    const lastAnswer = knex({ o: MESSAGES })
      .whereRaw('?? = ??', ['o.conversation_document_id', 'm.conversation_document_id'])
      .where({ 'o.direction': 'outbound', 'o.kind': 'message' })
      .max('o.id');
    const rows = (await knex({ m: MESSAGES })
      .whereIn('m.conversation_document_id', conversationIds)
      .where({ 'm.direction': 'inbound', 'm.imported': false })
      .where('m.id', '>', knex.raw('coalesce((?), 0)', [lastAnswer]))
      .groupBy('m.conversation_document_id')
      .select('m.conversation_document_id as id')
      .count({ count: '*' })) as unknown as { id: string; count: number | string }[];
    return new Map(rows.map((row) => [row.id, Number(row.count)]));
  }

  return {
    async counts(scope, conversationIds) {
      if (conversationIds.length === 0) return new Map();
      const { person } = scope;
      if (!person) return unanswered(conversationIds);
      const rows = (await database
        .knex({ m: MESSAGES })
        .leftJoin({ r: TABLE.read }, (join) =>
          join.on('r.conversation_document_id', 'm.conversation_document_id').andOnVal('r.user_id', person.id)
        )
        .join({ a: TABLE.member }, (join) =>
          join.on('a.account_document_id', 'm.account_document_id').andOnVal('a.user_id', person.id)
        )
        .whereIn('m.conversation_document_id', conversationIds)
        .where('m.direction', 'inbound')
        .where('m.imported', false)
        .whereRaw('m.id > coalesce(r.read_message_id, 0)')
        .whereRaw('m.id > coalesce(a.unread_from_id, 0)')
        .groupBy('m.conversation_document_id')
        .select('m.conversation_document_id as id')
        .count({ count: '*' })) as unknown as { id: string; count: number | string }[];
      return new Map(rows.map((row) => [row.id, Number(row.count)]));
    },
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
