import { safeMessage, type Logger } from '../hosts/logger';
import { LEASE_MS, type ClaimedJob, type JobTable } from './queue';
import { retryDelay } from './retry-delay';
import { Postpone, type Dispatcher, type JobHandler } from './types';

export interface JobRunner {
  /** `longestRetryMs`: the most that lies between two tries, five minutes where it is not said. */
  handle(topic: string, handler: JobHandler, options?: { longestRetryMs?: number }): void;
  start(): void;
  /** Takes no new jobs, gives the running ones `graceMs` to end, then tells them to by their signal. */
  stop(graceMs: number): Promise<void>;
}

interface RunnerDeps {
  jobs: JobTable;
  dispatcher: Dispatcher;
  concurrency: number;
  logger: Logger;
  onDead?: (job: ClaimedJob, error: string) => Promise<void>;
}

export function createJobRunner({ jobs, dispatcher, concurrency, logger, onDead }: RunnerDeps): JobRunner {
  const handlers = new Map<string, { handler: JobHandler; longestRetryMs?: number }>();
  const running = new Set<Promise<void>>();
  const abort = new AbortController();
  let stopping = false;

  const run = async (job: ClaimedJob): Promise<void> => {
    // A lease that cannot be renewed belongs to somebody else by now; the handlers' own fences keep this one harmless.
    const heartbeat = setInterval(() => {
      jobs.renew(job).catch((error: unknown) => logger.warn(`job ${job.id} (${job.topic}): lease not renewed`, error));
    }, LEASE_MS / 3);
    try {
      const handling = handlers.get(job.topic);
      if (!handling) throw new Error(`no handler for the topic '${job.topic}'`);
      await handling.handler(job, abort.signal);
      await jobs.complete(job);
    } catch (error) {
      await settle(job, error);
    } finally {
      clearInterval(heartbeat);
    }
  };

  const settle = async (job: ClaimedJob, error: unknown): Promise<void> => {
    if (error instanceof Postpone) return jobs.postpone(job, error.until);
    if (abort.signal.aborted) return jobs.release(job);
    const text = error instanceof Error ? `${error.name}: ${safeMessage(error)}` : 'unknown error';
    const delay = retryDelay(job.attempts, Math.random, handlers.get(job.topic)?.longestRetryMs);
    const outcome = await jobs.fail(job, text.slice(0, 1000), Date.now() + delay);
    if (outcome === 'dead') {
      logger.error(`job ${job.id} (${job.topic}) failed for the last time`, error);
      await onDead?.(job, text);
    } else {
      logger.warn(`job ${job.id} (${job.topic}) failed, try ${job.attempts} of ${job.maxAttempts}`, error);
    }
  };

  const drain = async (): Promise<void> => {
    while (!stopping && running.size < concurrency) {
      const claimed = await jobs.claim(concurrency - running.size).catch((error: unknown) => {
        logger.warn('jobs could not be read from the database; tried again at the next sweep', error);
        return [];
      });
      if (claimed.length === 0) return;
      for (const job of claimed) {
        const promise = run(job)
          .catch((error: unknown) =>
            logger.error(`job ${job.id} (${job.topic}): its outcome could not be stored`, error)
          )
          .finally(() => {
            running.delete(promise);
            // A place is free, and this job may have been the head that its successors waited for.
            dispatcher.ring();
          });
        running.add(promise);
      }
    }
  };

  return {
    handle(topic, handler, options) {
      handlers.set(topic, { handler, ...options });
    },
    start: () => dispatcher.start(drain),
    async stop(graceMs) {
      stopping = true;
      await dispatcher.stop();
      const grace = new Promise<'late'>((resolve) => setTimeout(() => resolve('late'), graceMs).unref());
      if ((await Promise.race([Promise.all(running), grace])) === 'late') {
        abort.abort();
        await Promise.race([Promise.all(running), new Promise((resolve) => setTimeout(resolve, 2000).unref())]);
      }
    },
  };
}
