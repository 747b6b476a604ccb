import { Trouble } from '../../accounts/trouble';
import { problem } from '../../channels/whatsapp-cloud/errors/problem';
import type { Database } from '../../database/database';
import { TABLE } from '../../database/models';
import { Postpone, type JobHandler, type JobQueue } from '../../jobs/types';
import { findRemote } from './remote-template-table';
import { syncJob } from './topics';
import type { OpenTemplateApi } from './waba';

const AGAIN_MS = 30_000;

interface Deps {
  database: Database;
  openTemplateApi: OpenTemplateApi;
  queue: JobQueue;
  now: () => number;
}

/** Takes a template away at Meta that was deleted here. One that Meta keeps (a disabled one) comes back by the next sync. */
export function createRemove({ database, openTemplateApi, queue, now }: Deps): JobHandler {
  return async function remove(job, signal) {
    const [row] = await findRemote(database.knex, { document_id: String(job.payload.id) });
    if (row?.state !== 'deleting') return;
    if (row.remoteId !== null) {
      try {
        const api = await openTemplateApi(row.wabaId);
        const result = await api?.remove(row.remoteId, row.name, signal);
        if (result && result.status !== 'ok') {
          const passes = result.status !== 'rejected' || problem(result.problem).class === 'retry';
          if (passes) throw new Postpone(now() + AGAIN_MS);
        }
      } catch (error) {
        if (error instanceof Trouble) throw new Postpone(now() + AGAIN_MS);
        throw error;
      }
    }
    await database.transaction(async (trx) => {
      await trx(TABLE.remoteTemplate).where({ document_id: row.id, state: 'deleting' }).delete();
      await queue.enqueue(trx, syncJob(row.wabaId));
    });
    queue.ring();
  };
}
