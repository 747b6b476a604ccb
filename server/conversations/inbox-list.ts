import type { Knex } from 'knex';
import type { InboxQuery } from '../api/contracts/inbox';
import { badCursor, isRowNumber } from '../api/row-cursor';
import { toNumber } from '../database/columns';
import type { Database } from '../database/database';
import type { Access } from '../security/scope';
import type { ConversationRow } from './conversation';
import { filterConditions, tagged } from './filter-conditions';
import { CONVERSATIONS } from './tables';

export interface Position {
  at: number;
  id: number;
}

/** Conversations that something else has found, as far as it can say. */
export interface Found {
  /**
   * `look-up`: few enough to be looked up one by one and sorted. `walk`: so many that the whole list is walked in its
   * order, once for all accounts. `seek`: the conditions are as cheap as those of the list itself.
   */
  way: 'look-up' | 'walk' | 'seek';
  narrow: (rows: Knex.QueryBuilder) => void;
}

export interface InboxList {
  /**
   * The rows of one page and one more, in order: `rows` for a sub-select that adds what a page shows. Null: nothing can
   * be in it. Wrapped, since a builder that a promise answers runs at once.
   */
  pageOf(access: Access, query: InboxQuery, found?: Found): Promise<{ rows: Knex.QueryBuilder } | null>;
  /** How many there are, counted up to `cap`. */
  countOf(access: Access, query: InboxQuery, cap: number, found?: Found): Knex.QueryBuilder | null;
  positionOf(query: InboxQuery, row: ConversationRow): Position;
}

/** Above this a union is more work for the planner than one walk; SQLite refuses more than 500 parts. */
const MAX_SEEKS = 200;
/** So many rows are looked up and sorted in less time than a walk may take that finds hardly any of them. */
const FEW = 2_000;

const COLUMNS = `${CONVERSATIONS}.*`;

/**
 * The list: one index seek per account and state under a UNION ALL, measured at under a millisecond at a million
 * conversations, where one query over all accounts walks the wrong index. What is rare (a tag on a few conversations, the
 * words of a search) is looked up from its own side instead, since a walk would pass over all that is not it.
 */
export function createInboxList({ knex, dialect }: Database): InboxList {
  const accountsOf = (access: Access, { accountId }: InboxQuery) =>
    accountId ? access.accountIds.filter((id) => accountId.includes(id)) : access.accountIds;

  const orderOf = (query: InboxQuery) =>
    query.sort === 'waiting'
      ? { column: 'waiting_since', order: 'asc' as const }
      : { column: 'last_message_at', order: 'desc' as const };

  const ordered = (rows: Knex.QueryBuilder, query: InboxQuery, count: number): Knex.QueryBuilder => {
    const { column, order } = orderOf(query);
    return rows
      .orderBy([
        { column, order },
        { column: 'id', order },
      ])
      .limit(count);
  };

  function conditions(
    rows: Knex.QueryBuilder,
    begins: 'at-rare' | 'at-list',
    access: Access,
    query: InboxQuery,
    found?: Found
  ): Knex.QueryBuilder {
    filterConditions(rows, knex, access, query.sort === 'waiting' ? { ...query, waiting: true } : query, begins);
    found?.narrow(rows);
    if (query.cursor !== undefined) {
      const after = decodeCursor(query.cursor);
      const { column, order } = orderOf(query);
      const [within, past] = order === 'desc' ? ['<=', '<'] : ['>=', '>'];
      // Expanded: MariaDB does not use the index for a row value comparison.
      rows
        .where(column, within, after.at)
        .where((next) => void next.where(column, past, after.at).orWhere('id', past, after.id));
    }
    return rows;
  }

  /** One after another, each by its own index. */
  function seeks(access: Access, query: InboxQuery, found?: Found): Knex.QueryBuilder[] {
    const accountIds = accountsOf(access, query);
    const keys = accountIds.flatMap((id) => (query.status ?? [null]).map((status) => ({ id, status })));
    if (keys.length > MAX_SEEKS) {
      const rows = knex(CONVERSATIONS).whereIn('account_document_id', accountIds);
      if (query.status) rows.whereIn('status', query.status);
      return [conditions(rows, 'at-list', access, query, found)];
    }
    return keys.map(({ id, status }) => {
      const rows = knex(CONVERSATIONS).where({ account_document_id: id });
      if (status) rows.where({ status });
      return conditions(rows, 'at-list', access, query, found);
    });
  }

  /** From the side of what is rare. SQLite is kept from the account's index by the sign, which is its way to say so. */
  function lookUp(access: Access, query: InboxQuery, found?: Found): Knex.QueryBuilder {
    const rows = knex(CONVERSATIONS);
    const sign = dialect === 'sqlite' ? '+' : '';
    const amongst = (column: string, values: readonly string[]) =>
      rows.whereRaw(`${sign}?? in (${values.map(() => '?').join(', ')})`, [`${CONVERSATIONS}.${column}`, ...values]);
    amongst('account_document_id', accountsOf(access, query));
    if (query.status) amongst('status', query.status);
    // With a search, what it found is where the query begins.
    return conditions(rows, found ? 'at-list' : 'at-rare', access, query, found);
  }

  async function isRare(query: InboxQuery, found?: Found): Promise<boolean> {
    if (found) return found.way !== 'seek';
    if (query.customer !== undefined || query.contact !== undefined) return true;
    if (!query.tag || query.tagMode === 'none') return false;
    // Of several that all have to be there, one that is rare would do; the sum is a safe bound for both.
    const counted = (await knex
      .from(
        tagged(knex, query.tag)
          .limit(FEW + 1)
          .as('carried')
      )
      .count({ count: '*' })
      .first()) as { count: unknown } | undefined;
    return toNumber(counted?.count) <= FEW;
  }

  return {
    async pageOf(access, query, found) {
      if (accountsOf(access, query).length === 0) return null;
      const count = query.limit + 1;
      if (await isRare(query, found))
        return { rows: ordered(lookUp(access, query, found).select(COLUMNS), query, count) };
      // SQLite takes ORDER BY and LIMIT in a part of a UNION only inside a sub-select.
      const [first, ...others] = seeks(access, query, found).map((seek) =>
        knex.select('*').from(ordered(seek.select(COLUMNS), query, count).as('part'))
      );
      if (!first) return null;
      if (others.length === 0) return { rows: ordered(first, query, count) };
      return { rows: ordered(knex.select('*').from(first.unionAll(others).as('parts')), query, count) };
    },

    countOf(access, query, cap, found) {
      const whole = { ...query, cursor: undefined };
      const parts = found && found.way !== 'seek' ? [lookUp(access, whole, found)] : seeks(access, whole, found);
      const [first, ...others] = parts.map((seek) => knex.select('id').from(seek.select('id').limit(cap).as('part')));
      if (!first) return null;
      const all = others.length === 0 ? first : knex.select('id').from(first.unionAll(others).as('parts'));
      return knex.from(all.limit(cap).as('counted')).count({ count: '*' });
    },

    positionOf: (query, row) => ({
      at: toNumber(query.sort === 'waiting' ? row.waiting_since : row.last_message_at),
      id: row.id,
    }),
  };
}

export const encodeCursor = ({ at, id }: Position): string => `${at.toString(36)}-${id.toString(36)}`;

export function decodeCursor(cursor: string): Position {
  const [at, id] = cursor.split('-').map((part) => parseInt(part, 36));
  if (at === undefined || id === undefined || !Number.isSafeInteger(at) || !isRowNumber(id)) {
    throw badCursor();
  }
  return { at, id };
}
