import { notFound } from '../api/errors';
import type { QuarantineDto } from '../api/contracts/accounts';
import type { Page } from '../api/contracts/common';
import { toInstant, toNumber } from '../database/columns';
import type { Database } from '../database/database';
import { TABLE } from '../database/models';
import { processJob } from '../inbound/topics';
import type { JobQueue } from '../jobs/types';
import type { Person } from '../security/scope';
import type { Audit } from './audit';
import type { Members } from './members';
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
}

const MESSAGE: Record<string, string> = {
  unparsable: 'This mail is damaged and could not be read.',
  'too-large': 'This mail is larger than this account takes.',
  'too-many-parts': 'This mail has more parts than any mail program makes.',
  'too-deep': 'The parts of this mail are nested too deeply.',
  'headers-too-large': 'The head of this mail is too large.',
  'parse-timeout': 'Reading this mail took too long.',
  'parser-crashed': 'Reading this mail failed again and again.',
  'not-storable': 'The database did not take this mail.',
  'not-delivered': 'The mail server could not hand this mail over.',
};

export function createQuarantine({ database, accounts, members, queue, audit, now }: Deps): Quarantine {
  return {
    async list(by, accountId, limit, cursor) {
      if (!(await accounts.find(accountId))) throw notFound('Account');
      // From and Subject are customer content: managing an account is not enough to read them.
      const mayRead = (await members.of(accountId)).some((member) => member.userId === by.id);
      const query = database
        .knex(TABLE.journal)
        .where({ account_document_id: accountId, state: 'quarantined' })
        .orderBy('id', 'desc')
        .limit(limit + 1);
      if (cursor !== undefined) query.where('id', '<', Number(cursor) || 0);
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
        if (!row?.raw_key) throw notFound('Quarantined mail');
        await trx(TABLE.journal)
          .where({ id: row.id })
          .update({ state: 'pending', reason: null, detail: null, done_at: null, attempts: 0 });
        await queue.enqueue(trx, processJob(row.account_document_id));
        await audit.write(trx, row.account_document_id, by, 'quarantine.replayed', { id: entryId }, now());
        afterCommit(() => queue.ring());
        return { id: entryId };
      }),
  };
}

function toDto(row: Row, mayRead: boolean): QuarantineDto {
  const head = readHead(row.detail);
  return {
    id: row.document_id,
    receivedAt: toInstant(toNumber(row.received_at)),
    reason: row.reason ?? 'unparsable',
    message: MESSAGE[row.reason ?? 'unparsable'] ?? 'This mail could not be read.',
    from: mayRead ? head.from : null,
    subject: mayRead ? head.subject : null,
    size: row.size,
    attempts: row.attempts,
    replayable: row.raw_key !== null,
  };
}

function readHead(detail: string | null): { from: string | null; subject: string | null } {
  if (!detail?.startsWith('{')) return { from: null, subject: null };
  const { from, subject } = JSON.parse(detail) as { from?: string | null; subject?: string | null };
  return { from: from ?? null, subject: subject ?? null };
}
