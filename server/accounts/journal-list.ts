import { notFound } from '../api/errors';
import { readPosition } from '../api/row-cursor';
import type { Page } from '../api/contracts/common';
import { JOURNAL_STATES, type JournalEntryDto, type JournalState } from '../api/contracts/journal';
import { toInstant, toNumber } from '../database/columns';
import type { Database } from '../database/database';
import { TABLE } from '../database/models';
import type { Person } from '../security/scope';
import type { Members } from './members';
import { mayReadHeads, NO_HEAD, readQuarantineHead } from './quarantine-head';
import { quarantineMessage } from './quarantine-reason';
import type { AccountRepository } from './repository';

interface Deps {
  database: Database;
  accounts: AccountRepository;
  members: Members;
}

interface Row {
  id: number;
  document_id: string;
  role: string;
  backfill: number;
  size: number;
  received_at: unknown;
  created_at: unknown;
  state: JournalState;
  reason: string | null;
  detail: string | null;
}

/** What stands behind a number of the ledger, last journalled first. */
export type JournalList = (
  by: Person,
  accountId: string,
  query: { state?: JournalState; limit: number; cursor?: string }
) => Promise<Page<JournalEntryDto>>;

export function createJournalList({ database, accounts, members }: Deps): JournalList {
  /** One range of the index (account, state, backfill, id): read from its end, whatever the size of the mailbox. */
  const range = async (
    accountId: string,
    state: JournalState,
    backfill: 0 | 1,
    below: number | null,
    limit: number
  ) => {
    const query = database
      .knex(TABLE.journal)
      .where({ account_document_id: accountId, state, backfill })
      .orderBy('id', 'desc')
      .limit(limit)
      .select(
        'id',
        'document_id',
        'role',
        'backfill',
        'size',
        'received_at',
        'created_at',
        'state',
        'reason',
        'detail'
      );
    if (below !== null) query.where('id', '<', below);
    return (await query) as Row[];
  };

  return async function journalList(by, accountId, { state, limit, cursor }) {
    if (!(await accounts.find(accountId))) throw notFound('Account');
    const below = cursor === undefined ? null : readPosition(cursor);
    const mayRead = await mayReadHeads(members, accountId, by.id);
    const states = state ? [state] : JOURNAL_STATES;
    const ranges = await Promise.all(
      states.flatMap((one) => ([0, 1] as const).map((backfill) => range(accountId, one, backfill, below, limit + 1)))
    );
    const rows = ranges.flat().sort((a, b) => b.id - a.id);
    const page = rows.slice(0, limit);
    const last = page[page.length - 1];
    return {
      data: page.map((row) => toDto(row, mayRead)),
      meta: { nextCursor: rows.length > limit && last ? String(last.id) : null },
    };
  };
}

function toDto(row: Row, mayRead: boolean): JournalEntryDto {
  const quarantined = row.state === 'quarantined';
  return {
    id: row.document_id,
    receivedAt: toInstant(toNumber(row.received_at)),
    journalledAt: toInstant(toNumber(row.created_at)),
    size: row.size,
    role: row.role,
    imported: row.backfill === 1,
    state: row.state,
    reason: row.reason,
    message: quarantined ? quarantineMessage(row.reason ?? 'unparsable') : null,
    ...(quarantined && mayRead ? readQuarantineHead(row.detail) : NO_HEAD),
  };
}
