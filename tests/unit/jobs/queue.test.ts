import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TABLE } from '../../../server/database/models';
import { createJobTable, LEASE_MS, type ClaimedJob, type JobTable } from '../../../server/jobs/queue';
import type { NewJob } from '../../../server/jobs/types';
import { createPluginTables, type PluginTables } from '../../support/plugin-tables';

describe('job rows', () => {
  let tables: PluginTables;
  let jobs: JobTable;
  beforeEach(async () => {
    tables = await createPluginTables();
    jobs = createJobTable(tables.database);
  });
  afterEach(() => tables.close());

  const add = (job: Partial<NewJob> & { name: string }) => {
    const { name, ...rest } = job;
    return jobs.enqueue(tables.database.knex, { topic: 'test', payload: { name }, ...rest });
  };
  const names = (claimed: ClaimedJob[]) => claimed.map((job) => job.payload['name']);
  const only = (claimed: ClaimedJob[]): ClaimedJob => {
    expect(claimed).toHaveLength(1);
    return claimed[0] as ClaimedJob;
  };

  it('gives one job of a key at a time, the oldest first, and those of other keys beside it', async () => {
    for (const name of ['a1', 'a2', 'b1']) await add({ name, orderKey: name.charAt(0) });
    await add({ name: 'free' });
    expect(names(await jobs.claim(10)).sort()).toEqual(['a1', 'b1', 'free']);
    expect(await jobs.claim(10)).toEqual([]);
  });

  it('holds the successors back while their head waits for its retry', async () => {
    for (const name of ['first', 'second']) await add({ name, orderKey: 'k' });
    const head = only(await jobs.claim(10));
    expect(await jobs.fail(head, 'no', Date.now() + 60_000)).toBe('retry');
    expect(await jobs.claim(10)).toEqual([]);
    await tables.database.knex(TABLE.job).where({ id: head.id }).update({ run_at: 0 });
    const again = only(await jobs.claim(10));
    expect([again.payload['name'], again.attempts]).toEqual(['first', 2]);
    await jobs.complete(again);
    expect(names(await jobs.claim(10))).toEqual(['second']);
  });

  it('lets the successors go on when their head has died, and runs it again when asked', async () => {
    await add({ name: 'poison', orderKey: 'k', maxAttempts: 1 });
    await add({ name: 'next', orderKey: 'k' });
    const poison = only(await jobs.claim(10));
    expect(await jobs.fail(poison, 'boom', 0)).toBe('dead');
    const next = only(await jobs.claim(10));
    expect(next.payload['name']).toBe('next');
    await jobs.complete(next);
    expect(await jobs.revive(poison.id)).toBe(true);
    expect(await jobs.revive(poison.id)).toBe(false);
    expect(names(await jobs.claim(10))).toEqual(['poison']);
  });

  it('does not count an attempt that was postponed or given back', async () => {
    await add({ name: 'a' });
    await jobs.postpone(only(await jobs.claim(1)), 0);
    await jobs.release(only(await jobs.claim(1)));
    expect(only(await jobs.claim(1)).attempts).toBe(1);
  });

  it('keeps one waiting job of a dedupe key, and takes a new one while the first runs', async () => {
    for (let time = 0; time < 3; time += 1) await add({ name: `${time}`, dedupeKey: 'd', orderKey: 'd' });
    const running = only(await jobs.claim(10));
    await add({ name: 'while running', dedupeKey: 'd', orderKey: 'd' });
    await add({ name: 'once is enough', dedupeKey: 'd', orderKey: 'd' });
    await jobs.complete(running);
    expect(names(await jobs.claim(10))).toEqual(['while running']);
    expect(await jobs.claim(10)).toEqual([]);
  });

  it('gives a job whose worker died to another, and the first can no longer change it', async () => {
    await add({ name: 'a' });
    const dead = only(await jobs.claim(1));
    await tables.database.knex(TABLE.job).update({ lease_until: Date.now() - LEASE_MS });
    const heir = only(await jobs.claim(1));
    expect(heir.id).toBe(dead.id);
    expect(await jobs.renew(dead)).toBe(false);
    await jobs.complete(dead);
    expect(await jobs.renew(heir)).toBe(true);
    await jobs.complete(heir);
    expect(await tables.database.knex(TABLE.job)).toEqual([]);
  });

  it('is gone with the transaction that wrote it', async () => {
    await tables.database
      .transaction(async (trx) => {
        await jobs.enqueue(trx, { topic: 'test', payload: {} });
        throw new Error('undone');
      })
      .catch(() => undefined);
    expect(await jobs.claim(1)).toEqual([]);
  });
});
