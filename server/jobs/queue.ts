import { randomBytes } from 'node:crypto';
import type { Knex } from 'knex';
import { fromJson } from '../database/columns';
import { databaseNow } from '../database/clock';
import type { Database } from '../database/database';
import { TABLE } from '../database/models';
import type { Job, NewJob } from './types';

/** A process that died is followed after this long; a living one renews three times as often. */
export const LEASE_MS = 20_000;
const DEFAULT_MAX_ATTEMPTS = 12;

/** A job that this process works on; `token` proves that the lease is still ours. */
export interface ClaimedJob extends Job {
  token: string;
}

export interface JobTable {
  enqueue(trx: Knex, job: NewJob): Promise<void>;
  claim(limit: number): Promise<ClaimedJob[]>;
  /** False: the lease was lost meanwhile. */
  renew(job: ClaimedJob): Promise<boolean>;
  complete(job: ClaimedJob): Promise<void>;
  postpone(job: ClaimedJob, until: number): Promise<void>;
  fail(job: ClaimedJob, error: string, retryAt: number): Promise<'retry' | 'dead'>;
  /** Gives back what this process holds and has not begun, for a graceful stop. */
  release(job: ClaimedJob): Promise<void>;
  /**
   * At boot on SQLite, whose file has one process: whoever holds a lease is dead, and waiting for its end would only delay
   * the mail. Were it alive all the same, the handlers' own fences keep a job that runs twice from acting twice.
   */
  releaseLeft(): Promise<void>;
  /** A person asks for a dead job to run again. False: no such job. */
  revive(id: number): Promise<boolean>;
}

interface JobRow {
  id: number;
  topic: string;
  order_key: string | null;
  payload: string;
  attempts: number;
  max_attempts: number;
}

/**
 * The job rows, in the host's database. Order: a row with an order key is claimed only when no older living row has
 * the same key, so a head that waits for its retry holds its successors back. Success deletes the row.
 */
export function createJobTable(database: Database): JobTable {
  const own = (query: Knex.QueryBuilder, job: ClaimedJob) => query.where({ id: job.id, lease_token: job.token });

  return {
    async enqueue(trx, job) {
      const now = Date.now();
      const insert = trx(TABLE.job).insert({
        topic: job.topic,
        order_key: job.orderKey ?? null,
        dedupe_key: job.dedupeKey ?? null,
        payload: JSON.stringify(job.payload),
        run_at: job.runAt ?? 0,
        attempts: 0,
        max_attempts: job.maxAttempts ?? DEFAULT_MAX_ATTEMPTS,
        account_document_id: job.accountId ?? null,
        created_at: now,
      });
      // MERGE, not IGNORE: it locks the row that is relied on, so that nobody claims it before this transaction's own rows
      // can be seen. With IGNORE the waiting job could run, miss them, and leave them without any job.
      await (job.dedupeKey ? insert.onConflict('dedupe_key').merge(['dedupe_key']) : insert);
    },

    claim: (limit) =>
      database.transaction(async (trx) => {
        const now = await databaseNow(database, trx);
        const due = trx<JobRow>({ j: TABLE.job })
          .select('j.id', 'j.topic', 'j.order_key', 'j.payload', 'j.attempts', 'j.max_attempts')
          .whereNull('j.died_at')
          .where('j.run_at', '<=', now)
          .where((free) => void free.whereNull('j.lease_until').orWhere('j.lease_until', '<', now))
          .where(
            (head) =>
              void head
                .whereNull('j.order_key')
                .orWhereNotExists(
                  trx({ p: TABLE.job })
                    .select(trx.raw('1'))
                    .whereRaw('p.order_key = j.order_key')
                    .whereRaw('p.id < j.id')
                    .whereNull('p.died_at')
                )
          )
          .orderBy([{ column: 'j.run_at' }, { column: 'j.id' }])
          .limit(limit);
        if (database.dialect !== 'sqlite') due.forUpdate('j').skipLocked();
        const rows = (await due) as JobRow[];
        if (rows.length === 0) return [];
        const token = randomBytes(12).toString('hex');
        // The dedupe key is given up with the claim: what is enqueued while this job runs must run after it.
        await trx(TABLE.job)
          .whereIn(
            'id',
            rows.map((row) => row.id)
          )
          .update({
            lease_token: token,
            lease_until: now + LEASE_MS,
            attempts: trx.raw('attempts + 1'),
            dedupe_key: null,
          });
        return rows.map((row) => ({
          id: row.id,
          topic: row.topic,
          orderKey: row.order_key,
          payload: fromJson<Record<string, unknown>>(row.payload, {}),
          attempts: row.attempts + 1,
          maxAttempts: row.max_attempts,
          token,
        }));
      }),

    async renew(job) {
      const now = await databaseNow(database);
      return (await own(database.knex(TABLE.job), job).update({ lease_until: now + LEASE_MS })) === 1;
    },

    async complete(job) {
      await own(database.knex(TABLE.job), job).delete();
    },

    async postpone(job, until) {
      await own(database.knex(TABLE.job), job).update({
        run_at: until,
        attempts: job.attempts - 1,
        lease_token: null,
        lease_until: null,
      });
    },

    async fail(job, error, retryAt) {
      const dead = job.attempts >= job.maxAttempts;
      await own(database.knex(TABLE.job), job).update({
        run_at: retryAt,
        lease_token: null,
        lease_until: null,
        last_error: error,
        died_at: dead ? Date.now() : null,
      });
      return dead ? 'dead' : 'retry';
    },

    async release(job) {
      await own(database.knex(TABLE.job), job).update({
        attempts: job.attempts - 1,
        lease_token: null,
        lease_until: null,
      });
    },

    async releaseLeft() {
      if (database.dialect !== 'sqlite') return;
      await database.knex(TABLE.job).whereNotNull('lease_until').update({ lease_token: null, lease_until: null });
    },

    async revive(id) {
      const changed = await database
        .knex(TABLE.job)
        .where({ id })
        .whereNotNull('died_at')
        .update({ died_at: null, attempts: 0, run_at: 0 });
      return changed === 1;
    },
  };
}
