import { rm } from 'node:fs/promises';
import { crashPoint } from '../crash-points';
import type { FileStore, StoredFile } from '../files/file-store';
import type { MailLimits, MailWorkerPool, ParseOutcome } from '../mail/types';
import type { JournalEntry } from './journal';

/** A mail that took the process down this often is put aside. */
const MAX_TRIES = 8;

/** A parsed mail whose attachments lie in the file store. */
export interface ReadyMail {
  entry: JournalEntry;
  outcome: ParseOutcome;
  files: (StoredFile | null)[];
}

export interface Preparer {
  /** Parses in the worker threads. Rejects, leaving no files, only for what is the host's fault and no mail's. */
  prepare(entries: JournalEntry[]): Promise<ReadyMail[]>;
  /** Removes the files of a mail that is not stored: without a row nobody would ever remove them. */
  discard(mails: ReadyMail[]): Promise<void>;
  /** Removes the raw mails of which the journal keeps none. */
  forget(mails: ReadyMail[]): Promise<void>;
}

interface Deps {
  pool: MailWorkerPool;
  files: FileStore;
  limits: MailLimits;
}

export function createPreparer({ pool, files, limits }: Deps): Preparer {
  async function parse(entry: JournalEntry): Promise<ReadyMail> {
    if (entry.attempts > MAX_TRIES) return givenUp(entry);
    const outcome = await pool.parse(await files.localPath(entry.rawKey), limits);
    if (outcome.status === 'quarantined') return { entry, outcome, files: [] };
    const adopted = await Promise.all(
      outcome.mail.attachments.map(async ({ path }) => (path === null ? null : files.adopt(path)))
    );
    crashPoint('process.after-files');
    return { entry, outcome, files: adopted };
  }

  async function discard(mails: ReadyMail[]): Promise<void> {
    for (const { files: stored, outcome } of mails) {
      for (const file of stored) if (file) await files.remove(file.key);
      if (outcome.status !== 'parsed') continue;
      for (const { path } of outcome.mail.attachments) if (path) await rm(path, { force: true });
    }
  }

  return {
    async prepare(entries) {
      const done = await Promise.allSettled(entries.map(parse));
      const ready = done.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
      const failed = done.find((result) => result.status === 'rejected');
      if (!failed) return ready;
      await discard(ready);
      throw failed.reason;
    },
    discard,
    async forget(mails) {
      for (const { entry } of mails) await files.remove(entry.rawKey);
    },
  };
}

const givenUp = (entry: JournalEntry): ReadyMail => ({
  entry,
  files: [],
  outcome: {
    status: 'quarantined',
    reason: 'parser-crashed',
    detail: 'given up after several tries',
    from: null,
    subject: null,
  },
});
