import type { Knex } from 'knex';
import type { Account } from '../accounts/account';
import { CONTACTS, IDENTITIES } from '../conversations/tables';
import type { Access } from '../security/scope';
import type { ConversationValues } from '../templates/conversation-values';
import type { TemplateValues } from '../templates/variables';

export interface PersonToStartWith {
  address: string;
  /** As whoever starts calls them; a contact keeps the name that it has. */
  name: string;
  contactId: string | null;
}

export async function contactOfAddress(on: Knex, address: string): Promise<string | null> {
  const row = (await on(IDENTITIES).where({ kind: 'email', value: address }).first('contact_document_id')) as
    { contact_document_id: string } | undefined;
  return row?.contact_document_id ?? null;
}

/** What variables stand for before there is a conversation. */
export async function valuesForStart(
  on: Knex,
  conversationValues: ConversationValues,
  access: Access,
  account: Account,
  { address, name, contactId }: PersonToStartWith
): Promise<TemplateValues> {
  const contact =
    contactId === null
      ? undefined
      : ((await on(CONTACTS).where({ document_id: contactId }).first('name')) as { name: string | null } | undefined);
  return conversationValues(
    on,
    access.person ?? access.principal,
    {
      contactId: contactId ?? '',
      contactName: contact?.name || name,
      contactAddress: address,
      subject: '',
    },
    account
  );
}
