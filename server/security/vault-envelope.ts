import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { VaultKey } from './key-ring';

/**
 * A secret as it lies in the database: `v1.<key id>.<wrapped data key>.<sealed secret>`, both parts base64url of
 * IV (12) + ciphertext + tag (16). Each secret has a data key of its own, so a change of the host's key only wraps the
 * data keys anew. Owner and field are associated data: a blob copied to another row does not open.
 */
const VERSION = 'v1';
const IV_BYTES = 12;
const TAG_BYTES = 16;
const KEY_BYTES = 32;
const ALGORITHM = 'aes-256-gcm';

export interface SecretName {
  owner: string;
  field: string;
}

/** No key to encrypt with: nothing is stored rather than stored in clear. */
export class KeyMissing extends Error {
  constructor() {
    super('this host has no encryption key, so no secret can be stored');
    this.name = 'KeyMissing';
  }
}

/** A stored secret that cannot be opened. Never read as "no secret". */
export class SecretUnreadable extends Error {
  constructor(readonly reason: 'unknown-key' | 'damaged') {
    super(
      reason === 'unknown-key'
        ? 'a stored secret was encrypted with a key that this host does not have'
        : 'a stored secret is damaged or belongs to another record'
    );
    this.name = 'SecretUnreadable';
  }
}

export function sealSecret(key: VaultKey, name: SecretName, plaintext: string): string {
  const dataKey = randomBytes(KEY_BYTES);
  return join(key, name, dataKey, encrypt(dataKey, Buffer.from(plaintext, 'utf8'), secretContext(name)));
}

/** `findKey` answers null for a key id that this host does not have. */
export function openSecret(findKey: (id: string) => VaultKey | null, name: SecretName, envelope: string): string {
  const parts = split(envelope);
  return decrypt(unwrap(findKey, name, parts), parts.sealed, secretContext(name)).toString('utf8');
}

/** The same secret under another key; the secret itself is not decrypted. */
export function rewrapSecret(
  findKey: (id: string) => VaultKey | null,
  next: VaultKey,
  name: SecretName,
  envelope: string
): string {
  const parts = split(envelope);
  return join(next, name, unwrap(findKey, name, parts), parts.sealed);
}

interface EnvelopeParts {
  keyId: string;
  wrapped: Buffer;
  sealed: Buffer;
}

const secretContext = ({ owner, field }: SecretName) => [VERSION, owner, field].map(withoutBar).join('|');
const keyContext = (keyId: string, name: SecretName) => `${VERSION}|${withoutBar(keyId)}|${secretContext(name)}`;

/** The bar separates the parts of the associated data; inside one of them it would make two names look the same. */
function withoutBar(part: string): string {
  if (part === '' || part.includes('|')) throw new Error('owner and field of a secret are not empty and hold no bar');
  return part;
}

const join = (key: VaultKey, name: SecretName, dataKey: Buffer, sealed: Buffer) =>
  [
    VERSION,
    key.id,
    encrypt(key.kek, dataKey, keyContext(key.id, name)).toString('base64url'),
    sealed.toString('base64url'),
  ].join('.');

function split(envelope: string): EnvelopeParts {
  const [version, keyId, wrappedText, sealedText, ...rest] = envelope.split('.');
  if (version !== VERSION || !keyId || !wrappedText || !sealedText || rest.length > 0)
    throw new SecretUnreadable('damaged');
  const wrapped = Buffer.from(wrappedText, 'base64url');
  const sealed = Buffer.from(sealedText, 'base64url');
  // Node's decoder skips what is not base64url and ignores unused bits of the last character.
  if (wrapped.toString('base64url') !== wrappedText || sealed.toString('base64url') !== sealedText) {
    throw new SecretUnreadable('damaged');
  }
  if (wrapped.length !== IV_BYTES + KEY_BYTES + TAG_BYTES || sealed.length < IV_BYTES + TAG_BYTES) {
    throw new SecretUnreadable('damaged');
  }
  return { keyId, wrapped, sealed };
}

function unwrap(findKey: (id: string) => VaultKey | null, name: SecretName, { keyId, wrapped }: EnvelopeParts): Buffer {
  const key = findKey(keyId);
  if (!key) throw new SecretUnreadable('unknown-key');
  return decrypt(key.kek, wrapped, keyContext(keyId, name));
}

function encrypt(key: Buffer, plaintext: Buffer, context: string): Buffer {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(ALGORITHM, key, iv, { authTagLength: TAG_BYTES }).setAAD(Buffer.from(context, 'utf8'));
  return Buffer.concat([iv, cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]);
}

function decrypt(key: Buffer, blob: Buffer, context: string): Buffer {
  // Without authTagLength Node 20 accepts tags cut down to 4 bytes.
  const decipher = createDecipheriv(ALGORITHM, key, blob.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES })
    .setAAD(Buffer.from(context, 'utf8'))
    .setAuthTag(blob.subarray(blob.length - TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(blob.subarray(IV_BYTES, blob.length - TAG_BYTES)), decipher.final()]);
  } catch {
    throw new SecretUnreadable('damaged');
  }
}
