import type { WorkerAnswer, WorkerRequest } from './worker/protocol';
import { startWorkerThread, type WorkerThread } from './worker-thread';

export interface Task {
  request: WorkerRequest;
  onAnswer(answer: WorkerAnswer): void;
  /** The work took too long or ended the thread. */
  onStopped(reason: 'parse-timeout' | 'parser-crashed'): void;
  /** The thread could not run at all. */
  onFailed(error: Error): void;
}

export interface WorkerLaneOptions {
  workerPath: string;
  timeoutMs: number;
  maxHeapMb: number;
  /** A task has ended. */
  onRoom(): void;
  /** Tasks that were assigned and not begun when the thread ended. */
  onReturned(tasks: Task[]): void;
}

/** A place for one thread at a time, which is replaced when it ends. */
export interface WorkerLane {
  readonly load: number;
  assign(task: Task): void;
  close(error: Error): Promise<void>;
}

/** Loading the parsers takes part of a second; on an overloaded machine many. */
const START_TIMEOUT_MS = 60_000;

/**
 * The thread answers in order, so the first task is the one in work: its time runs from when the one before it was
 * answered, and only it is blamed when the thread ends.
 */
export function createWorkerLane({
  workerPath,
  timeoutMs,
  maxHeapMb,
  onRoom,
  onReturned,
}: WorkerLaneOptions): WorkerLane {
  const tasks: Task[] = [];
  let thread: WorkerThread | null = null;
  let ready = false;
  let timer: NodeJS.Timeout | null = null;
  let stopping = false;
  let ending: Promise<void> = Promise.resolve();

  function start(): WorkerThread {
    ready = false;
    const made = startWorkerThread(
      { workerPath, maxHeapMb },
      {
        onReady() {
          ready = true;
          watchHead();
        },
        onAnswer,
        onCrash(error) {
          if (thread === made) onThreadGone(ready ? 'parser-crashed' : error);
        },
      }
    );
    return made;
  }

  function watchHead(): void {
    if (timer) clearTimeout(timer);
    timer = tasks.length > 0 ? setTimeout(onTimeout, ready ? timeoutMs : START_TIMEOUT_MS) : null;
    thread?.setBusy(tasks.length > 0);
  }

  function onAnswer(answer: WorkerAnswer): void {
    // An answer that comes while its thread is being stopped comes too late.
    if (stopping || tasks[0]?.request.id !== answer.id) return;
    const task = tasks.shift();
    watchHead();
    task?.onAnswer(answer);
    onRoom();
  }

  function onTimeout(): void {
    const [head] = tasks;
    const wasReady = ready;
    // When this process itself has stood still, its timers come before the messages that wait: the answer may be there.
    setImmediate(() => {
      if (head && tasks[0] === head && ready === wasReady && !stopping) stopThread();
    });
  }

  function stopThread(): void {
    const reason = ready ? 'parse-timeout' : new Error(`the mail worker did not start within ${START_TIMEOUT_MS} ms`);
    stopping = true;
    // Its files can be removed, and its mail tried again, only when nothing of it runs any more.
    ending = (thread?.terminate() ?? Promise.resolve()).then(() => onThreadGone(reason));
  }

  function onThreadGone(reason: 'parse-timeout' | 'parser-crashed' | Error): void {
    thread = null;
    stopping = false;
    const [head, ...rest] = tasks.splice(0);
    watchHead();
    if (reason instanceof Error) {
      // It never started, so it would not start for the others either.
      for (const task of [head, ...rest]) task?.onFailed(reason);
      return;
    }
    head?.onStopped(reason);
    onReturned(rest);
  }

  return {
    get load() {
      return tasks.length;
    },
    assign(task) {
      tasks.push(task);
      thread ??= start();
      thread.send(task.request);
      if (tasks.length === 1) watchHead();
    },
    async close(error) {
      for (const task of tasks.splice(0)) task.onFailed(error);
      watchHead();
      const last = thread;
      thread = null;
      await Promise.all([ending, last?.terminate()]);
    },
  };
}
