import { notFound } from '../api/errors';
import type { BlockedSenderDto } from '../api/contracts/blocked-senders';
import type { Page } from '../api/contracts/common';
import { readPosition } from '../api/row-cursor';
import { ACCOUNTS } from '../accounts/repository';
import { toInstant, toNumber } from '../database/columns';
import type { Database } from '../database/database';
import { TABLE } from '../database/models';
import { within, type Scope } from '../security/scope';

export interface BlockedSenders {
  /** Newest first. */
  list(scope: Scope, limit: number, cursor: string | undefined): Promise<Page<BlockedSenderDto>>;
  remove(scope: Scope, id: number): Promise<void>;
}

interface Row {
  id: number;
  account_id: string;
  account_name: string;
  contact_id: string;
  name: string | null;
  address: string | null;
  user_id: number | null;
  user_name: string | null;
  at: unknown;
}

/** Whom people have blocked, on the accounts that one may read. Blocking itself is a change of a conversation. */
export function createBlockedSenders({ database }: { database: Database }): BlockedSenders {
  const visible = (scope: Scope) => within(database.knex({ b: TABLE.blockedSender }), scope, 'b.account_document_id');
  return {
    async list(scope, limit, cursor) {
      const query = visible(scope)
        .join({ a: ACCOUNTS }, 'a.document_id', 'b.account_document_id')
        .orderBy('b.id', 'desc')
        .limit(limit + 1)
        .select({
          id: 'b.id',
          account_id: 'a.document_id',
          account_name: 'a.name',
          contact_id: 'b.contact_document_id',
          name: 'b.name',
          address: 'b.address',
          user_id: 'b.user_id',
          user_name: 'b.user_name',
          at: 'b.at',
        });
      if (cursor !== undefined) query.where('b.id', '<', readPosition(cursor));
      const rows = (await query) as Row[];
      const page = rows.slice(0, limit);
      return {
        data: page.map(toDto),
        meta: { nextCursor: rows.length > limit ? String(page.at(-1)?.id ?? '') : null },
      };
    },
    async remove(scope, id) {
      const found = (await visible(scope).where({ 'b.id': id }).first({ id: 'b.id' })) as { id: number } | undefined;
      if (!found) throw notFound('Blocked sender');
      await database.knex(TABLE.blockedSender).where({ id: found.id }).delete();
    },
  };
}

const toDto = (row: Row): BlockedSenderDto => ({
  id: String(row.id),
  account: { id: row.account_id, name: row.account_name },
  contact: { id: row.contact_id, name: row.name ?? '', address: row.address ?? '' },
  by: row.user_id === null ? null : { id: row.user_id, name: row.user_name ?? '' },
  at: toInstant(toNumber(row.at)),
});
