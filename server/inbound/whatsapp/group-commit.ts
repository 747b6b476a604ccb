/**
 * Group commit: what comes while a commit runs shares the next one, so that a burst waits for the disk once a group
 * instead of once each. Whatever comes alone is committed at once.
 */
export interface GroupCommit<T, R> {
  /**
   * Resolves with the item's own result once the commit that holds it is through; rejects with that commit's error, or with
   * `GroupFull` where too much waits already. Items are committed in the order of these calls, one group at a time.
   */
  add(item: T): Promise<R>;
  /** Does anybody wait for a commit, or is one running? */
  isBusy(): boolean;
  /** When the last one came, by `now`; -Infinity before the first. */
  lastAt(): number;
}

export interface GroupCommitOptions<T, R> {
  /** All of them or none; a result for each, in their order. */
  commit(items: T[]): Promise<R[]>;
  sizeOf(item: T): number;
  /** Does the error lie in one of the items? Then each is tried alone, and the neighbours of the guilty one go in. */
  isItemsFault(error: unknown): boolean;
  maxItems: number;
  /** Of one group; an item that is larger is a group of its own. */
  maxBytes: number;
  /** Of all that wait. */
  maxWaitingBytes: number;
  /** The least time between the beginnings of two commits, in milliseconds: the most that one waits for others to join. */
  apartMs: number;
  /** Milliseconds of a clock that only goes forward. */
  now(): number;
  sleep(ms: number): Promise<void>;
}

/** More waits than may: the sender is to come again. */
export class GroupFull extends Error {
  constructor() {
    super('too much waits to be committed');
    this.name = 'GroupFull';
  }
}

interface Waiting<T, R> {
  item: T;
  size: number;
  done(result: R): void;
  fail(error: unknown): void;
}

export function createGroupCommit<T, R>(options: GroupCommitOptions<T, R>): GroupCommit<T, R> {
  const { commit, sizeOf, isItemsFault, now, sleep } = options;
  const waiting: Waiting<T, R>[] = [];
  let waitingBytes = 0;
  let isRunning = false;
  let begunAt = -Infinity;
  let cameAt = -Infinity;

  function nextGroup(): Waiting<T, R>[] {
    let count = 0;
    let bytes = 0;
    for (const { size } of waiting) {
      if (count === options.maxItems || (count > 0 && bytes + size > options.maxBytes)) break;
      count += 1;
      bytes += size;
    }
    waitingBytes -= bytes;
    return waiting.splice(0, count);
  }

  async function settle(group: Waiting<T, R>[]): Promise<void> {
    try {
      const results = await commit(group.map(({ item }) => item));
      if (results.length !== group.length) throw new Error('a commit answered for another number of items');
      group.forEach(({ done }, index) => done(results[index] as R));
    } catch (error) {
      if (group.length === 1 || !isItemsFault(error)) {
        for (const { fail } of group) fail(error);
        return;
      }
      for (const one of group) await settle([one]);
    }
  }

  async function run(): Promise<void> {
    isRunning = true;
    while (waiting.length > 0) {
      const early = begunAt + options.apartMs - now();
      if (early > 0) await sleep(early);
      begunAt = now();
      await settle(nextGroup());
    }
    isRunning = false;
  }

  return {
    add(item) {
      cameAt = now();
      const size = sizeOf(item);
      if (waiting.length > 0 && waitingBytes + size > options.maxWaitingBytes) return Promise.reject(new GroupFull());
      return new Promise<R>((done, fail) => {
        waiting.push({ item, size, done, fail });
        waitingBytes += size;
        if (!isRunning) void run();
      });
    },
    isBusy: () => isRunning,
    lastAt: () => cameAt,
  };
}
