import type { HostContact, HostContactsQuery } from '../api/contracts/host';
import type { Page } from '../api/contracts/common';
import { readPosition } from '../api/row-cursor';
import { CONTACTS, CONVERSATIONS, IDENTITIES } from '../conversations/tables';
import type { Database } from '../database/database';
import { within, type Access } from '../security/scope';

interface ContactRow {
  id: number;
  document_id: string;
  name: string | null;
  customer_uid: string | null;
  customer_document_id: string | null;
  customer_name: string | null;
}

/** A contact is visible to those who may see one of their conversations. */
export function createFindContacts(database: Database) {
  return async function findContacts(access: Access, query: HostContactsQuery): Promise<Page<HostContact>> {
    const { knex } = database;
    const known = within(
      knex({ v: CONVERSATIONS }).whereRaw('?? = ??', ['v.contact_document_id', 'c.document_id']),
      access,
      'v.account_document_id'
    ).select(knex.raw('1'));
    const rows = knex({ c: CONTACTS }).whereExists(known);
    if (query.customerId !== undefined) rows.where({ 'c.customer_document_id': query.customerId });
    if (query.address !== undefined) {
      const owner = knex(IDENTITIES).where({ kind: 'email', value: query.address }).select('contact_document_id');
      rows.whereIn('c.document_id', owner);
    }
    if (query.cursor !== undefined) rows.where('c.id', '<', readPosition(query.cursor));
    const found = (await rows
      .orderBy('c.id', 'desc')
      .limit(query.limit + 1)
      .select('c.*')) as ContactRow[];
    const page = found.slice(0, query.limit);
    const last = page[page.length - 1];
    const addresses = (await knex(IDENTITIES)
      .whereIn(
        'contact_document_id',
        page.map((row) => row.document_id)
      )
      .orderBy('id')) as { contact_document_id: string; kind: string; value: string }[];
    return {
      data: page.map((row) => ({
        id: row.document_id,
        name: row.name ?? '',
        addresses: addresses
          .filter((identity) => identity.contact_document_id === row.document_id)
          .map(({ kind, value }) => ({ kind, value })),
        customer:
          row.customer_uid && row.customer_document_id
            ? { uid: row.customer_uid, documentId: row.customer_document_id, name: row.customer_name ?? '' }
            : null,
      })),
      meta: { nextCursor: found.length > query.limit && last ? String(last.id) : null },
    };
  };
}
