import { isAscii, isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';
import { decodeEscapes, isEscapeLabel } from './escape-charsets';

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
    const text = decodeAs(bytes, label);
    if (text !== null) return text;
  }
  if (isUtf8(bytes)) return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
  return decodeWindows1252(bytes);
}

/**
 * Labels that mailparser reads as UTF-8, and so to replacement characters or not at all: those that nobody knows, those
 * that only we know, and UTF-7, which it refuses because markup has been hidden in it. Here a mail is cleaned after it
 * was decoded, so that nothing can hide.
 */
export const isOursToDecode = (label: string): boolean =>
  isUtf7Label(label) ||
  isEscapeLabel(label) ||
  (!isIconvLabel(label) && !/^(?:jis|iso-?2022-?jp|euc-?jp)/i.test(label));

/** `true` when the label names a charset that cannot be told and the bytes are no UTF-8: what is shown is a guess. */
export const isGuess = (bytes: Uint8Array, label: string): boolean =>
  label.trim() !== '' &&
  !/^(?:us-)?ascii$/i.test(label.trim()) &&
  !isAscii(bytes) &&
  !isUtf8(bytes) &&
  (isUndecided(label) || (!isLatin1Label(label) && !isEscapeLabel(label) && !decoderFor(label) && !iconvName(label)));

function decodeAs(bytes: Uint8Array, label: string): string | null {
  const escaped = decodeEscapes(bytes, label);
  if (escaped !== null) return escaped;
  const decoder = decoderFor(label);
  if (decoder) return decoder.decode(bytes);
  const name = iconvName(label);
  return name === null ? null : iconv.decode(bytes, name);
}

const isUtf7Label = (label: string): boolean => /^(?:(?:cs)?unicode-?1-?1-?)?utf-?7$/i.test(label.trim());

/** Of what iconv-lite decodes these are transfer encodings and names of mailboxes, and no charsets. */
const NO_TEXT = /^(?:base64|hex|binary|utf-?7-?imap)$/i;
const isIconvLabel = (label: string): boolean => !NO_TEXT.test(label.trim()) && iconv.encodingExists(label.trim());

/** Also without the `x-` that a charset once had. */
const iconvName = (label: string): string | null =>
  [label.trim(), label.trim().replace(/^x-/i, '')].find(isIconvLabel) ?? null;

function decoderFor(label: string): InstanceType<typeof TextDecoder> | null {
  // RFC 2237 and its successors only add characters to ISO-2022-JP, and senders write their names for the plain one.
  const name = label.trim().replace(/^(?:iso-2022-jp-[1-3]|cp5022[0-2])$/i, 'iso-2022-jp');
  try {
    return new TextDecoder(name);
  } catch (error) {
    // RangeError: a label that the platform does not know.
    if (error instanceof RangeError) return null;
    throw error;
  }
}
