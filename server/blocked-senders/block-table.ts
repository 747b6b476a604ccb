import type { Knex } from 'knex';
import type { Conversation } from '../conversations/conversation';
import { clip } from '../database/columns';
import { TABLE } from '../database/models';
import type { Author } from '../security/scope';

const keyOf = ({ accountId, contactId }: Pick<Conversation, 'accountId' | 'contactId'>) => ({
  account_document_id: accountId,
  contact_document_id: contactId,
});

/** What this contact writes to this account goes to spam from now on. False: it does already. */
export async function block(trx: Knex, conversation: Conversation, by: Author, at: number): Promise<boolean> {
  if (await isBlocked(trx, conversation)) return false;
  await trx(TABLE.blockedSender)
    .insert({
      ...keyOf(conversation),
      name: clip(conversation.contactName),
      address: clip(conversation.contactAddress),
      user_id: by.id,
      user_name: clip(by.name),
      at,
    })
    .onConflict(['account_document_id', 'contact_document_id'])
    .ignore();
  return true;
}

/** False: was not blocked. */
export const unblock = async (trx: Knex, conversation: Conversation): Promise<boolean> =>
  (await trx(TABLE.blockedSender).where(keyOf(conversation)).delete()) > 0;

export const isBlocked = async (
  on: Knex,
  conversation: Pick<Conversation, 'accountId' | 'contactId'>
): Promise<boolean> => (await on(TABLE.blockedSender).where(keyOf(conversation)).first('id')) !== undefined;

/** Those of an account. Few: each was chosen by hand. */
export async function blockedContacts(trx: Knex, accountId: string): Promise<ReadonlySet<string>> {
  const ids: string[] = await trx(TABLE.blockedSender)
    .where({ account_document_id: accountId })
    .pluck('contact_document_id');
  return new Set(ids);
}
