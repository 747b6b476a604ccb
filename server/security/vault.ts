import type { Knex } from 'knex';
import { crashPoint } from '../crash-points';
import { TABLE } from '../database/models';
import type { KeyRing } from './key-ring';
import { KeyMissing, SecretUnreadable, openSecret, rewrapSecret, sealSecret } from './vault-envelope';

export { KeyMissing, SecretUnreadable } from './vault-envelope';

/**
 * Where passwords and tokens live, and nowhere else. `owner` is `account:<documentId>` or `install`, `field` names the
 * secret. Nothing here falls back: without a key nothing is stored, and what cannot be opened is an error, not null.
 */
export interface Vault {
  /** Replaces the secret of this name. Throws `KeyMissing` where the host has no key. */
  put(on: Knex, owner: string, field: string, plaintext: string): Promise<void>;
  /** Null only when none is stored. Throws `SecretUnreadable`. */
  get(owner: string, field: string): Promise<string | null>;
  has(owner: string, field: string): Promise<boolean>;
  /** Names of the secrets that are stored for this owner. */
  fields(owner: string): Promise<string[]>;
  /** When the secret was put, epoch milliseconds; null when none is stored. */
  updatedAt(owner: string, field: string): Promise<number | null>;
  /** Removes every secret of the owner, or the one of this name. */
  remove(on: Knex, owner: string, field?: string): Promise<void>;
  /** Secrets per key id: a key that counts none can leave the config. */
  countByKey(): Promise<Record<string, number>>;
  /**
   * Wraps up to `limit` secrets of older keys with the active one, those behind the row `after`. May be run again at any
   * time: each row is moved by itself, so that nothing has to be remembered to go on after a crash.
   */
  rewrap(limit: number, after?: number): Promise<Rewrapped>;
  /** Secrets that open with none of the keys, by the id of the key that they ask for. Stand-ins do not count. */
  countUnreadable(): Promise<Record<string, number>>;
}

export interface Rewrapped {
  moved: number;
  /** The last row that was looked at; null when there was none. */
  last: number | null;
}

/** Stands in for the signing secret while that cannot be opened, and is thrown away when it can. */
export const STAND_IN = 'signing-spare';

interface SecretRow {
  id: number;
  owner: string;
  field: string;
  key_id: string;
  envelope: string;
  updated_at: number | string;
}

interface VaultDeps {
  /** Read at each use: a host opens its database after it has built its services. */
  readonly knex: Knex;
  keys: KeyRing;
  /** Epoch milliseconds. */
  now: () => number;
}

export function createVault(deps: VaultDeps): Vault {
  const { keys, now } = deps;
  const row = (owner: string, field: string) => deps.knex<SecretRow>(TABLE.secret).where({ owner, field }).first();

  return {
    async put(on, owner, field, plaintext) {
      const key = keys.active;
      if (!key) throw new KeyMissing();
      const envelope = sealSecret(key, { owner, field }, plaintext);
      await on(TABLE.secret)
        .insert({ owner, field, key_id: key.id, envelope, updated_at: now() })
        .onConflict(['owner', 'field'])
        .merge(['key_id', 'envelope', 'updated_at']);
    },

    async get(owner, field) {
      const found = await row(owner, field);
      return found ? openSecret(keys.find, { owner, field }, found.envelope) : null;
    },

    async has(owner, field) {
      return (await row(owner, field)) !== undefined;
    },

    async fields(owner) {
      return deps.knex<SecretRow>(TABLE.secret).where({ owner }).pluck('field');
    },

    async updatedAt(owner, field) {
      const found = await row(owner, field);
      return found ? Number(found.updated_at) : null;
    },

    async remove(on, owner, field) {
      await on(TABLE.secret)
        .where(field === undefined ? { owner } : { owner, field })
        .delete();
    },

    async countByKey() {
      const rows = (await deps.knex(TABLE.secret).select('key_id').count({ count: '*' }).groupBy('key_id')) as {
        key_id: string;
        count: number | string;
      }[];
      return Object.fromEntries(rows.map(({ key_id, count }) => [key_id, Number(count)]));
    },

    async rewrap(limit, after = 0) {
      const active = keys.active;
      if (!active) throw new KeyMissing();
      const older = keys.keys.filter((key) => key.id !== active.id).map((key) => key.id);
      const rows = await deps
        .knex<SecretRow>(TABLE.secret)
        .whereIn('key_id', older)
        .where('id', '>', after)
        .orderBy('id')
        .limit(limit);
      let moved = 0;
      for (const { id, owner, field, envelope } of rows) {
        const next = rewrapOrNull(keys, active, { owner, field }, envelope);
        if (next === null) continue;
        crashPoint('vault.before-rewrap');
        // Only over the envelope that was read: a secret put meanwhile wins.
        moved += await deps
          .knex<SecretRow>(TABLE.secret)
          .where({ id, envelope })
          .update({ key_id: active.id, envelope: next });
        crashPoint('vault.after-rewrap');
      }
      return { moved, last: rows.at(-1)?.id ?? null };
    },

    async countUnreadable() {
      const count: Record<string, number> = {};
      for (const { owner, field, key_id, envelope } of await deps
        .knex<SecretRow>(TABLE.secret)
        .whereNot({ field: STAND_IN })) {
        if (!opens(keys, { owner, field }, envelope)) count[key_id] = (count[key_id] ?? 0) + 1;
      }
      return count;
    },
  };
}

function opens(keys: KeyRing, name: { owner: string; field: string }, envelope: string): boolean {
  try {
    openSecret(keys.find, name, envelope);
    return true;
  } catch (error) {
    if (error instanceof SecretUnreadable) return false;
    throw error;
  }
}

/** Null for a damaged secret: it keeps its old key id, which `countByKey` shows, and the rest goes on. */
function rewrapOrNull(
  keys: KeyRing,
  active: NonNullable<KeyRing['active']>,
  name: { owner: string; field: string },
  envelope: string
): string | null {
  try {
    return rewrapSecret(keys.find, active, name, envelope);
  } catch (error) {
    if (error instanceof SecretUnreadable) return null;
    throw error;
  }
}
