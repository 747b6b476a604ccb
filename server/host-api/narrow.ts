import type { Knex } from 'knex';
import type { HostConversationsQuery } from '../api/contracts/host';
import { CONTACTS, IDENTITIES } from '../conversations/tables';
import type { Found } from '../conversations/inbox-list';
import type { Database } from '../database/database';

type Filters = Pick<HostConversationsQuery, 'customerId' | 'contactAddress' | 'updatedSince'>;

/** The host's own filters as conditions on conversations that are within a scope already. */
export function narrowTo(database: Database, { customerId, contactAddress, updatedSince }: Filters): Found {
  const narrow = (rows: Knex.QueryBuilder): void => {
    const { knex } = database;
    if (customerId !== undefined) {
      rows.whereIn(
        'contact_document_id',
        knex(CONTACTS).where({ customer_document_id: customerId }).select('document_id')
      );
    }
    if (contactAddress !== undefined) {
      const owner = knex(IDENTITIES).where({ kind: 'email', value: contactAddress }).select('contact_document_id');
      rows.whereIn('contact_document_id', owner);
    }
    if (updatedSince !== undefined) {
      const since = new Date(updatedSince).getTime();
      // Conversations of an earlier version have no `changed_at` until something changes.
      rows.where(
        (either) =>
          void either
            .where('changed_at', '>=', since)
            .orWhere((old) => void old.whereNull('changed_at').where('last_message_at', '>=', since))
      );
    }
  };
  return { way: customerId !== undefined || contactAddress !== undefined ? 'look-up' : 'seek', narrow };
}
