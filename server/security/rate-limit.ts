import type { Database } from '../database/database';
import { TABLE } from '../database/models';
import { isUniqueViolation } from '../database/errors';

export interface RateLimit {
  /** Counts one use of `name`; false when that is more than `limit` in the running window. */
  take(name: string, limit: number, windowMs: number): Promise<boolean>;
  prune(now: number): Promise<number>;
}

const KEEP_MS = 24 * 3600_000;

/** Fixed windows counted in the database, so that several processes count together. */
export function createRateLimit(database: Database, now: () => number): RateLimit {
  return {
    async take(name, limit, windowMs) {
      const windowStart = Math.floor(now() / windowMs) * windowMs;
      const at = { name, window_start: windowStart };
      const allowed = () => database.knex(TABLE.rate).where(at).where('count', '<', limit).increment('count', 1);
      if ((await allowed()) === 1) return true;
      try {
        await database.knex(TABLE.rate).insert({ ...at, count: 1 });
        return limit >= 1;
      } catch (error) {
        if (!isUniqueViolation(error)) throw error;
        return (await allowed()) === 1;
      }
    },
    prune: (at) =>
      database
        .knex(TABLE.rate)
        .where('window_start', '<', at - KEEP_MS)
        .delete(),
  };
}
