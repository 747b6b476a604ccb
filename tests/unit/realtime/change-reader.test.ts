import createKnex, { type Knex } from 'knex';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../../server/database/database';
import { TABLE } from '../../../server/database/models';
import { createChangeReader } from '../../../server/realtime/change-reader';

const NOW = 1_000_000;

describe('following the changes by their ids', () => {
  let knex: Knex;
  beforeEach(async () => {
    knex = createKnex({ client: 'better-sqlite3', connection: ':memory:', useNullAsDefault: true, pool: { max: 1 } });
    await knex.schema.createTable(TABLE.change, (table) => {
      table.integer('id').primary();
      table.string('account_document_id');
      table.string('conversation_document_id');
      table.bigInteger('at');
    });
  });
  afterEach(() => knex.destroy());

  /** As transactions commit them: the id says who drew it first, not who was visible first. */
  const commit = (id: number, at = NOW) =>
    knex(TABLE.change).insert({ id, account_document_id: 'a', conversation_document_id: `c${id}`, at });
  const reader = () => createChangeReader({ knex } as unknown as Database);
  const ids = (rows: { id: number }[]) => rows.map(({ id }) => id);

  it('begins with the last seconds, whose gaps may still fill', async () => {
    await commit(1, NOW - 60_000);
    await commit(3, NOW - 1_000);
    const following = reader();
    expect(ids(await following.next(NOW))).toEqual([3]);
    expect(following.settled).toBe(1);
    await commit(2, NOW - 1_500);
    expect(ids(await following.next(NOW + 400))).toEqual([2]);
    expect(following.settled).toBe(3);
  });

  it('gives each row once, also one that was committed after its successors', async () => {
    const following = reader();
    expect(await following.next(NOW)).toEqual([]);
    await commit(1);
    await commit(4);
    expect(ids(await following.next(NOW + 400))).toEqual([1, 4]);
    expect(following.settled).toBe(1);
    await commit(3);
    expect(ids(await following.next(NOW + 800))).toEqual([3]);
    await commit(2);
    await commit(5);
    expect(ids(await following.next(NOW + 1_200))).toEqual([2, 5]);
    expect(following.settled).toBe(5);
    expect(await following.next(NOW + 1_600)).toEqual([]);
  });

  it('stops waiting for a row that was rolled back', async () => {
    const following = reader();
    await following.next(NOW);
    await commit(2);
    await following.next(NOW + 400);
    expect(following.settled).toBe(0);
    await following.next(NOW + 400 + 5_000);
    expect(following.settled).toBe(2);
  });

  it('reads a rush to its end, and does not wait for ids that were never drawn', async () => {
    const following = reader();
    await commit(1, NOW - 60_000);
    await following.next(NOW);
    await knex.batchInsert(
      TABLE.change,
      Array.from({ length: 2_500 }, (_none, place) => ({
        id: 1_000_000 + place,
        account_document_id: 'a',
        conversation_document_id: 'c',
        at: NOW,
      })),
      200
    );
    expect(await following.next(NOW + 400)).toHaveLength(2_500);
    expect(following.settled).toBeGreaterThan(900_000);
  });

  it('begins anew after nobody listened', async () => {
    const following = reader();
    await following.next(NOW);
    await commit(1, NOW + 1_000);
    await commit(2, NOW + 58_000);
    following.forget();
    expect(ids(await following.next(NOW + 60_000))).toEqual([2]);
  });
});
