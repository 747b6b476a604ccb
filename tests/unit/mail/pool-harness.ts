import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createMailWorkerPool, type MailWorkerPoolOptions } from '../../../server/mail/worker-pool';
import type { MailLimits, MailWorkerPool, ParsedMail, ParseOutcome } from '../../../server/mail/types';
import { createMailBench, type MailBench } from './worker-bundle';

const MB = 1024 * 1024;
export const LIMITS: MailLimits = { maxMailBytes: 50 * MB, maxFileBytes: 50 * MB, maxFiles: 100 };

export interface PoolHarness {
  bench: MailBench;
  pool: MailWorkerPool;
  /** Stores the mail as a file and has the pool parse it. */
  outcome(raw: string | Buffer, limits?: Partial<MailLimits>): Promise<ParseOutcome>;
  /** The same, and the outcome has to be `parsed`. */
  parse(raw: string | Buffer, limits?: Partial<MailLimits>): Promise<ParsedMail>;
  close(): Promise<void>;
}

export async function createPoolHarness(options: Partial<MailWorkerPoolOptions> = {}): Promise<PoolHarness> {
  const bench = await createMailBench();
  const pool = createMailWorkerPool({
    size: 1,
    stagingDirectory: bench.staging,
    workerPath: bench.workerPath,
    ...options,
  });
  let count = 0;
  const outcome: PoolHarness['outcome'] = async (raw, limits = {}) => {
    const path = join(bench.directory, `mail-${count++}.eml`);
    await writeFile(path, typeof raw === 'string' ? raw.replace(/\r?\n/g, '\r\n') : raw);
    return pool.parse(path, { ...LIMITS, ...limits });
  };
  return {
    bench,
    pool,
    outcome,
    async parse(raw, limits) {
      const result = await outcome(raw, limits);
      if (result.status !== 'parsed') throw new Error(`quarantined: ${result.reason} ${result.detail}`);
      return result.mail;
    },
    async close() {
      await pool.close();
      await bench.remove();
    },
  };
}
