import { randomBytes } from 'node:crypto';
import { Client } from 'pg';

export interface TestDatabase {
  url: string;
  drop(): Promise<void>;
}

/** A new, empty database in the cluster of this run. */
export async function createDatabase(): Promise<TestDatabase> {
  const cluster = process.env['TEST_POSTGRES_URL'];
  if (!cluster) throw new Error('PostgreSQL is not installed here: apt-get install postgresql');
  const name = `test_${randomBytes(6).toString('hex')}`;
  await asSuperuser(cluster, `CREATE DATABASE ${name}`);
  const url = new URL(cluster);
  url.pathname = `/${name}`;
  // FORCE ends the sessions of hosts that were killed and whose sockets the server has not given up yet.
  return { url: url.href, drop: () => asSuperuser(cluster, `DROP DATABASE ${name} WITH (FORCE)`) };
}

async function asSuperuser(cluster: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: cluster });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
