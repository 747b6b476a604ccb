import { randomFillSync } from 'node:crypto';

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** 24 characters of [a-z0-9] that begin with a letter, the form of Strapi's documentIds; about 120 random bits. */
export function createDocumentId(): string {
  let id = '';
  while (id.length < 24) {
    const byte = randomByte();
    // 252 is the largest multiple of 36 below 256: bytes above it would favour the first letters.
    if (byte >= 252) continue;
    const index = byte % 36;
    if (id.length === 0 && index >= 26) continue;
    id += ALPHABET[index];
  }
  return id;
}

/** Drawn many at a time: a batch of mails needs hundreds of ids, and each call into the generator costs more than one. */
const drawn = Buffer.alloc(4096);
let next = drawn.length;

function randomByte(): number {
  if (next === drawn.length) {
    randomFillSync(drawn);
    next = 0;
  }
  return drawn[next++] as number;
}
