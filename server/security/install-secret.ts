import { randomBytes } from 'node:crypto';
import type { Database } from '../database/database';
import type { LeaseTable } from '../jobs/lease';
import { SecretUnreadable, STAND_IN, type Vault } from './vault';

const OWNER = 'install';
const FIELD = 'signing';
const TTL_MS = 5_000;

/**
 * 32 random bytes of this installation, made once and kept in the vault: they sign Message-IDs and file links. Two
 * processes that boot together on a new database take turns, so that both go on with the same bytes.
 *
 * Where the key in the config is not the one that they were stored with, others stand in, and the first are kept for the
 * day on which the key is back: earlier Message-IDs are known by their rows meanwhile, and links last minutes.
 */
export function createInstallSecret(database: Database, vault: Vault, leases: LeaseTable): () => Promise<Buffer> {
  let known: Promise<Buffer> | null = null;

  async function open(field: string): Promise<string | null> {
    try {
      return await vault.get(OWNER, field);
    } catch (error) {
      if (error instanceof SecretUnreadable) return null;
      throw error;
    }
  }

  async function usable(): Promise<string | null> {
    const first = await open(FIELD);
    if (first === null) return open(STAND_IN);
    if (await vault.has(OWNER, STAND_IN)) await vault.remove(database.knex, OWNER, STAND_IN);
    return first;
  }

  async function load(): Promise<Buffer> {
    const owner = randomBytes(8).toString('hex');
    for (;;) {
      const stored = await usable();
      if (stored !== null) return Buffer.from(stored, 'base64');
      const lease = await leases.acquire('install-secret', owner, TTL_MS);
      if (lease) {
        try {
          if ((await usable()) === null) {
            const field = (await vault.has(OWNER, FIELD)) ? STAND_IN : FIELD;
            await vault.put(database.knex, OWNER, field, randomBytes(32).toString('base64'));
          }
        } finally {
          await leases.release(lease);
        }
      } else {
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    }
  }

  return () => {
    known ??= load().catch((error: unknown) => {
      known = null;
      throw error;
    });
    return known;
  };
}
