import type { Knex } from 'knex';
import type { Account } from '../accounts/account';
import type { Conversation } from '../conversations/conversation';
import { CONTACTS } from '../conversations/tables';
import type { Person, Principal } from '../security/scope';
import type { PersonValues } from '../signatures/person-values';
import type { TemplateValues } from './variables';

/** What variables stand for in a conversation, when this person writes in it. */
export function createConversationValues(personValues: PersonValues) {
  return async function conversationValues(
    on: Knex,
    writer: Person | Principal,
    conversation: Pick<Conversation, 'contactId' | 'contactName' | 'contactAddress' | 'subject'>,
    account: Account
  ): Promise<TemplateValues> {
    const customer = (await on(CONTACTS).where({ document_id: conversation.contactId }).first('customer_name')) as
      { customer_name: string | null } | undefined;
    return {
      ...(await personValues(writer, account)),
      customer_name: customer?.customer_name || conversation.contactName,
      contact_name: conversation.contactName,
      contact_address: conversation.contactAddress,
      conversation_subject: conversation.subject,
      account_name: account.name,
    };
  };
}
export type ConversationValues = ReturnType<typeof createConversationValues>;
