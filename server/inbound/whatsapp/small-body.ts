import { isUtf8 } from 'node:buffer';

/** As large as a text of WhatsApp with its envelope gets; what is larger is a file. */
const MAX_BYTES = 16 * 1024;
/** Each of its items keeps the body, so that each can go without asking the others. */
const MAX_ITEMS = 4;

/**
 * A body that its journal rows can hold, or null for one that has to be a file. It must come back byte for byte, and
 * PostgreSQL's texts hold no NUL.
 */
export function smallBody(raw: Buffer, items: number): string | null {
  if (raw.length > MAX_BYTES || items > MAX_ITEMS || !isUtf8(raw) || raw.includes(0)) return null;
  return raw.toString('utf8');
}
