import type { Knex } from 'knex';
import { fromJson, toJson, toNumberOrNull } from '../database/columns';
import { TABLE } from '../database/models';
import { boundedKey } from './bounded-key';
import type { MessageContent } from '../channels/whatsapp-cloud/webhook/content';
import type { ProviderStatus } from '../channels/whatsapp-cloud/webhook/items';

/** What was reported of a message. `at`: the provider's clock, epoch milliseconds; null where it gave no time. */
export interface MessageEventRow {
  externalId: string;
  key: string;
  at: number | null;
  data: MessageEventData;
}

export type MessageEventData =
  | {
      type: 'status';
      status: ProviderStatus;
      failure: { code: number; subcode: number | null; details: string } | null;
      pricing: { type: string | null; category: string | null } | null;
    }
  | { type: 'edit'; content: MessageContent }
  | { type: 'revoke' }
  /** `emoji: null` takes it back. */
  | { type: 'reaction'; by: 'contact' | 'us'; emoji: string | null };

const CHUNK = 200;

/** Keeps the events; those that are known are passed over. */
export async function keepMessageEvents(
  trx: Knex,
  accountId: string,
  events: readonly MessageEventRow[],
  now: number
): Promise<void> {
  for (let index = 0; index < events.length; index += CHUNK) {
    await trx(TABLE.messageEvent)
      .insert(
        events.slice(index, index + CHUNK).map(({ externalId, key, at, data }) => ({
          account_document_id: accountId,
          external_id: boundedKey(externalId),
          event_key: boundedKey(key),
          at,
          data: toJson(data),
          created_at: now,
        }))
      )
      .onConflict(['account_document_id', 'event_key'])
      .ignore();
  }
}

/** Of messages that are deleted: reports hold words of theirs, such as edits. */
export async function forgetMessageEvents(trx: Knex, accountId: string, externalIds: readonly string[]): Promise<void> {
  for (let index = 0; index < externalIds.length; index += CHUNK) {
    await trx(TABLE.messageEvent)
      .where({ account_document_id: accountId })
      .whereIn(
        'external_id',
        externalIds.slice(index, index + CHUNK).map((id) => boundedKey(id))
      )
      .delete();
  }
}

/** Everything that was reported of these messages, by the provider's id of each. */
export async function loadMessageEvents(
  on: Knex,
  accountId: string,
  externalIds: readonly string[]
): Promise<Map<string, MessageEventRow[]>> {
  const found = new Map<string, MessageEventRow[]>();
  for (let index = 0; index < externalIds.length; index += CHUNK) {
    const rows = (await on(TABLE.messageEvent)
      .where({ account_document_id: accountId })
      .whereIn(
        'external_id',
        externalIds.slice(index, index + CHUNK).map((id) => boundedKey(id))
      )
      .select('external_id', 'event_key', 'at', 'data')) as {
      external_id: string;
      event_key: string;
      at: unknown;
      data: unknown;
    }[];
    for (const { external_id: externalId, event_key: key, at, data } of rows) {
      const parsed = fromJson<MessageEventData | null>(data, null);
      if (!parsed) continue;
      const list = found.get(externalId) ?? [];
      list.push({ externalId, key, at: toNumberOrNull(at), data: parsed });
      found.set(externalId, list);
    }
  }
  return found;
}
