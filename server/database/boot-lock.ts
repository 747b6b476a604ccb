import type { Core } from '@strapi/strapi';
import { setTimeout as sleep } from 'node:timers/promises';

/** Any number that nobody else takes: "conv". */
const LOCK = 0x636f6e76;
const RETRY_MS = 100;
/** A boot takes seconds. Behind a pooler that hands connections around, a lock can be left behind by nobody. */
const PATIENCE_MS = 60_000;
const LOADED_CHECK_MS = 50;

interface RawConnection {
  /** Of `pg`: what keeps the process alive while it is open. */
  connection?: { stream?: { unref?(): void } };
  query(sql: string): Promise<{ rows: { locked?: boolean }[] }>;
}
interface RawClient {
  acquireRawConnection(): Promise<RawConnection>;
  destroyRawConnection(connection: RawConnection): Promise<void>;
}

/**
 * One process at a time builds tables and first rows. Strapi's own schema sync looks and then creates, so of two hosts
 * that start together on PostgreSQL after an upgrade one would end with "already exists". Held on a connection of its
 * own, which ends with the process, until Strapi has loaded.
 */
export async function takeBootLock(strapi: Core.Strapi): Promise<void> {
  if (strapi.db.dialect.client !== 'postgres') return;
  const client = strapi.db.connection.client as RawClient;
  const connection = await client.acquireRawConnection();
  const end = () =>
    client.destroyRawConnection(connection).catch((error: unknown) => {
      strapi.log.warn(`conversations: the connection of the boot lock did not close: ${String(error)}`);
    });
  if (!(await lock(connection))) {
    strapi.log.warn('conversations: another process has been starting for a minute; going on without waiting for it');
    return end();
  }
  // Commands that only register plugins never load; the lock must not keep them from ending, and goes with them.
  connection.connection?.stream?.unref?.();
  const timer = setInterval(() => {
    if (!strapi.isLoaded) return;
    clearInterval(timer);
    void end();
  }, LOADED_CHECK_MS);
  timer.unref();
}

async function lock(connection: RawConnection): Promise<boolean> {
  const until = Date.now() + PATIENCE_MS;
  while (Date.now() < until) {
    const { rows } = await connection.query(`select pg_try_advisory_lock(${LOCK}) as locked`);
    if (rows[0]?.locked === true) return true;
    await sleep(RETRY_MS);
  }
  return false;
}
