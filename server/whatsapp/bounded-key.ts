import { createHash } from 'node:crypto';

/** A provider's key for a column of 255 characters that has to be unique: as it is where it fits, else its hash. */
export const boundedKey = (key: string): string =>
  key.length <= 240 ? key : `sha256:${createHash('sha256').update(key).digest('hex')}`;
