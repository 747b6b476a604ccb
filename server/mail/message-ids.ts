import { createHash } from 'node:crypto';

/** A header line has 998 characters (RFC 5322 section 2.1.1), so no id is longer. */
const MAX_ID = 996;
const MAX_BARE_IDS = 1000;

/**
 * Every msg-id of a header value in order, with angle brackets. A value without any bracket counts as bare ids, which
 * some senders write.
 */
export function extractMessageIds(value: string): string[] {
  const ids: string[] = [];
  let start = value.indexOf('<');
  if (start < 0) {
    for (const word of value.split(/\s+/, MAX_BARE_IDS))
      if (word.includes('@') && word.length <= MAX_ID) ids.push(`<${word}>`);
    return ids;
  }
  while (start >= 0) {
    const end = value.indexOf('>', start + 1);
    if (end < 0) break;
    const reopened = value.lastIndexOf('<', end);
    const id = value.slice(reopened + 1, end).trim();
    if (id !== '' && id.length <= MAX_ID && !/[\s\p{C}]/u.test(id)) ids.push(`<${id}>`);
    start = value.indexOf('<', end + 1);
  }
  return ids;
}

/** Does the header hold one msg-id and nothing else? Old mail clients wrote `Your message of Monday <a@b>`. */
export const isExactlyOneId = (value: string): boolean => /^<[^<>\s]+>$/.test(value.trim());

/**
 * Servers fold, lower-case and re-bracket Message-IDs on their way, so two of them are compared without brackets, white
 * space and case. Empty when there is nothing to compare.
 */
export const normaliseMessageId = (id: string): string => id.replace(/[<>\s]/g, '').toLowerCase();

/** sha256 hex of the normalised Message-ID; null for an empty one, which must never match another. */
export function messageIdKey(id: string): string | null {
  const normalised = normaliseMessageId(id);
  return normalised === '' ? null : createHash('sha256').update(normalised).digest('hex');
}
