import { notFound } from '../api/errors';
import type { Database } from '../database/database';
import { TABLE } from '../database/models';
import type { JobTable } from '../jobs/queue';
import type { JobQueue } from '../jobs/types';
import type { Person } from '../security/scope';
import type { Audit } from './audit';

/** Jobs that were given up. A person may have one run again. */
export function createDeadJobs(database: Database, jobs: JobTable, queue: JobQueue, audit: Audit, now: () => number) {
  return {
    async retry(by: Person, jobId: string): Promise<{ id: string }> {
      const id = /^\d{1,15}$/.test(jobId) ? Number(jobId) : 0;
      const row = (await database.knex(TABLE.job).where({ id }).whereNotNull('died_at').first()) as
        { account_document_id: string | null; topic: string } | undefined;
      if (!row || !(await jobs.revive(id))) throw notFound('Job');
      queue.ring();
      await audit.write(
        database.knex,
        row.account_document_id ?? '',
        by,
        'job.retried',
        { id: jobId, topic: row.topic },
        now()
      );
      return { id: jobId };
    },
  };
}
