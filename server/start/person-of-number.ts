import type { Knex } from 'knex';
import { parsePhoneNumberFromString } from 'libphonenumber-js';
import type { WhatsAppAccount } from '../accounts/account';
import type { Contact } from '../contacts/contact-book';
import { findOrMakePerson, findPerson, type NamedPerson } from '../contacts/whatsapp-people';
import { CONTACTS } from '../conversations/tables';
import { GLOBAL, identitiesOf, type Identity } from '../whatsapp/identity';
import { phoneOfText, type Phone } from '../whatsapp/phone';

/** What somebody typed, read with the habits of the country of the account's number. Null: no number that can be. */
export function numberTyped(typed: string, { address }: Pick<WhatsAppAccount, 'address'>): Phone | null {
  const phone = phoneOfText(typed, parsePhoneNumberFromString(address)?.country ?? null);
  return phone?.valid ? phone : null;
}

/** That it is on WhatsApp, and how WhatsApp spells it, is not known before it has written or taken a message. */
const identityOf = ({ e164, matchKey }: Phone): Identity => ({
  kind: 'phone',
  scope: GLOBAL,
  value: matchKey,
  raw: e164,
});

/** By whichever of its spellings somebody was met. */
export const contactOfNumber = (on: Knex, { e164 }: Phone): Promise<string | null> =>
  findPerson(on, identitiesOf({ waId: e164.slice(1), userId: null, parentUserId: null, username: null }, NOWHERE));

/** Ids that are unique within a portfolio only are not asked for. */
const NOWHERE = { portfolioId: null, wabaId: '' };

/** Finds or makes the contact. Of one who is known nothing changes: what has worked as a recipient goes on to. */
export async function personOfNumber(
  trx: Knex,
  phone: Phone,
  { name, customers }: Pick<NamedPerson, 'name' | 'customers'>,
  now: number
): Promise<Contact> {
  const id = await contactOfNumber(trx, phone);
  if (id === null) return findOrMakePerson(trx, { identities: [identityOf(phone)], name, customers }, now);
  const row = (await trx(CONTACTS).where({ document_id: id }).first('name')) as { name: string | null } | undefined;
  return { id, name: row?.name ?? '' };
}
