import type { Knex } from 'knex';
import type { Database, Dialect } from './database';

const NOW: Record<Dialect, string> = {
  postgres: 'select (extract(epoch from clock_timestamp()) * 1000)::bigint as now',
  mysql: 'select cast(unix_timestamp(now(3)) * 1000 as unsigned) as now',
  sqlite: "select cast((julianday('now') - 2440587.5) * 86400000 as integer) as now",
};

/**
 * The database's clock in epoch milliseconds. Leases are compared with it, since the clocks of two hosts differ and the
 * database is what they share.
 */
export async function databaseNow(database: Database, on: Knex = database.knex): Promise<number> {
  const result: unknown = await on.raw(NOW[database.dialect]);
  return Number(firstRow(result, database.dialect).now);
}

function firstRow(result: unknown, dialect: Dialect): { now: unknown } {
  const rows =
    dialect === 'postgres'
      ? (result as { rows: { now: unknown }[] }).rows
      : dialect === 'mysql'
        ? (result as [{ now: unknown }[]])[0]
        : (result as { now: unknown }[]);
  const row = rows[0];
  if (!row) throw new Error('the database did not tell its time');
  return row;
}
