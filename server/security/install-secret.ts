import { randomBytes } from 'node:crypto';
import type { Database } from '../database/database';
import type { LeaseTable } from '../jobs/lease';
import { SecretUnreadable, type Vault } from './vault';

const OWNER = 'install';
const FIELD = 'signing';
const TTL_MS = 5_000;

/**
 * 32 random bytes of this installation, made once and kept in the vault: they sign Message-IDs and file links. Two
 * processes that boot together on a new database take turns, so that both go on with the same bytes.
 */
export function createInstallSecret(database: Database, vault: Vault, leases: LeaseTable): () => Promise<Buffer> {
  let known: Promise<Buffer> | null = null;

  /** A secret whose key is lost is made anew: earlier Message-IDs are known by their rows, and links last minutes. */
  async function open(): Promise<string | null> {
    try {
      return await vault.get(OWNER, FIELD);
    } catch (error) {
      if (error instanceof SecretUnreadable) return null;
      throw error;
    }
  }

  async function load(): Promise<Buffer> {
    const owner = randomBytes(8).toString('hex');
    for (;;) {
      const stored = await open();
      if (stored !== null) return Buffer.from(stored, 'base64');
      const lease = await leases.acquire('install-secret', owner, TTL_MS);
      if (lease) {
        try {
          if ((await open()) === null) {
            await vault.put(database.knex, OWNER, FIELD, randomBytes(32).toString('base64'));
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
