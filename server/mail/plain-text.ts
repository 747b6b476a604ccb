export const MAX_TEXT_CHARS = 500_000;

/** What no database column and no page wants: C0 controls but tab and line feed, and DEL. PostgreSQL refuses NUL. */
// eslint-disable-next-line no-control-regex
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;

/** Cuts at `max` UTF-16 units without leaving half of a surrogate pair behind. */
export function cut(text: string, max: number): string {
  if (text.length <= max) return text;
  const last = text.charCodeAt(max - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? max - 1 : max);
}

/** Line feeds only, no control characters, at most 500,000 characters. */
export const cleanText = (text: string): string =>
  cut(text.replace(/\r\n?/g, '\n').replace(CONTROLS, ''), MAX_TEXT_CHARS);

/** C0, C1, DEL and the Unicode line separators. */
// eslint-disable-next-line no-control-regex
const LINE_CONTROLS = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g;

/** One line of text from a header: controls and folding become a space. */
export const cleanLine = (text: string, max: number): string =>
  cut(
    text
      .replace(LINE_CONTROLS, ' ')
      .replace(/\p{Surrogate}/gu, '\ufffd')
      .trim(),
    max
  );

/**
 * Marks that reorder or hide parts of a name (`gpj.exe` shown as `exe.jpg`): bidirectional overrides and isolates,
 * zero-width characters, the byte order mark.
 */
const DECEPTIVE = /[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

/** A file name that is only ever displayed: first everything invisible goes, then what separates folders. */
export const cleanFileName = (name: string): string =>
  cut(cleanLine(name.replace(DECEPTIVE, ''), 1000).replace(/[/\\]/g, '_'), 255).trim();
