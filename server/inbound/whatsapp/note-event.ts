import type { Knex } from 'knex';
import type { MessageRepository } from '../../conversations/message-repository';
import { newEvent } from '../../conversations/new-event';
import { MESSAGES } from '../../conversations/tables';
import { boundedKey } from '../../whatsapp/bounded-key';

export type WhatsAppEventType =
  /** The person's number or user id changed. */
  | 'whatsapp-identity-changed'
  /** Ids of this person belong to another contact as well; `details.contactIds`. */
  | 'whatsapp-identity-conflict'
  /** Several customers of the host have this number; `details.customers`. */
  | 'whatsapp-customers-found'
  /** The person wants no marketing any more, or again; `details.choice`. */
  | 'whatsapp-marketing-preference';

interface Event {
  accountId: string;
  conversationId: string;
  type: WhatsAppEventType;
  details: Record<string, unknown>;
  /** Of the item that brought it: told once, however often it comes. */
  key: string;
  at: number;
}

/** Writes into the conversation what people have to know of the person. */
export async function noteEvent(
  trx: Knex,
  messages: Pick<MessageRepository, 'insert'>,
  { accountId, conversationId, type, details, key, at }: Event,
  now: number
): Promise<void> {
  const identityKey = boundedKey(`wa-event:${type}:${key}`);
  const known = await trx(MESSAGES).where({ account_document_id: accountId, identity_key: identityKey }).first('id');
  if (known) return;
  await messages.insert(trx, [newEvent({ accountId, conversationId, type, details, identityKey, at })], now);
}
