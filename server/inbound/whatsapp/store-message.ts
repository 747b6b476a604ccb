import type { Knex } from 'knex';
import type { WhatsAppAccount } from '../../accounts/account';
import { findOrMakePerson } from '../../contacts/whatsapp-people';
import type { NewMessage } from '../../conversations/message';
import type { MessageRepository } from '../../conversations/message-repository';
import { CONVERSATIONS } from '../../conversations/tables';
import { touchConversation } from '../../conversations/touch';
import { previewOf } from '../../whatsapp/content-words';
import { extendWindow, opensWindowAt } from '../../whatsapp/window';
import { addressOf } from './address-of';
import { conversationOf } from './conversation-of';
import { idScopeOf } from './id-scope';
import { noteEvent } from './note-event';
import type { KnownPeople } from './people-of-items';
import { statusAfter } from './status-after';
import { isOutbound, toNewMessage, type MessageItem } from './to-message';

interface Arrival {
  account: WhatsAppAccount;
  item: MessageItem;
  people: KnownPeople;
  /** When the webhook came. */
  receivedAt: number;
}

/** Everything around a message that came: its person, its conversation and the window that it opens. */
export async function storeMessage(
  { messages }: { messages: MessageRepository },
  trx: Knex,
  { account, item, people, receivedAt }: Arrival,
  now: number
): Promise<{ message: NewMessage; reopened: boolean }> {
  const person = people(item.person, idScopeOf(account));
  const contact = await findOrMakePerson(trx, person, now);
  const at = item.at ?? receivedAt;
  const address = addressOf(item.person);
  const key = { contact, address, groupId: item.groupId };
  const conversation = await conversationOf(trx, account.id, key, at, now);
  const message = toNewMessage(item, {
    account,
    conversationId: conversation.id,
    contactName: contact.name,
    receivedAt,
  });

  const isNews = !isOutbound(item) && !message.imported;
  const status = await statusAfter(trx, conversation, message, at, now);
  const reopened = isNews && conversation.status !== 'open' && status === 'open' && conversation.messageCount > 0;
  await touchConversation(trx, conversation, {
    at,
    preview: previewOf(item.content),
    messages: 1,
    ...(status === conversation.status ? {} : { status }),
  });
  await keepUp(trx, conversation.id, {
    // A new person of an old conversation's: the name that a profile now gives, and the number that now answers.
    ...(item.groupId === null && address !== '' && !contact.isFormer ? { contact_address: address.slice(0, 255) } : {}),
    ...(conversation.contactName === '' && contact.name !== '' ? { contact_name: contact.name.slice(0, 255) } : {}),
    ...windowOf(conversation.windowExpiresAt, item, receivedAt),
  });

  const event = { accountId: account.id, conversationId: conversation.id, key: item.key, at };
  if (contact.conflict) {
    const { contactIds, identities } = contact.conflict;
    await noteEvent(
      trx,
      messages,
      // Told once for the same people, however often they write.
      {
        ...event,
        key: `${conversation.id}:${[...contactIds].sort().join(':')}`,
        type: 'whatsapp-identity-conflict',
        details: { contactIds, identities: identities.map(({ raw }) => raw) },
      },
      now
    );
  }
  if (contact.isNew && person.customers.length > 1) {
    const customers = person.customers.slice(0, 20);
    await noteEvent(trx, messages, { ...event, type: 'whatsapp-customers-found', details: { customers } }, now);
  }
  return { message, reopened };
}

function windowOf(known: number | null, item: MessageItem, receivedAt: number): Record<string, number> {
  const fact = { kind: item.kind, content: item.content.type, groupId: item.groupId, at: item.at };
  const next = extendWindow(known, opensWindowAt(fact, receivedAt));
  return next === null || next === known ? {} : { window_expires_at: next };
}

async function keepUp(trx: Knex, id: string, columns: Record<string, unknown>): Promise<void> {
  if (Object.keys(columns).length > 0) await trx(CONVERSATIONS).where({ document_id: id }).update(columns);
}
