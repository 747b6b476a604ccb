/**
 * The pieces of a list of addresses: between commas, semicolons (Outlook) and line ends, and at none of these inside a
 * quoted name (RFC 5322 section 3.2.4) or between angle brackets.
 */
export function splitAddresses(text: string): string[] {
  const pieces: { text: string; end: string }[] = [];
  let piece = '';
  let quoted = false;
  let bracket = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (quoted && character === '\\' && at + 1 < text.length) {
      piece += character + text.charAt((at += 1));
      continue;
    }
    if (character === '"' && !bracket && (quoted || closes(text, at))) quoted = !quoted;
    else if (!quoted && character === '<') bracket = true;
    else if (character === '>' || character === '\n') bracket = false;
    if (!quoted && (character === '\n' || (!bracket && (character === ',' || character === ';')))) {
      pieces.push({ text: piece, end: character });
      piece = '';
    } else piece += character;
  }
  pieces.push({ text: piece, end: '' });
  const trimmed = pieces.map(({ text: raw, end }) => ({ text: raw.trim(), end })).filter((each) => each.text !== '');
  return trimmed.some(({ end }) => end === ';') ? withCommasInNames(trimmed) : trimmed.map((each) => each.text);
}

/** Is the name that is being typed not closed yet? What would end an address is a part of it then. */
export const isInsideName = (text: string): boolean =>
  (text.replace(/\\./g, '').match(/"/g) ?? []).length % 2 === 1 && !text.includes('@');

/** A quotation mark that nothing closes is no reason to take all that follows for a name. */
function closes(text: string, from: number): boolean {
  for (let at = from + 1; at < text.length && text[at] !== '\n'; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === '"') return true;
  }
  return false;
}

/** Where semicolons stand between people, Outlook leaves `Pérez, Ana <ana@b.es>` without quotation marks. */
function withCommasInNames(pieces: { text: string; end: string }[]): string[] {
  const joined: string[] = [];
  let begun = '';
  for (const { text, end } of pieces) {
    if (begun && /[^\s<]\s*<[^<>]*>$/.test(text)) joined.push(`${begun}, ${text}`);
    else joined.push(...[begun, text].filter(Boolean));
    begun = '';
    if (end === ',' && !/[@<]/.test(text)) begun = joined.pop() ?? '';
  }
  return begun ? [...joined, begun] : joined;
}
