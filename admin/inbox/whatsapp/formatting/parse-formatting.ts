export type Mark = 'bold' | 'italic' | 'strike';

export type Piece =
  | { kind: 'text'; text: string }
  | { kind: 'mono'; text: string; block: boolean }
  | { kind: 'link'; text: string; href: string }
  | { kind: Mark; pieces: Piece[] };

const MARKS: Readonly<Record<string, Mark>> = { '*': 'bold', _: 'italic', '~': 'strike' };

/** What is inside says nothing by its marks: code, and addresses, which are full of them. */
const OPAQUE = /```([\s\S]+?)```|`([^`\n]+)`|(?:https?:\/\/|www\.)[^\s<>"'`]+/giu;
/** What ends a sentence is no part of the address in it. */
const AFTER_ADDRESS = /[.,;:!?)\]}*_~]+$/u;
const WORD = /[\p{L}\p{N}]/u;
const SPACE = /\s/u;

interface Opaque {
  start: number;
  end: number;
  piece: Piece;
}

/**
 * The marks of WhatsApp: *bold*, _italic_, ~struck~, `code` and ```blocks```, and addresses. A mark opens before a word
 * and closes behind one, in the same line; every other one is the character that it is. Time grows with the text's
 * length alone, since strangers write it.
 */
export function parseFormatting(text: string): Piece[] {
  return parse(text, 0, text.length, opaqueParts(text), new Set());
}

function opaqueParts(text: string): Map<number, Opaque> {
  const found = new Map<number, Opaque>();
  for (const match of text.matchAll(OPAQUE)) {
    const start = match.index;
    const [whole, block, inline] = match;
    const code = block ?? inline;
    if (code !== undefined) {
      const piece: Piece = { kind: 'mono', text: code, block: block !== undefined };
      if (code.trim() !== '') found.set(start, { start, end: start + whole.length, piece });
      continue;
    }
    const address = whole.replace(AFTER_ADDRESS, '');
    const href = hrefOf(address);
    if (href) found.set(start, { start, end: start + address.length, piece: { kind: 'link', text: address, href } });
  }
  return found;
}

/** Null for what no browser takes for a page. */
export function hrefOf(address: string): string | null {
  const full = /^www\./i.test(address) ? `https://${address}` : address;
  if (!URL.canParse(full)) return null;
  const url = new URL(full);
  return (url.protocol === 'http:' || url.protocol === 'https:') && url.hostname !== '' ? url.href : null;
}

function parse(text: string, from: number, to: number, opaque: Map<number, Opaque>, within: Set<string>): Piece[] {
  const pieces: Piece[] = [];
  /** Up to here it is known that this mark closes nowhere. */
  const closesNotBefore = new Map<string, number>();
  let plain = from;
  let at = from;
  const flush = (end: number) => {
    if (end > plain) pieces.push({ kind: 'text', text: text.slice(plain, end) });
  };
  while (at < to) {
    const part = opaque.get(at);
    if (part && part.end <= to) {
      flush(at);
      pieces.push(part.piece);
      at = plain = part.end;
      continue;
    }
    const mark = text.charAt(at);
    const kind = MARKS[mark];
    if (kind && !within.has(mark) && opens(text, at, from, to) && (closesNotBefore.get(mark) ?? 0) <= at) {
      const close = closingOf(text, at, to, opaque);
      if (close.found) {
        flush(at);
        pieces.push({ kind, pieces: parse(text, at + 1, close.at, opaque, new Set([...within, mark])) });
        at = plain = close.at + 1;
        continue;
      }
      closesNotBefore.set(mark, close.at);
    }
    at += 1;
  }
  flush(to);
  return pieces;
}

/** Surrogates are looked at as a whole: an emoji is no letter, but a letter may lie outside the basic plane. */
const before = (text: string, at: number): string => {
  const last = text.charCodeAt(at - 1);
  return last >= 0xdc00 && last <= 0xdfff ? text.slice(at - 2, at) : text.charAt(at - 1);
};
const after = (text: string, at: number): string => String.fromCodePoint(text.codePointAt(at + 1) ?? 0x20);

function opens(text: string, at: number, from: number, to: number): boolean {
  if (at + 2 >= to) return false;
  const next = text.charAt(at + 1);
  return (at === from || !WORD.test(before(text, at))) && !SPACE.test(next) && next !== text.charAt(at);
}

/** Where it closes, or the end of the line in which it does not. */
function closingOf(
  text: string,
  open: number,
  to: number,
  opaque: Map<number, Opaque>
): { found: boolean; at: number } {
  const mark = text.charAt(open);
  let at = open + 1;
  while (at < to) {
    const part = opaque.get(at);
    if (part && part.end <= to) {
      at = part.end;
      continue;
    }
    const character = text.charAt(at);
    if (character === '\n') return { found: false, at };
    if (character === mark && at > open + 1 && !SPACE.test(text.charAt(at - 1))) {
      if (at + 1 >= to || !WORD.test(after(text, at))) return { found: true, at };
    }
    at += 1;
  }
  return { found: false, at: to };
}
