/**
 * Charsets that write Chinese and Korean in seven bits by switching between ASCII and a double-byte set: HZ (RFC 1843),
 * ISO-2022-KR (RFC 1557) and ISO-2022-CN (RFC 1922). Neither Node nor iconv-lite reads them. The double bytes are those
 * of the eight-bit form of the same set without the eighth bit, so that form's decoder does the rest.
 */
type EscapeCharset = 'hz' | 'iso-2022-kr' | 'iso-2022-cn';

const LABELS: Record<string, EscapeCharset> = {
  'hz-gb-2312': 'hz',
  hz: 'hz',
  'iso-2022-kr': 'iso-2022-kr',
  csiso2022kr: 'iso-2022-kr',
  'iso-2022-cn': 'iso-2022-cn',
  'iso-2022-cn-ext': 'iso-2022-cn',
};

const TILDE = 0x7e;
const ESCAPE = 0x1b;
const SHIFT_OUT = 0x0e;
const SHIFT_IN = 0x0f;
const LINE_FEED = 0x0a;

export const isEscapeLabel = (label: string): boolean => Object.hasOwn(LABELS, label.trim().toLowerCase());

/** One pass. Null when the label is none of these. */
export function decodeEscapes(bytes: Uint8Array, label: string): string | null {
  const name = label.trim().toLowerCase();
  const charset = Object.hasOwn(LABELS, name) ? LABELS[name] : undefined;
  if (charset === undefined) return null;
  const wide = charset === 'hz' ? fromHz(bytes) : fromShifts(bytes);
  return new TextDecoder(charset === 'iso-2022-kr' ? 'euc-kr' : 'gb18030').decode(wide);
}

function fromHz(bytes: Uint8Array): Uint8Array {
  const result = new Uint8Array(bytes.length);
  let length = 0;
  let wide = false;
  for (let index = 0; index < bytes.length; index += 1) {
    const byte = bytes[index] ?? 0;
    const next = bytes[index + 1];
    if (byte === TILDE && (next === 0x7b || next === 0x7d || next === LINE_FEED || (next === TILDE && !wide))) {
      index += 1;
      if (next === TILDE) result[length++] = TILDE;
      else if (next !== LINE_FEED) wide = next === 0x7b;
      continue;
    }
    // A line ends in ASCII: without this one lost `~}` would turn the rest of the mail into Chinese.
    if (byte === LINE_FEED) wide = false;
    result[length++] = wide && byte > 0x20 ? byte | 0x80 : byte;
  }
  return result.subarray(0, length);
}

/** The designation (`ESC $ ) C`) says which set SO switches to; there is one for each charset, so it is left out. */
function fromShifts(bytes: Uint8Array): Uint8Array {
  const result = new Uint8Array(bytes.length);
  let length = 0;
  let wide = false;
  for (let index = 0; index < bytes.length; index += 1) {
    const byte = bytes[index] ?? 0;
    if (byte === ESCAPE && bytes[index + 1] === 0x24) {
      index += 3;
    } else if (byte === SHIFT_OUT || byte === SHIFT_IN) {
      wide = byte === SHIFT_OUT;
    } else {
      if (byte === LINE_FEED) wide = false;
      result[length++] = wide && byte > 0x20 ? byte | 0x80 : byte;
    }
  }
  return result.subarray(0, length);
}
