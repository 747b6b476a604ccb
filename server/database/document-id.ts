import { randomBytes } from 'node:crypto';

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** 24 characters of [a-z0-9] that begin with a letter, the form of Strapi's documentIds; about 120 random bits. */
export function createDocumentId(): string {
  let id = '';
  while (id.length < 24) {
    for (const byte of randomBytes(32)) {
      // 252 is the largest multiple of 36 below 256: bytes above it would favour the first letters.
      if (byte >= 252) continue;
      const index = byte % 36;
      if (id.length === 0 && index >= 26) continue;
      id += ALPHABET[index];
      if (id.length === 24) break;
    }
  }
  return id;
}
