import { findPostgres, startPostgres } from '../../scripts/services/postgres.mjs';

/**
 * `npm test` starts PostgreSQL once for all suites. A single `vitest run` gets a cluster of its own here; where
 * PostgreSQL is not installed, the tests that want it say so when they ask for a database.
 */
export default async function setup(): Promise<(() => Promise<void>) | undefined> {
  if (process.env['TEST_POSTGRES_URL'] || !findPostgres()) return undefined;
  const postgres = await startPostgres();
  process.env['TEST_POSTGRES_URL'] = postgres.url;
  return () => postgres.stop();
}
