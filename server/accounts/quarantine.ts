import { notFound } from '../api/errors';
import type { QuarantineDto } from '../api/contracts/accounts';
import type { Page } from '../api/contracts/common';
import { readPosition } from '../api/row-cursor';
import { toInstant, toNumber } from '../database/columns';
import type { Database } from '../database/database';
import { TABLE } from '../database/models';
import { processJob } from '../inbound/topics';
import type { JobQueue } from '../jobs/types';
import type { Person } from '../security/scope';
import type { Audit } from './audit';
import type { Members } from './members';
import { mayReadHeads, NO_HEAD, readQuarantineHead } from './quarantine-head';
import { quarantineMessage } from './quarantine-reason';
import type { AccountRepository } from './repository';

interface Deps {
  database: Database;
  accounts: AccountRepository;
  members: Members;
  queue: JobQueue;
  audit: Audit;
  now: () => number;
}

/** Mail that could not be shown: kept as it came, listed with the reason, and tried again when a person asks. */
export interface Quarantine {
  list(by: Person, accountId: string, limit: number, cursor?: string): Promise<Page<QuarantineDto>>;
  replay(by: Person, entryId: string): Promise<{ id: string }>;
  /** Everything of an account that is here to be read again. */
  replayAll(by: Person, accountId: string): Promise<{ count: number }>;
}

interface Row {
  id: number;
  document_id: string;
  account_document_id: string;
  received_at: unknown;
  reason: string | null;
  detail: string | null;
  size: number;
  attempts: number;
  raw_key: string | null;
  body: string | null;
}

/** In a file, or with its row. */
const isKept = ({ raw_key: file, body }: Pick<Row, 'raw_key' | 'body'>): boolean => (file ?? body) !== null;

const TO_BE_READ_AGAIN = { state: 'pending', reason: null, detail: null, done_at: null, attempts: 0 };

export function createQuarantine({ database, accounts, members, queue, audit, now }: Deps): Quarantine {
  return {
    async list(by, accountId, limit, cursor) {
      if (!(await accounts.find(accountId))) throw notFound('Account');
      const mayRead = await mayReadHeads(members, accountId, by.id);
      const query = database
        .knex(TABLE.journal)
        .where({ account_document_id: accountId, state: 'quarantined' })
        .orderBy('id', 'desc')
        .limit(limit + 1);
      if (cursor !== undefined) query.where('id', '<', readPosition(cursor));
      const rows = (await query) as Row[];
      const page = rows.slice(0, limit);
      const last = page[page.length - 1];
      return {
        data: page.map((row) => toDto(row, mayRead)),
        meta: { nextCursor: rows.length > limit && last ? String(last.id) : null },
      };
    },

    replay: (by, entryId) =>
      database.transaction(async (trx, afterCommit) => {
        const row = (await trx(TABLE.journal).where({ document_id: entryId, state: 'quarantined' }).first()) as
          Row | undefined;
        if (!row || !isKept(row)) throw notFound('Quarantined mail');
        await trx(TABLE.journal).where({ id: row.id, state: 'quarantined' }).update(TO_BE_READ_AGAIN);
        await queue.enqueue(trx, processJob(row.account_document_id));
        await audit.write(trx, row.account_document_id, by, 'quarantine.replayed', { id: entryId }, now());
        afterCommit(() => queue.ring());
        return { id: entryId };
      }),

    replayAll: (by, accountId) =>
      database.transaction(async (trx, afterCommit) => {
        if (!(await accounts.find(accountId, trx))) throw notFound('Account');
        const count = await trx(TABLE.journal)
          .where({ account_document_id: accountId, state: 'quarantined' })
          .where((kept) => void kept.whereNotNull('raw_key').orWhereNotNull('body'))
          .update(TO_BE_READ_AGAIN);
        if (count === 0) return { count };
        await queue.enqueue(trx, processJob(accountId));
        await audit.write(trx, accountId, by, 'quarantine.all-replayed', { count }, now());
        afterCommit(() => queue.ring());
        return { count };
      }),
  };
}

function toDto(row: Row, mayRead: boolean): QuarantineDto {
  return {
    id: row.document_id,
    receivedAt: toInstant(toNumber(row.received_at)),
    reason: row.reason ?? 'unparsable',
    message: quarantineMessage(row.reason ?? 'unparsable'),
    ...(mayRead ? readQuarantineHead(row.detail) : NO_HEAD),
    size: row.size,
    attempts: row.attempts,
    replayable: isKept(row),
  };
}
