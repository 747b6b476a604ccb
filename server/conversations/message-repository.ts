import type { Knex } from 'knex';
import { toJson } from '../database/columns';
import type { Database } from '../database/database';
import { searchAnew } from '../search/search-anew';
import { toMessage, toMessageColumns, type Message, type MessageRow, type NewMessage } from './message';
import { MESSAGES } from './tables';

export type MessageChange = Partial<
  Pick<
    Message,
    | 'status'
    | 'error'
    | 'recipients'
    | 'rawKey'
    | 'direction'
    | 'text'
    | 'whatsapp'
    | 'externalId'
    | 'identityKey'
    | 'receivedAt'
    | 'sendAt'
  >
>;

/** Rows without a question of rights: used by the pipelines. What people ask for goes through `InboxReader`. */
export interface MessageRepository {
  insert(trx: Knex, messages: NewMessage[], now: number): Promise<void>;
  find(id: string, on?: Knex): Promise<Message | null>;
  lock(trx: Knex, id: string): Promise<Message | null>;
  update(trx: Knex, id: string, change: MessageChange, now: number): Promise<void>;
  /** The last messages of a conversation as they stand on screen, the newest last. */
  latest(on: Knex, conversationId: string, limit: number): Promise<Message[]>;
}

export function createMessageRepository(database: Database): MessageRepository {
  return {
    async insert(trx, messages, now) {
      const at = new Date(now);
      // SQLite takes 32,766 bound values a statement; a message has 39 columns.
      for (let index = 0; index < messages.length; index += 200) {
        await trx(MESSAGES).insert(messages.slice(index, index + 200).map((message) => toMessageColumns(message, at)));
      }
    },
    async find(id, on = database.knex) {
      const row = (await on(MESSAGES).where({ document_id: id }).first()) as MessageRow | undefined;
      return row ? toMessage(row) : null;
    },
    async lock(trx, id) {
      const query = trx(MESSAGES).where({ document_id: id }).first();
      if (database.dialect !== 'sqlite') query.forUpdate();
      const row = (await query) as MessageRow | undefined;
      return row ? toMessage(row) : null;
    },
    async update(trx, id, change, now) {
      const columns: Record<string, unknown> = { updated_at: new Date(now) };
      if (change.status !== undefined) columns.status = change.status;
      if (change.direction !== undefined) columns.direction = change.direction;
      if (change.error !== undefined) {
        columns.error_code = change.error?.code ?? null;
        columns.error_message = change.error?.message ?? null;
      }
      if (change.recipients !== undefined) columns.recipients = toJson(change.recipients);
      if (change.rawKey !== undefined) columns.raw_key = change.rawKey;
      if (change.receivedAt !== undefined) columns.received_at = change.receivedAt;
      if (change.sendAt !== undefined) columns.send_at = change.sendAt;
      if (change.text !== undefined) columns.text = change.text;
      if (change.whatsapp !== undefined) columns.whatsapp = toJson(change.whatsapp);
      if (change.externalId !== undefined) columns.external_id = change.externalId;
      if (change.identityKey !== undefined) columns.identity_key = change.identityKey;
      await trx(MESSAGES).where({ document_id: id }).update(columns);
      if (change.text !== undefined) await searchAnew(trx, id);
    },
    async latest(on, conversationId, limit) {
      const rows = (await on(MESSAGES)
        .where({ conversation_document_id: conversationId, kind: 'message' })
        // What has not been said yet, or was taken back, is nothing to go by.
        .whereNotIn('status', ['scheduled', 'cancelled'])
        .orderBy([
          { column: 'received_at', order: 'desc' },
          { column: 'id', order: 'desc' },
        ])
        .limit(limit)) as MessageRow[];
      return rows.map(toMessage).reverse();
    },
  };
}
