import { decodeBytes } from './charset';

/**
 * Decodes the encoded words of a header value (RFC 2047) in one pass. Only for heads that the full parser could not
 * read: neighbouring words whose charset cuts a character in two are not joined.
 */
export function decodeEncodedWords(value: string): string {
  let result = '';
  let position = 0;
  let afterWord = false;
  for (;;) {
    const start = value.indexOf('=?', position);
    if (start < 0) return result + value.slice(position);
    const word = readWord(value, start);
    if (!word) {
      result += value.slice(position, start + 2);
      position = start + 2;
      afterWord = false;
      continue;
    }
    const gap = value.slice(position, start);
    // White space between two encoded words is not part of the text (RFC 2047 section 6.2).
    if (!afterWord || gap.trim() !== '') result += gap;
    result += word.text;
    position = word.end;
    afterWord = true;
  }
}

/** An encoded word is at most 75 characters long; senders exceed that, so the look ahead stops later. */
const MAX_WORD = 1000;

function readWord(value: string, start: number): { text: string; end: number } | null {
  const window = value.slice(start, start + MAX_WORD);
  const charsetEnd = window.indexOf('?', 2);
  if (charsetEnd < 3 || window[charsetEnd + 2] !== '?') return null;
  const encoding = window[charsetEnd + 1]?.toLowerCase();
  const end = window.indexOf('?=', charsetEnd + 3);
  if (end < 0) return null;
  const content = window.slice(charsetEnd + 3, end);
  const charset = window.slice(2, charsetEnd).split('*')[0] ?? '';
  if (encoding === 'b') return { text: decodeBytes(Buffer.from(content, 'base64'), charset), end: start + end + 2 };
  if (encoding === 'q') return { text: decodeBytes(decodeQ(content), charset), end: start + end + 2 };
  return null;
}

const decodeQ = (content: string): Buffer =>
  Buffer.from(
    content
      .replace(/_/g, ' ')
      .replace(/=([0-9A-Fa-f]{2})/g, (_match, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1'
  );
