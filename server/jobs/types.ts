import type { Knex } from 'knex';

export interface NewJob {
  topic: string;
  payload: Record<string, unknown>;
  /** Jobs of one key run one at a time, lowest id first; a failing head blocks its successors. */
  orderKey?: string;
  /** While a job with this key waits, another enqueue is a no-op. */
  dedupeKey?: string;
  /** Epoch milliseconds; now by default. */
  runAt?: number;
  maxAttempts?: number;
  accountId?: string;
}

export interface Job {
  id: number;
  topic: string;
  payload: Record<string, unknown>;
  orderKey: string | null;
  /** Counts this one. */
  attempts: number;
  maxAttempts: number;
}

/** Thrown by a handler: run this job again at the given time, without counting an attempt. */
export class Postpone extends Error {
  constructor(readonly until: number) {
    super('postponed');
    this.name = 'Postpone';
  }
}

export type JobHandler = (job: Job, signal: AbortSignal) => Promise<void>;

/** Who wakes the workers. The rows in the host's database are the truth; a lost ring costs one sweep. */
export interface Dispatcher {
  /** After the commit of new rows. */
  ring(): void;
  start(drain: () => Promise<void>): void;
  stop(): Promise<void>;
}

export interface JobQueue {
  /** Inside the caller's transaction. Call `ring` after its commit. */
  enqueue(trx: Knex, job: NewJob): Promise<void>;
  ring(): void;
}
