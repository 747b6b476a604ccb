import { join } from 'node:path';
import knex, { type Knex } from 'knex';
import type { HostData } from './host-data';

/** Looks into the database of a host from outside. Read only what no API shows; end it with `destroy`. */
export function openDatabase(data: HostData): Knex {
  if (data.databaseUrl) return knex({ client: 'pg', connection: data.databaseUrl, pool: { min: 0, max: 2 } });
  return knex({
    client: 'better-sqlite3',
    connection: { filename: join(data.directory, 'host.db') },
    useNullAsDefault: true,
  });
}
