import type { Knex } from 'knex';
import { clip } from '../../database/columns';
import { createDocumentId } from '../../database/document-id';
import { toConversation, type Conversation, type ConversationRow } from '../../conversations/conversation';
import { CONVERSATIONS } from '../../conversations/tables';
import type { Contact } from '../../contacts/contact-book';

/** One conversation with a person on a number, for ever; one with each group that the number is in. */
export type ConversationKey = { contact: Contact; address: string } & ({ groupId: null } | { groupId: string });

export const startKeyOf = ({ contact, groupId }: Pick<ConversationKey, 'contact' | 'groupId'>): string =>
  groupId === null ? `wa:${contact.id}` : `wa-group:${groupId}`.slice(0, 250);

/** Finds or makes it. Ten photos that come at once are in one conversation by its unique key. */
export async function conversationOf(
  trx: Knex,
  accountId: string,
  key: ConversationKey,
  at: number,
  now: number
): Promise<Conversation> {
  const own = { account_document_id: accountId, start_key: startKeyOf(key) };
  const found = (await trx(CONVERSATIONS).where(own).first()) as ConversationRow | undefined;
  if (found) return toConversation(found);
  const made = new Date(now);
  await trx(CONVERSATIONS)
    .insert({
      ...own,
      document_id: createDocumentId(),
      contact_document_id: key.contact.id,
      contact_name: clip(key.contact.name),
      contact_address: clip(key.address),
      subject: '',
      preview: '',
      status: 'open',
      last_message_at: at,
      changed_at: now,
      message_count: 0,
      created_at: made,
      updated_at: made,
      published_at: made,
    })
    .onConflict(['account_document_id', 'start_key'])
    .ignore();
  const row = (await trx(CONVERSATIONS).where(own).first()) as ConversationRow | undefined;
  if (!row) throw new Error('a conversation was not made');
  return toConversation(row);
}
