import type { DeadJobDto, HealthDto } from '../api/contracts/accounts';
import { notFound } from '../api/errors';
import { toInstant, toInstantOrNull, toNumber } from '../database/columns';
import type { Database } from '../database/database';
import { TABLE } from '../database/models';
import { MESSAGES } from '../conversations/tables';
import { isMailAccount, stateOf, type Account } from './account';
import { toCause } from './cause';
import { isFollowed, noticesOf } from './folder-choice';
import { readLedger } from './ledger';
import type { AccountRepository } from './repository';

/** Health of an account in numbers: no customer content, so managing accounts is right enough. */
export function createHealthReport(database: Database, accounts: AccountRepository, now: () => number) {
  return async function healthReport(accountId: string): Promise<HealthDto> {
    const account = await accounts.find(accountId);
    if (!account) throw notFound('Account');
    const [ledger, folders, outbox, deadJobs] = await Promise.all([
      readLedger(database, accountId),
      readImport(database, account),
      readOutbox(database, accountId),
      readDeadJobs(database, accountId),
    ]);
    return {
      state: stateOf(account),
      cause: toCause(account),
      lastSuccessAt: toInstantOrNull(account.lastSuccessAt),
      lagSeconds:
        account.lastSuccessAt === null ? null : Math.max(0, Math.round((now() - account.lastSuccessAt) / 1000)),
      nextTryAt: toInstantOrNull(account.health.nextTryAt),
      ledger,
      import: folders,
      folderNotices: (isMailAccount(account) ? noticesOf(account) : []).map(({ path, code, since }) => ({
        path,
        code,
        since: toInstant(since),
      })),
      outbox,
      deadJobs,
    };
  };
}

async function readImport(database: Database, account: Account): Promise<HealthDto['import']> {
  const accountId = account.id;
  // A number has no past to import.
  if (!isMailAccount(account)) return { done: true, imported: 0, total: null };
  const rows = (await database
    .knex(TABLE.folder)
    .where({ account_document_id: accountId })
    .select('path', 'role', 'import_done', 'import_total')) as {
    path: string;
    role: string;
    import_done: unknown;
    import_total: number;
  }[];
  // A folder that was given up, or that is away, would be an import that never ends.
  const folders = rows.filter((row) => row.role === 'sent' || isFollowed(account, row.path));
  const imported = (await database
    .knex(TABLE.journal)
    .where({ account_document_id: accountId, backfill: 1 })
    .count({ count: '*' })
    .first()) as { count: number | string } | undefined;
  return {
    done: folders.length > 0 && folders.every((folder) => folder.import_done === true || folder.import_done === 1),
    imported: Number(imported?.count ?? 0),
    total: folders.length === 0 ? null : folders.reduce((sum, folder) => sum + folder.import_total, 0),
  };
}

async function readOutbox(database: Database, accountId: string): Promise<HealthDto['outbox']> {
  const rows = (await database
    .knex(MESSAGES)
    .where({ account_document_id: accountId })
    .whereIn('status', ['queued', 'sending', 'uncertain', 'failed'])
    .groupBy('status')
    .select('status')
    .count({ count: '*' })) as unknown as { status: string; count: number | string }[];
  const of = (...states: string[]) =>
    rows.filter((row) => states.includes(row.status)).reduce((sum, row) => sum + Number(row.count), 0);
  return { queued: of('queued', 'sending'), uncertain: of('uncertain'), failed: of('failed') };
}

async function readDeadJobs(database: Database, accountId: string): Promise<DeadJobDto[]> {
  const rows = (await database
    .knex(TABLE.job)
    .where({ account_document_id: accountId })
    .whereNotNull('died_at')
    .orderBy('id', 'desc')
    .limit(50)) as { id: number; topic: string; attempts: number; last_error: string | null; died_at: unknown }[];
  return rows.map((row) => ({
    id: String(row.id),
    topic: row.topic,
    attempts: row.attempts,
    error: row.last_error ?? '',
    diedAt: toInstant(toNumber(row.died_at)),
  }));
}
