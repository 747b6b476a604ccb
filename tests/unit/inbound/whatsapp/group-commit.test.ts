import { describe, expect, it } from 'vitest';
import {
  createGroupCommit,
  GroupFull,
  type GroupCommitOptions,
} from '../../../../server/inbound/whatsapp/group-commit';

/** Commits that end when the test says so, under a clock that only `sleep` and the test move. */
function room(options: Partial<GroupCommitOptions<string, string>> = {}) {
  let time = 0;
  const groups: string[][] = [];
  const slept: number[] = [];
  const ends: ((error?: Error) => void)[] = [];
  const group = createGroupCommit<string, string>({
    commit: (items) =>
      new Promise((done, fail) => {
        groups.push(items);
        ends.push((error) => (error ? fail(error) : done(items.map((item) => item.toUpperCase()))));
      }),
    sizeOf: (item) => item.length,
    isItemsFault: (error) => error instanceof RangeError,
    maxItems: 3,
    maxBytes: 100,
    maxWaitingBytes: 1_000,
    apartMs: 20,
    now: () => time,
    sleep: (ms) => {
      slept.push(ms);
      time += ms;
      return Promise.resolve();
    },
    ...options,
  });
  return {
    group,
    groups,
    slept,
    pass: (ms: number) => void (time += ms),
    async end(error?: Error) {
      ends.shift()?.(error);
      // The next group begins after the results of this one were given out.
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}

describe('a group commit', () => {
  it('commits at once what comes alone', async () => {
    const { group, groups, slept, end } = room();
    const one = group.add('a');
    expect(groups).toEqual([['a']]);
    await end();
    expect(await one).toBe('A');
    expect({ slept, busy: group.isBusy() }).toEqual({ slept: [], busy: false });
  });

  it('lets what comes meanwhile share the next commits, in order and each with its own result', async () => {
    const { group, groups, end } = room();
    const all = Promise.all(['a', 'b', 'c', 'd', 'e'].map((item) => group.add(item)));
    expect(groups).toEqual([['a']]);
    await end();
    expect(groups).toEqual([['a'], ['b', 'c', 'd']]);
    expect(group.isBusy()).toBe(true);
    await end();
    await end();
    expect(groups.slice(2)).toEqual([['e']]);
    expect(await all).toEqual(['A', 'B', 'C', 'D', 'E']);
  });

  it('begins the next commit no sooner than it may, and waits no longer than for that', async () => {
    const { group, slept, pass, end } = room();
    void group.add('a');
    void group.add('b');
    pass(5);
    await end();
    expect(slept).toEqual([15]);
    void group.add('c');
    pass(50);
    await end();
    expect(slept).toEqual([15]);
  });

  it('never commits more bytes at once than it may, except of a single item', async () => {
    const { group, groups, end } = room({ maxBytes: 4 });
    for (const item of ['x', 'aaa', 'bb', 'cccccc', 'd']) void group.add(item);
    for (let count = 0; count < 5; count += 1) await end();
    expect(groups).toEqual([['x'], ['aaa'], ['bb'], ['cccccc'], ['d']]);
  });

  it('turns away what would make too much wait, and takes again when there is room', async () => {
    const { group, end } = room({ maxWaitingBytes: 4 });
    const first = group.add('first');
    const second = group.add('bbb');
    await expect(group.add('cc')).rejects.toBeInstanceOf(GroupFull);
    await end();
    const third = group.add('cc');
    await end();
    await end();
    expect(await Promise.all([first, second, third])).toEqual(['FIRST', 'BBB', 'CC']);
  });

  it('tells everybody of a group that its commit failed, tries nothing again, and goes on', async () => {
    const { group, groups, pass, end } = room();
    const answers = Promise.allSettled(['a', 'b', 'c'].map((item) => group.add(item)));
    await end();
    await end(new Error('the database is away'));
    expect((await answers).map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected']);
    expect(groups).toEqual([['a'], ['b', 'c']]);
    pass(50);
    const next = group.add('d');
    await end();
    expect(await next).toBe('D');
  });

  it('takes in the neighbours of an item that cannot be committed', async () => {
    const groups: string[][] = [];
    const { group } = room({
      commit: (items) => {
        groups.push(items);
        return items.includes('bad') ? Promise.reject(new RangeError('bad')) : Promise.resolve(items);
      },
    });
    const answers = await Promise.allSettled(['a', 'b', 'bad', 'c'].map((item) => group.add(item)));
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
    expect(groups).toEqual([['a'], ['b', 'bad', 'c'], ['b'], ['bad'], ['c']]);
  });
});
