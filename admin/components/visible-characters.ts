/**
 * Characters that change how their neighbours are read, without being seen: controls, soft hyphen, zero-width, bidi
 * overrides and isolates (UAX #9), line separators, tags. `invoice\u202Efdp.exe` would show as `invoiceexe.pdf`.
 */
const INVISIBLE =
  // eslint-disable-next-line no-control-regex
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;

/** The text with each invisible character spelled out, such as `[U+202E]`. */
export const withVisibleCharacters = (text: string): string =>
  text.replace(
    INVISIBLE,
    (character) => `[U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`
  );
