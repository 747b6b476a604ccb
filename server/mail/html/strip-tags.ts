const RAW_TEXT = new Set(['script', 'style', 'title', 'textarea', 'noscript', 'template']);
const LINE_ENDERS = new Set(['br', 'p', 'div', 'tr', 'li', 'table', 'h1', 'h2', 'h3', 'blockquote']);
const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

/**
 * Text of HTML that is too large or too deep for the parser: a scan that goes forward only and builds no tree. What it
 * returns is plain text and is never used as HTML.
 */
export function stripTags(html: string): string {
  // Indices into the lower-case form must fit the original, so only ASCII letters are changed.
  const lower = html.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
  const pieces: string[] = [];
  let position = 0;
  while (position < html.length) {
    const open = html.indexOf('<', position);
    if (open < 0) {
      pieces.push(html.slice(position));
      break;
    }
    pieces.push(html.slice(position, open));
    if (html.startsWith('<!--', open)) {
      position = after(html, '-->', open + 4);
      continue;
    }
    const name = /^\/?([a-z][a-z0-9]{0,20})/.exec(lower.slice(open + 1, open + 24))?.[1];
    if (!name && html[open + 1] !== '!' && html[open + 1] !== '?') {
      pieces.push('<');
      position = open + 1;
      continue;
    }
    if (name && LINE_ENDERS.has(name)) pieces.push('\n');
    position = after(html, '>', open + 1);
    if (name && RAW_TEXT.has(name) && html[open + 1] !== '/') {
      const end = lower.indexOf(`</${name}`, position);
      position = end < 0 ? html.length : after(html, '>', end);
    }
  }
  return decodeEntities(pieces.join(''))
    .replace(/[ \t\f\r]+/g, ' ')
    .replace(/\n[ \n]*\n/g, '\n\n')
    .trim();
}

function after(text: string, mark: string, from: number): number {
  const at = text.indexOf(mark, from);
  return at < 0 ? text.length : at + mark.length;
}

const decodeEntities = (text: string): string =>
  text.replace(
    /&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([a-z]{2,6}));/g,
    (match, decimal?: string, hex?: string, name?: string) => {
      if (name) return Object.hasOwn(ENTITIES, name) ? (ENTITIES[name] ?? match) : match;
      const code = decimal ? Number.parseInt(decimal, 10) : Number.parseInt(hex ?? '', 16);
      return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : match;
    }
  );
