import { isUtf8 } from 'node:buffer';

/**
 * The 0x80 to 0x9f block of windows-1252. `TextDecoder('windows-1252')` of Node 20 decodes this block as ISO-8859-1,
 * which turns curly quotes and the euro sign into control characters, so it is never asked for this charset.
 */
const WINDOWS_1252 =
  '\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f' +
  '\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178';

/** Labels that in practice mean windows-1252 (WHATWG Encoding, section 4.2), and those that name no charset at all. */
const SINGLE_BYTE_LATIN =
  /^(?:windows-?1252|cp-?1252|x-cp1252|iso-?8859-?1(?:-windows.*)?|iso_8859-1|latin-?1|l1|cp819|ibm819)$/;
const NO_CHARSET = /^$|^(?:us-?)?ascii$|^ansi|^utf-?8$|unknown|default|8-?bit|^binary$|^none$|user-?defined/;

export const isLatin1Label = (label: string) => SINGLE_BYTE_LATIN.test(label.trim().toLowerCase());

/** `true` when the label says nothing that the bytes do not say better themselves: none, ASCII, UTF-8 or a made-up one. */
export const isUndecided = (label: string) => NO_CHARSET.test(label.trim().toLowerCase());

export const isUtf8Label = (label: string) => /^utf-?8$/.test(label.trim().toLowerCase());

export const decodeWindows1252 = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    .toString('latin1')
    .replace(/[\u0080-\u009f]/g, (char) => WINDOWS_1252.charAt(char.charCodeAt(0) - 0x80));

/** Decodes with the charset of that label; with an unknown label as UTF-8 where the bytes are UTF-8, else windows-1252. */
export function decodeBytes(bytes: Uint8Array, label: string): string {
  if (isLatin1Label(label)) return decodeWindows1252(bytes);
  if (!isUndecided(label)) {
    const decoder = decoderFor(label);
    if (decoder) return decoder.decode(bytes);
  }
  if (isUtf8(bytes)) return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
  return decodeWindows1252(bytes);
}

function decoderFor(label: string): InstanceType<typeof TextDecoder> | null {
  try {
    return new TextDecoder(label.trim());
  } catch (error) {
    // RangeError: a label that the platform does not know.
    if (error instanceof RangeError) return null;
    throw error;
  }
}
