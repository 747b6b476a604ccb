import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TABLE } from '../../../server/database/models';
import { createLeaseTable, type Lease, type LeaseTable } from '../../../server/jobs/lease';
import { createPluginTables, type PluginTables } from '../../support/plugin-tables';

describe('leases', () => {
  let tables: PluginTables;
  let leases: LeaseTable;
  beforeEach(async () => {
    tables = await createPluginTables();
    leases = createLeaseTable(tables.database);
  });
  afterEach(() => tables.close());

  const acquire = async (owner: string): Promise<Lease> => {
    const lease = await leases.acquire('account:1', owner, 10_000);
    if (!lease) throw new Error(`${owner} did not get the lease`);
    return lease;
  };
  const runOut = () => tables.database.knex(TABLE.lease).update({ expires_at: 1 });
  const holds = (lease: Lease) => tables.database.transaction((trx) => leases.holds(trx, lease));

  it('belongs to one owner at a time', async () => {
    await acquire('a');
    expect(await leases.acquire('account:1', 'b', 10_000)).toBeNull();
  });

  it('passes on when it has run out, and the former owner cannot write or renew', async () => {
    const old = await acquire('a');
    await runOut();
    const heir = await acquire('b');
    expect(heir.fence).toBeGreaterThan(old.fence);
    expect([await holds(old), await holds(heir)]).toEqual([false, true]);
    expect([await leases.renew(old, 10_000), await leases.renew(heir, 10_000)]).toEqual([false, true]);
  });

  it('gets a new fence when its own owner takes it again after it ran out, since another may have had it between', async () => {
    const first = await acquire('a');
    await runOut();
    const second = await acquire('a');
    expect(second.fence).toBeGreaterThan(first.fence);
    expect(await holds(first)).toBe(false);
  });

  it('is free at once when it was given back, but not by somebody who has lost it', async () => {
    const old = await acquire('a');
    await runOut();
    const heir = await acquire('b');
    await leases.release(old);
    expect(await holds(heir)).toBe(true);
    await leases.release(heir);
    await acquire('c');
  });
});
