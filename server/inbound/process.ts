import { rm } from 'node:fs/promises';
import type { Account } from '../accounts/account';
import type { AccountRepository } from '../accounts/repository';
import { crashPoint } from '../crash-points';
import type { Database } from '../database/database';
import { isRowFault, retryOnConflict } from '../database/errors';
import type { FileStore, StoredFile } from '../files/file-store';
import type { Logger } from '../hosts/logger';
import { Postpone, type Job } from '../jobs/types';
import type { MailLimits, MailWorkerPool, ParseOutcome } from '../mail/types';
import { SUSPECT_TRIES, type Journal, type JournalEntry, type JournalResult } from './journal';
import type { StoreBatch } from './store-batch';

const BATCH = 100;
const BATCHES_A_TURN = 20;
/** A mail that took the process down this often is put aside. */
const MAX_TRIES = 8;

/** A parsed mail whose attachments lie in the file store. */
export interface ReadyMail {
  entry: JournalEntry;
  outcome: ParseOutcome;
  files: (StoredFile | null)[];
}

interface Deps {
  database: Database;
  accounts: AccountRepository;
  journal: Journal;
  pool: MailWorkerPool;
  files: FileStore;
  storeBatch: StoreBatch;
  limits: MailLimits;
  logger: Logger;
  now: () => number;
}

/**
 * Works an account's journal: parse (in the worker threads), then store a batch in one transaction, while the next batch
 * is being parsed. A batch that fails is stored mail by mail, and the one that does not go in is quarantined.
 */
export function createProcessJournal(deps: Deps) {
  const { database, accounts, journal, pool, files, storeBatch, limits, logger, now } = deps;

  return async function processJournal(job: Job, signal: AbortSignal): Promise<void> {
    const account = await accounts.find(String(job.payload.accountId));
    if (!account) return;
    let next = prepare(account.id, []);
    for (let batches = 1; ; batches += 1) {
      const batch = await next;
      // Removed: the journal's rest belongs to the job that clears up.
      if (batch.length === 0 || !(await accounts.find(account.id))) return;
      // Not an end of the work: the job comes back and goes on.
      if (signal.aborted) {
        await journal.giveBack(batch.map((mail) => mail.entry.id));
        throw new Error('stopping');
      }
      if (batches === BATCHES_A_TURN) {
        await store(account, batch);
        // A long import must not keep the place of other accounts' mail and of answers that wait.
        throw new Postpone(0);
      }
      if (batch.some((mail) => mail.entry.attempts > SUSPECT_TRIES)) {
        // Worked alone, with nothing prepared beside it: should it end the process, no other mail is counted with it.
        await store(account, batch);
        next = prepare(account.id, []);
        continue;
      }
      next = prepare(
        account.id,
        batch.map((mail) => mail.entry.id)
      );
      // A failure below must not leave this one without anybody to catch it.
      next.catch(() => undefined);
      await store(account, batch);
    }
  };

  async function prepare(accountId: string, taken: number[]): Promise<ReadyMail[]> {
    const entries = await journal.take(accountId, BATCH, taken);
    const done = await Promise.allSettled(entries.map(parse));
    const failed = done.find((result) => result.status === 'rejected');
    if (failed) {
      // The host's fault (no room, a worker that does not start), not the mails': it counts against none of them.
      await journal.giveBack(entries.map((entry) => entry.id));
      throw failed.reason;
    }
    return done.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  }

  async function parse(entry: JournalEntry): Promise<ReadyMail> {
    if (entry.attempts > MAX_TRIES) {
      return {
        entry,
        files: [],
        outcome: {
          status: 'quarantined',
          reason: 'parser-crashed',
          detail: 'given up after several tries',
          from: null,
          subject: null,
        },
      };
    }
    const outcome = await pool.parse(await files.localPath(entry.rawKey), limits);
    if (outcome.status === 'quarantined') return { entry, outcome, files: [] };
    const adopted = await Promise.all(
      outcome.mail.attachments.map(async ({ path }) => (path === null ? null : files.adopt(path)))
    );
    crashPoint('process.after-files');
    return { entry, outcome, files: adopted };
  }

  async function store(account: Account, batch: ReadyMail[]): Promise<void> {
    try {
      await settle(account, batch);
    } catch (error) {
      if (!isRowFault(error)) {
        // The database's fault, not the mails': an outage must not use up their tries.
        await journal.giveBack(batch.map((mail) => mail.entry.id));
        throw error;
      }
      logger.warn(`a batch of ${batch.length} mails could not be stored at once; storing them one by one`, error);
      for (const mail of batch) await storeAlone(account, mail);
    }
    crashPoint('process.after-commit');
  }

  async function storeAlone(account: Account, mail: ReadyMail): Promise<void> {
    try {
      await settle(account, [mail]);
    } catch (error) {
      if (!isRowFault(error)) throw error;
      logger.error(`mail ${mail.entry.documentId} could not be stored and is quarantined`, error);
      const result: JournalResult = { state: 'quarantined', reason: 'not-storable', detail: nameOf(error) };
      await database.transaction((trx) => journal.settle(trx, new Map([[mail.entry.id, result]]), now()));
      await discard(mail);
    }
  }

  async function settle(account: Account, batch: ReadyMail[]): Promise<void> {
    const results = await retryOnConflict(() => storeBatch(account, batch));
    for (const mail of batch) {
      // The files of a mail that was here before have no row: nobody would ever remove them.
      if (results.get(mail.entry.id)?.state !== 'stored') await discard(mail);
    }
  }

  async function discard(mail: ReadyMail): Promise<void> {
    for (const file of mail.files) if (file) await files.remove(file.key);
    if (mail.outcome.status !== 'parsed') return;
    for (const { path } of mail.outcome.mail.attachments) if (path) await rm(path, { force: true });
  }
}

/** The database's code, never its message: that quotes the row. */
const nameOf = (error: unknown) =>
  error instanceof Error ? `${error.name}${'code' in error ? ` ${String(error.code)}` : ''}` : 'unknown error';
