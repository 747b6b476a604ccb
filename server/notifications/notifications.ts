import type { NotificationDto, NotificationKind, NotificationsPage } from '../api/contracts/notifications';
import { readPosition } from '../api/row-cursor';
import { fromJson, toInstant, toNumber } from '../database/columns';
import type { Database } from '../database/database';
import { CONVERSATIONS, MESSAGES } from '../conversations/tables';
import { TABLE } from '../database/models';
import { within, type Scope } from '../security/scope';

const KEEP_MS = 60 * 24 * 3_600_000;
const MOST_UNREAD = 100;

export interface Notifications {
  list(scope: Scope, limit: number, cursor: string | undefined): Promise<NotificationsPage>;
  /** Those up to this one. */
  read(scope: Scope, upTo: number): Promise<void>;
  prune(now: number): Promise<number>;
}

interface Row {
  id: number;
  kind: NotificationKind;
  at: unknown;
  read_at: unknown;
  message_id: string;
  event: unknown;
  author_name: string | null;
  conversation_id: string;
  subject: string | null;
  contact_name: string | null;
  contact_address: string | null;
  account_name: string;
}

/** A person's own list. What they may not see any more, or was deleted, is not in it. */
export function createNotifications({ database, now }: { database: Database; now: () => number }): Notifications {
  const mine = (scope: Scope) =>
    within(
      database
        .knex({ n: TABLE.notification })
        .join({ m: MESSAGES }, 'm.document_id', 'n.message_document_id')
        .join({ c: CONVERSATIONS }, 'c.document_id', 'm.conversation_document_id')
        .where({ 'n.user_id': scope.person.id }),
      scope,
      'c.account_document_id'
    );
  return {
    async list(scope, limit, cursor) {
      const query = mine(scope)
        .join({ a: 'conversations_accounts' }, 'a.document_id', 'c.account_document_id')
        .orderBy('n.id', 'desc')
        .limit(limit + 1)
        .select({
          id: 'n.id',
          kind: 'n.kind',
          at: 'n.at',
          read_at: 'n.read_at',
          message_id: 'm.document_id',
          event: 'm.event',
          author_name: 'm.author_name',
          conversation_id: 'c.document_id',
          subject: 'c.subject',
          contact_name: 'c.contact_name',
          contact_address: 'c.contact_address',
          account_name: 'a.name',
        });
      if (cursor !== undefined) query.where('n.id', '<', readPosition(cursor));
      const rows = (await query) as Row[];
      const unread = (await mine(scope).whereNull('n.read_at').limit(MOST_UNREAD).select('n.id')) as unknown[];
      const page = rows.slice(0, limit);
      return {
        data: page.map(toDto),
        meta: {
          nextCursor: rows.length > limit ? String(page.at(-1)?.id ?? '') : null,
          unread: unread.length,
        },
      };
    },
    async read(scope, upTo) {
      await database
        .knex(TABLE.notification)
        .where({ user_id: scope.person.id })
        .where('id', '<=', upTo)
        .whereNull('read_at')
        .update({ read_at: now() });
    },
    prune: (at) =>
      database
        .knex(TABLE.notification)
        .where('at', '<', at - KEEP_MS)
        .delete(),
  };
}

const toDto = (row: Row): NotificationDto => ({
  id: row.id,
  kind: row.kind,
  at: toInstant(toNumber(row.at)),
  read: row.read_at !== null,
  conversationId: row.conversation_id,
  messageId: row.message_id,
  subject: row.subject ?? '',
  contact: row.contact_name || row.contact_address || '',
  account: row.account_name,
  by: row.kind === 'assigned' || row.kind === 'mentioned' ? byOf(row) : null,
});

const byOf = ({ event, author_name: author }: Row): string | null =>
  fromJson<{ details?: { by?: { name?: string } } } | null>(event, null)?.details?.by?.name ?? author;
