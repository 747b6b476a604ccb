import { Worker } from 'node:worker_threads';
import type { WorkerAnswer, WorkerReady, WorkerRequest } from './worker/protocol';

export interface WorkerThreadOptions {
  workerPath: string;
  maxHeapMb: number;
}

export interface WorkerThreadEvents {
  onReady(): void;
  onAnswer(answer: WorkerAnswer): void;
  /** The thread is gone without having been told to go. */
  onCrash(error: Error): void;
}

export interface WorkerThread {
  send(request: WorkerRequest): void;
  /** Only a thread that has work keeps the process alive. */
  setBusy(busy: boolean): void;
  terminate(): Promise<void>;
}

/** One thread, with limits of its own so that a hostile mail ends it and not the process. */
export function startWorkerThread(
  { workerPath, maxHeapMb }: WorkerThreadOptions,
  events: WorkerThreadEvents
): WorkerThread {
  const worker = new Worker(workerPath, {
    // A young generation is filled before it is looked at: a large one only adds to what the host needs, in each thread.
    resourceLimits: { maxOldGenerationSizeMb: maxHeapMb, maxYoungGenerationSizeMb: 24, stackSizeMb: 4 },
    // The thread gets nothing of the host's environment, where secrets lie.
    env: {},
    execArgv: [],
  });
  let gone = false;
  let cause: Error | null = null;
  worker.on('message', (message: WorkerAnswer | WorkerReady) => {
    if (message.kind === 'ready') events.onReady();
    else events.onAnswer(message);
  });
  worker.on('error', (error) => {
    cause = error instanceof Error ? error : new Error(String(error));
  });
  worker.on('exit', (code) => {
    if (!gone) events.onCrash(cause ?? new Error(`the mail worker ended with code ${code}`));
    gone = true;
  });
  return {
    send: (request) => worker.postMessage(request),
    setBusy: (busy) => (busy ? worker.ref() : worker.unref()),
    async terminate() {
      gone = true;
      await worker.terminate();
    },
  };
}
