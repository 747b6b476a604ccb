import type { Account } from '../accounts/account';
import type { AccountRepository } from '../accounts/repository';
import { crashPoint } from '../crash-points';
import type { Database } from '../database/database';
import { isRowFault, retryOnConflict } from '../database/errors';
import type { Logger } from '../hosts/logger';
import { Postpone, type Job } from '../jobs/types';
import type { Journal, JournalResult } from './journal';
import { createParseAhead } from './parse-ahead';
import type { Preparer, ReadyMail } from './prepare';
import { quarantineDetail } from './quarantine-detail';
import type { StoreBatch } from './store-batch';

const BATCHES_A_TURN = 20;

interface Deps {
  database: Database;
  accounts: AccountRepository;
  journal: Journal;
  preparer: Preparer;
  storeBatch: StoreBatch;
  logger: Logger;
  now: () => number;
}

/**
 * Works an account's journal: parse (in the worker threads), then store a batch in one transaction, while the next ones
 * are being parsed. A batch that fails is stored mail by mail, and the one that does not go in is quarantined.
 */
export function createProcessJournal({ database, accounts, journal, preparer, storeBatch, logger, now }: Deps) {
  return async function processJournal(job: Job, signal: AbortSignal): Promise<void> {
    const account = await accounts.find(String(job.payload.accountId));
    if (!account) return;
    const ahead = createParseAhead(journal, preparer, account.id, BATCHES_A_TURN);
    try {
      await ahead.fill();
      for (;;) {
        const batch = await ahead.next();
        if (!batch) break;
        // Removed: the journal's rest belongs to the job that clears up.
        if (!(await accounts.find(account.id))) return;
        // Not an end of the work: the job comes back and goes on.
        if (signal.aborted) throw new Error('stopping');
        const [stored, filled] = await Promise.allSettled([store(account, batch), ahead.fill()]);
        if (stored.status === 'rejected') throw stored.reason;
        ahead.done();
        if (filled.status === 'rejected') throw filled.reason;
        // A suspect lets nothing be taken beside it; now the rest can go on.
        await ahead.fill();
      }
      // A long import must not keep the place of other accounts' mail and of answers that wait.
      if (ahead.isSpent) throw new Postpone(0);
    } finally {
      await ahead.giveBack().catch((error: unknown) => {
        // What ended this work is the error to tell; these mails keep a try that was not theirs.
        logger.warn('mails that were parsed ahead could not be given back', error);
      });
    }
  };

  async function store(account: Account, batch: ReadyMail[]): Promise<void> {
    try {
      await settle(account, batch);
    } catch (error) {
      // The database's fault, not the mails': an outage must not use up their tries.
      if (!isRowFault(error)) throw error;
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
      const result: JournalResult = { state: 'quarantined', reason: 'not-storable', detail: detailOf(mail, error) };
      await database.transaction((trx) => journal.settle(trx, new Map([[mail.entry.id, result]]), now()));
      await preparer.discard([mail]);
    }
  }

  async function settle(account: Account, batch: ReadyMail[]): Promise<void> {
    const results = await retryOnConflict(() => storeBatch(account, batch));
    const keepsFiles = (mail: ReadyMail) => {
      const result = results.get(mail.entry.id);
      return result?.state === 'stored' && !result.filesUnused;
    };
    await preparer.discard(batch.filter((mail) => !keepsFiles(mail)));
    await preparer.forget(batch.filter((mail) => results.get(mail.entry.id)?.state === 'ignored'));
  }
}

const detailOf = ({ outcome }: ReadyMail, error: unknown): string => {
  const parsed = outcome.status === 'parsed' ? outcome.mail : null;
  return quarantineDetail({
    detail: nameOf(error),
    from: parsed?.from?.address ?? null,
    subject: parsed?.subject ?? null,
  });
};

/** The database's code, never its message: that quotes the row. */
const nameOf = (error: unknown) =>
  error instanceof Error ? `${error.name}${'code' in error ? ` ${String(error.code)}` : ''}` : 'unknown error';
