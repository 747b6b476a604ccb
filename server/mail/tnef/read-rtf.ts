import { decodeBytes } from '../charset';

/** What an RTF body says: as HTML where it was made from HTML ([MS-OXRTFEX]), else as plain text. */
export type RtfContent = { html: string } | { text: string };

interface Group {
  /** Inside a table of fonts, a picture and the like. */
  hidden: boolean;
  /** Inside `\*\htmltag`: the mail's own markup. */
  markup: boolean;
  /** After `\htmlrtf`: there for those who read RTF only. */
  forRtf: boolean;
  /** How many characters after `\u` stand in for it. */
  fallback: number;
}

const TABLES = new Set([
  'fonttbl',
  'colortbl',
  'stylesheet',
  'info',
  'pict',
  'object',
  'header',
  'footer',
  'listtable',
]);
const CHARACTERS: Record<string, string> = {
  par: '\n',
  line: '\n',
  sect: '\n',
  page: '\n',
  row: '\n',
  cell: '\t',
  tab: '\t',
  lquote: '‘',
  rquote: '’',
  ldblquote: '“',
  rdblquote: '”',
  bullet: '•',
  endash: '–',
  emdash: '—',
  emspace: ' ',
  enspace: ' ',
};
const MAX_DEPTH = 500;
/** A control word and its number, with the one space that ends it. */
const WORD = /([a-zA-Z]{1,32})(-?\d{1,10})? ?/y;
const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** One pass; groups deeper than 500 end the reading. */
export function readRtf(rtf: Buffer): RtfContent | null {
  const source = rtf.toString('latin1');
  if (!source.startsWith('{\\rtf')) return null;
  const isHtml = /\\fromhtml1?\b/.test(source.slice(0, 4096));
  const output: string[] = [];
  /** Bytes of the code page that are not decoded yet: a character may have two. */
  let pending: number[] = [];
  let codePage = 'windows-1252';
  let group: Group = { hidden: false, markup: false, forRtf: false, fallback: 1 };
  const stack: Group[] = [];
  let skip = 0;

  const visible = () => !group.hidden && !group.forRtf;
  const push = (text: string): void => {
    output.push(isHtml && !group.markup ? text.replace(/[&<>]/g, (char) => ESCAPES[char] ?? '') : text);
  };
  const flush = (): void => {
    if (pending.length === 0) return;
    push(decodeBytes(Uint8Array.from(pending), codePage));
    pending = [];
  };
  const add = (text: string): void => {
    if (!visible()) return;
    flush();
    push(text);
  };
  const addByte = (byte: number): void => {
    if (skip > 0) skip -= 1;
    else if (visible()) pending.push(byte);
  };
  const control = (word: string, number: number | null): void => {
    if (word === 'ansicpg' && number !== null) codePage = number === 65001 ? 'utf-8' : `windows-${number}`;
    else if (word === 'uc') group.fallback = Math.min(Math.max(number ?? 1, 0), 10);
    else if (word === 'htmlrtf') {
      flush();
      group.forRtf = number !== 0;
    } else if (word === 'u' && number !== null) {
      add(String.fromCharCode(number & 0xffff));
      skip = group.fallback;
    } else if (TABLES.has(word)) group.hidden = true;
    else if (Object.hasOwn(CHARACTERS, word)) add(CHARACTERS[word] ?? '');
  };

  let position = 0;
  while (position < source.length) {
    const char = source[position];
    position += 1;
    if (char === '{') {
      if (stack.length >= MAX_DEPTH) break;
      flush();
      stack.push(group);
      group = { ...group };
      skip = 0;
    } else if (char === '}') {
      flush();
      const outer = stack.pop();
      if (!outer || stack.length === 0) break;
      group = outer;
      skip = 0;
    } else if (char === '\\') {
      const next = source[position] ?? '';
      if (next === "'") {
        const byte = Number.parseInt(source.slice(position + 1, position + 3), 16);
        position += 3;
        if (!Number.isNaN(byte)) addByte(byte);
        continue;
      }
      if (next === '*') {
        position += 1;
        flush();
        // Only markup counts of what a reader may leave out.
        if (source.startsWith('\\htmltag', position)) group.markup = true;
        else group.hidden = true;
        continue;
      }
      WORD.lastIndex = position;
      const match = WORD.exec(source);
      if (match) {
        position = WORD.lastIndex;
        control(match[1] ?? '', match[2] === undefined ? null : Number(match[2]));
      } else {
        position += 1;
        if (next === '~') add('\u00a0');
        else if (next === '\r' || next === '\n') control('par', null);
        else if (next === '\\' || next === '{' || next === '}') addByte(next.charCodeAt(0));
      }
    } else if (char !== '\r' && char !== '\n' && char !== undefined) {
      addByte(char.charCodeAt(0));
    }
  }
  flush();
  const content = output.join('');
  return isHtml ? { html: content } : { text: content.replace(/\0/g, '').trim() };
}
