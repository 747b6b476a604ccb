import { randomBytes } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { StorageFullError } from '../files/file-store';
import { readBriefHead } from './head-reader';
import type { MailLimits, MailWorkerPool, ParseOutcome, QuarantineReason } from './types';
import type { WorkerAnswer, WorkerRequest } from './worker/protocol';
import { createWorkerLane, type Task, type WorkerLane } from './worker-lane';
import { builtWorkerPath } from './worker-location';

export interface MailWorkerPoolOptions {
  /** Threads at most; each starts with its first mail. */
  size: number;
  /** Attachments are written here; the caller takes the files over or removes them. */
  stagingDirectory: string;
  workerPath?: string;
  /** Longest work on one mail, in milliseconds. */
  timeoutMs?: number;
  maxHeapMb?: number;
}

/** A host where the worker cannot run or a raw mail cannot be read. Says nothing about a mail. */
export class MailWorkerError extends Error {
  constructor(
    readonly code: string | null,
    message: string
  ) {
    super(message);
    this.name = 'MailWorkerError';
  }
}

/** Mails that wait on one thread besides the one in work: enough to last while the main thread stores a batch. */
const QUEUED_PER_LANE = 40;

export function createMailWorkerPool(options: MailWorkerPoolOptions): MailWorkerPool {
  const { stagingDirectory, timeoutMs = 20_000, maxHeapMb = 256 } = options;
  const waiting: Task[] = [];
  let nextId = 1;
  let closed = false;
  const lanes: WorkerLane[] = Array.from({ length: options.size }, () =>
    createWorkerLane({
      workerPath: options.workerPath ?? builtWorkerPath(),
      timeoutMs,
      maxHeapMb,
      onRoom: dispatch,
      onReturned: takeBack,
    })
  );

  function dispatch(): void {
    while (waiting.length > 0) {
      const lane = lanes.reduce((least, each) => (each.load < least.load ? each : least));
      if (lane.load > QUEUED_PER_LANE) return;
      const task = waiting.shift();
      if (task) lane.assign(task);
    }
  }

  /** A thread ended with tasks behind the one that ended it: they go first. */
  function takeBack(tasks: Task[]): void {
    waiting.unshift(...tasks);
    dispatch();
  }

  /** `first`: somebody waits for it at the screen. */
  function run(work: WorkerWork, first = false): Promise<WorkerAnswer | Stopped> {
    if (closed) return Promise.reject(new MailWorkerError('closed', 'the mail workers are closed'));
    return new Promise((resolve, reject) => {
      const request: WorkerRequest = { id: nextId++, ...work };
      const task: Task = {
        request,
        onAnswer: resolve,
        onStopped: (reason) => resolve({ kind: 'stopped', reason }),
        onFailed: reject,
      };
      if (first) waiting.unshift(task);
      else waiting.push(task);
      dispatch();
    });
  }

  async function parseOnce(rawPath: string, limits: MailLimits, plainOnly: boolean): Promise<ParseOutcome | Stopped> {
    const stagingPrefix = randomBytes(16).toString('hex');
    const answer = await run({
      kind: 'parse',
      request: { rawPath, limits, stagingDirectory, stagingPrefix, plainOnly },
    });
    if (answer.kind === 'parsed') return answer.outcome;
    if (answer.kind === 'stopped') {
      await removeStaged(stagingDirectory, stagingPrefix);
      return answer;
    }
    throw failure(answer);
  }

  return {
    async parse(rawPath, limits) {
      const first = await parseOnce(rawPath, limits, false);
      if (!isStopped(first)) return first;
      // Its HTML is the likeliest reason by far, and a mail shown as plain text is worth more than one put aside. A
      // thread that was out of memory because of earlier mails is made good by the same.
      const second = await parseOnce(rawPath, limits, true);
      if (!isStopped(second)) return second;
      return { status: 'quarantined', reason: second.reason, detail: '', ...(await readBriefHead(rawPath)) };
    },
    async sign(request) {
      const answer = await run({ kind: 'sign', request }, true);
      if (answer.kind === 'signed') return answer.result;
      if (answer.kind === 'stopped') return null;
      throw failure(answer);
    },
    async fillSignature(signature) {
      const answer = await run({ kind: 'fill-signature', signature }, true);
      if (answer.kind === 'signature-filled') return answer.result;
      if (answer.kind === 'stopped') return null;
      throw failure(answer);
    },
    async cleanSignature(html, sizes) {
      const answer = await run({ kind: 'clean-signature', html, sizes }, true);
      if (answer.kind === 'signature-cleaned') return answer.result;
      if (answer.kind === 'stopped') return null;
      throw failure(answer);
    },
    async close() {
      closed = true;
      const error = new MailWorkerError('closed', 'the mail workers are closed');
      for (const task of waiting.splice(0)) task.onFailed(error);
      await Promise.all(lanes.map((lane) => lane.close(error)));
    },
  };
}

type WorkerWork = WorkerRequest extends infer Request
  ? Request extends { id: number }
    ? Omit<Request, 'id'>
    : never
  : never;

interface Stopped {
  kind: 'stopped';
  reason: Extract<QuarantineReason, 'parse-timeout' | 'parser-crashed'>;
}

const isStopped = (outcome: ParseOutcome | Stopped): outcome is Stopped => 'kind' in outcome;

function failure(answer: WorkerAnswer): Error {
  if (answer.kind !== 'failed') return new MailWorkerError('protocol', `unexpected answer ${answer.kind}`);
  if (answer.code === 'ENOSPC' || answer.code === 'EDQUOT') return new StorageFullError();
  return new MailWorkerError(answer.code, answer.message);
}

/** A thread that was stopped could not tidy up. */
async function removeStaged(directory: string, prefix: string): Promise<void> {
  const names = await readdir(directory);
  await Promise.all(
    names.filter((name) => name.startsWith(prefix)).map((name) => rm(join(directory, name), { force: true }))
  );
}
