import { databaseNow } from '../database/clock';
import type { Database } from '../database/database';
import { TABLE } from '../database/models';
import type { Knex } from 'knex';

/** A named right that one process has at a time. `fence` grows with each change of owner. */
export interface Lease {
  name: string;
  owner: string;
  fence: number;
}

export interface LeaseTable {
  /** Takes the lease when it is free, run out or already ours; null when another process has it. */
  acquire(name: string, owner: string, ttlMs: number): Promise<Lease | null>;
  /** False: it was lost. */
  renew(lease: Lease, ttlMs: number): Promise<boolean>;
  release(lease: Lease): Promise<void>;
  /**
   * Inside a transaction that writes what only the owner may write: locks the lease row and tells whether it is still
   * ours, so that an owner that was frozen and wakes late cannot write over its successor.
   */
  holds(trx: Knex, lease: Lease): Promise<boolean>;
}

interface LeaseRow {
  name: string;
  owner: string | null;
  fence: number;
  expires_at: number | string;
}

export function createLeaseTable(database: Database): LeaseTable {
  return {
    async acquire(name, owner, ttlMs) {
      await database
        .knex(TABLE.lease)
        .insert({ name, owner: null, fence: 0, expires_at: 0 })
        .onConflict('name')
        .ignore();
      return database.transaction(async (trx) => {
        const now = await databaseNow(database, trx);
        const taken = await trx(TABLE.lease)
          .where({ name })
          .where((free) => void free.where('expires_at', '<', now).orWhere({ owner }))
          .update({
            // First: MySQL evaluates the assignments from left to right, each seeing those before it.
            fence: trx.raw('case when owner = ? and expires_at >= ? then fence else fence + 1 end', [owner, now]),
            owner,
            expires_at: now + ttlMs,
          });
        if (taken !== 1) return null;
        const row = (await trx<LeaseRow>(TABLE.lease).where({ name }).first()) as LeaseRow;
        return { name, owner, fence: row.fence };
      });
    },

    async renew(lease, ttlMs) {
      const now = await databaseNow(database);
      const renewed = await database
        .knex(TABLE.lease)
        .where({ name: lease.name, owner: lease.owner, fence: lease.fence })
        .update({ expires_at: now + ttlMs });
      return renewed === 1;
    },

    async release(lease) {
      await database
        .knex(TABLE.lease)
        .where({ name: lease.name, owner: lease.owner, fence: lease.fence })
        .update({ expires_at: 0, owner: null });
    },

    async holds(trx, lease) {
      const query = trx<LeaseRow>(TABLE.lease)
        .where({ name: lease.name, owner: lease.owner, fence: lease.fence })
        .select('name');
      if (database.dialect !== 'sqlite') query.forUpdate();
      return (await query).length === 1;
    },
  };
}
