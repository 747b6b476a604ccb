import type { Knex } from 'knex';
import type { WhatsAppAccount } from '../../accounts/account';
import type { PreferenceItem } from '../../channels/whatsapp-cloud/webhook/items';
import type { SystemChange } from '../../channels/whatsapp-cloud/webhook/system';
import { findPerson, rotatePerson } from '../../contacts/whatsapp-people';
import type { MessageRepository } from '../../conversations/message-repository';
import { CONVERSATIONS } from '../../conversations/tables';
import { clip } from '../../database/columns';
import { identitiesOf, type KnownIds } from '../../whatsapp/identity';
import { numberOf } from './address-of';
import { startKeyOf } from './conversation-of';
import { idScopeOf } from './id-scope';
import { noteEvent, type WhatsAppEventType } from './note-event';
import type { MessageItem } from './to-message';

/**
 * What WhatsApp tells of a person: new number, new user id, marketing refused. Written into their conversation, whose id it
 * answers, where there is one.
 */
export async function storePersonChange(
  deps: { messages: MessageRepository },
  trx: Knex,
  account: WhatsAppAccount,
  item: PreferenceItem | MessageItem,
  now: number
): Promise<string | null> {
  const scope = idScopeOf(account);
  const before = identitiesOf(item.person, scope);
  const note = async (contactId: string, type: WhatsAppEventType, details: Record<string, unknown>) => {
    const conversationId = await conversationWith(trx, account.id, contactId);
    if (conversationId === null) return null;
    const event = { accountId: account.id, conversationId, type, details, key: item.key, at: item.at ?? now };
    await noteEvent(trx, deps.messages, event, now);
    return conversationId;
  };

  if (item.kind === 'preference') {
    const contactId = await findPerson(trx, before);
    return contactId && note(contactId, 'whatsapp-marketing-preference', { choice: item.choice });
  }
  if (item.content.type !== 'system') return null;
  const { change } = item.content;
  const ids = idsAfter(item.person, change);
  const old = identitiesOf(idsBefore(item.person, change), scope);
  const after = identitiesOf(ids, scope);
  if (change.change === 'other' || change.change === 'identity' || after.length === 0) return null;
  const rotated = await rotatePerson(trx, { before: old, after }, now);
  if (rotated.contactId !== null) {
    await showAddress(trx, account.id, rotated.contactId, ids, change);
    return note(rotated.contactId, 'whatsapp-identity-changed', { change: change.change, number: ids.waId });
  }
  if (!rotated.conflict) return null;
  const [first] = rotated.conflict.contactIds;
  return first === undefined
    ? null
    : note(first, 'whatsapp-identity-conflict', {
        contactIds: rotated.conflict.contactIds,
        identities: rotated.conflict.identities.map(({ raw }) => raw),
      });
}

const idsBefore = (person: KnownIds, change: SystemChange): KnownIds => ({
  ...person,
  userId: change.previousUserId ?? person.userId,
  parentUserId: change.previousParentUserId ?? person.parentUserId,
});

const idsAfter = (person: KnownIds, change: SystemChange): KnownIds => ({
  username: null,
  waId: change.waId ?? person.waId,
  userId: change.userId,
  parentUserId: change.parentUserId,
});

/** The conversation shows how the person is reached from now on. A user name stays: it is not what changed. */
async function showAddress(
  trx: Knex,
  accountId: string,
  contactId: string,
  { waId, userId }: KnownIds,
  { previousUserId }: SystemChange
): Promise<void> {
  const own = trx(CONVERSATIONS).where({ account_document_id: accountId, start_key: keyWith(contactId) });
  if (waId !== null) await own.update({ contact_address: clip(numberOf(waId)) });
  else if (userId !== null && previousUserId !== null)
    await own.where({ contact_address: clip(previousUserId) }).update({ contact_address: clip(userId) });
}

const keyWith = (contactId: string): string => startKeyOf({ contact: { id: contactId, name: '' }, groupId: null });

async function conversationWith(trx: Knex, accountId: string, contactId: string): Promise<string | null> {
  const row = (await trx(CONVERSATIONS)
    .where({ account_document_id: accountId, start_key: keyWith(contactId) })
    .select('document_id')
    .first()) as { document_id: string } | undefined;
  return row?.document_id ?? null;
}
