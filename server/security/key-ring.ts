import { hkdfSync } from 'node:crypto';

export interface VaultKey {
  id: string;
  /** 32 bytes, derived from the configured key: the configured key itself encrypts nothing. */
  kek: Buffer;
}

export interface KeyRing {
  /** Encrypts. Null on a production host that has no key configured. */
  readonly active: VaultKey | null;
  /** Every key that can decrypt, the active one first. */
  readonly keys: readonly VaultKey[];
  find(id: string): VaultKey | null;
}

interface KeyRingOptions {
  production: boolean;
  /** A secret that the host has anyway (Strapi's app keys), for development without a configured key. */
  fallbackSecret?: string;
}

export const DEVELOPMENT_KEY_ID = 'development';

const derive = (material: Buffer, info: string): Buffer =>
  Buffer.from(hkdfSync('sha256', material, Buffer.alloc(0), info, 32));

/**
 * The keys of the vault: `configKeys` are `{ id, key }` with 32 bytes in base64, the first one encrypts and all of them
 * decrypt. Outside production a key made from the host's own secret stands in, so that a fresh project works at once;
 * in production it never does, since that secret is shared with other things and cannot be rotated on its own.
 */
export function createKeyRing(configKeys: readonly { id: string; key: string }[], options: KeyRingOptions): KeyRing {
  const keys: VaultKey[] = configKeys.map(({ id, key }) => {
    const material = Buffer.from(key, 'base64');
    if (material.length !== 32) throw new Error(`the encryption key '${id}' is not 32 bytes in base64`);
    return { id, kek: derive(material, 'conversations/vault') };
  });
  if (!options.production && options.fallbackSecret && !keys.some((key) => key.id === DEVELOPMENT_KEY_ID)) {
    const material = derive(Buffer.from(options.fallbackSecret, 'utf8'), 'conversations/development-key');
    keys.push({ id: DEVELOPMENT_KEY_ID, kek: derive(material, 'conversations/vault') });
  }
  return {
    active: keys[0] ?? null,
    keys,
    find: (id) => keys.find((key) => key.id === id) ?? null,
  };
}
