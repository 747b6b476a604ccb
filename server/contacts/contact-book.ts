import type { Knex } from 'knex';
import { clip } from '../database/columns';
import type { Database } from '../database/database';
import { createDocumentId } from '../database/document-id';
import { CONTACTS, IDENTITIES } from '../conversations/tables';
import type { CustomerDirectory } from '../hosts/customer-directory';
import type { MailAddress } from '../mail/types';

export interface Contact {
  id: string;
  name: string;
}

/**
 * Persons by their addresses. An address belongs to one contact over all accounts; the unique key on identities
 * decides when two processes meet a new person at once.
 */
export interface ContactBook {
  /** Asks the host for the customers of addresses that are new here. Not inside a transaction: the host may be slow. */
  prepare(addresses: MailAddress[]): Promise<PreparedContacts>;
  /** Finds or makes the contacts. */
  resolve(trx: Knex, prepared: PreparedContacts): Promise<Map<string, Contact>>;
}

export interface PreparedContacts {
  people: Map<string, NewPerson>;
}
interface NewPerson {
  address: string;
  name: string;
  customer: { uid: string; documentId: string; name: string } | null;
}

interface IdentityRow {
  value: string;
  contact_document_id: string;
}

export function createContactBook(database: Database, directory: CustomerDirectory, now: () => number): ContactBook {
  const known = async (on: Knex, addresses: string[]) =>
    (await on(IDENTITIES)
      .where({ kind: 'email' })
      .whereIn('value', addresses)
      .select('value', 'contact_document_id')) as IdentityRow[];

  return {
    async prepare(addresses) {
      const people = new Map<string, NewPerson>();
      for (const { address, name } of addresses) {
        const seen = people.get(address);
        if (!seen) people.set(address, { address, name, customer: null });
        else if (!seen.name && name) seen.name = name;
      }
      const rows = await known(database.knex, [...people.keys()]);
      const old = new Set(rows.map((row) => row.value));
      for (const person of people.values()) {
        if (!old.has(person.address)) person.customer = await directory.findByEmail(person.address);
      }
      return { people };
    },

    async resolve(trx, { people }) {
      const addresses = [...people.keys()].sort();
      const rows = await known(trx, addresses);
      const missing = addresses.filter((address) => !rows.some((row) => row.value === address));
      if (missing.length > 0) {
        // Sorted, so that two batches that meet the same new people take the locks in the same order.
        const at = new Date(now());
        const made = missing.map((address) => ({ address, id: createDocumentId() }));
        await trx(IDENTITIES)
          .insert(
            made.map(({ address, id }) => ({
              document_id: createDocumentId(),
              contact_document_id: id,
              kind: 'email',
              value: address,
              created_at: at,
              updated_at: at,
              published_at: at,
            }))
          )
          .onConflict(['kind', 'value'])
          .ignore();
        const after = await known(trx, missing);
        const owner = new Map(after.map((row) => [row.value, row.contact_document_id]));
        const ours = made.filter(({ address, id }) => owner.get(address) === id);
        if (ours.length > 0) {
          await trx(CONTACTS).insert(
            ours.map(({ address, id }) => {
              const person = people.get(address);
              return {
                document_id: id,
                name: clip(person?.name || person?.customer?.name || ''),
                customer_uid: person?.customer?.uid ?? null,
                customer_document_id: person?.customer?.documentId ?? null,
                customer_name: person?.customer ? clip(person.customer.name) : null,
                created_at: at,
                updated_at: at,
                published_at: at,
              };
            })
          );
        }
        rows.push(...after);
      }
      const names = await namesOf(trx, rows);
      // Whoever wrote without a name at first is called by the first one that a later mail brings.
      for (const row of rows) {
        const name = people.get(row.value)?.name;
        if (!name || names.get(row.contact_document_id)) continue;
        await trx(CONTACTS)
          .where({ document_id: row.contact_document_id })
          .update({ name: clip(name) });
        names.set(row.contact_document_id, clip(name));
      }
      return new Map(
        rows.map((row) => [
          row.value,
          {
            id: row.contact_document_id,
            name: names.get(row.contact_document_id) || people.get(row.value)?.name || '',
          },
        ])
      );
    },
  };
}

async function namesOf(trx: Knex, rows: IdentityRow[]): Promise<Map<string, string>> {
  const contacts = (await trx(CONTACTS)
    .whereIn('document_id', [...new Set(rows.map((row) => row.contact_document_id))])
    .select('document_id', 'name')) as { document_id: string; name: string | null }[];
  return new Map(contacts.map((contact) => [contact.document_id, contact.name ?? '']));
}
