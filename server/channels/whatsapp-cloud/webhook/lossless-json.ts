/**
 * Meta gives ids of templates and of some accounts as JSON numbers that are larger than 2^53. `JSON.parse` rounds them
 * (25012345678901234 becomes 25012345678901230), and a rounded id is the id of something else. Integers that a number
 * cannot hold are kept as strings; everything else is parsed as usual.
 *
 * Meta: webhooks/reference/message_template_status_update (`message_template_id` is an integer).
 */
export function parseLossless(text: string): unknown {
  return JSON.parse(MAY_HOLD_LONG_INTEGER.test(text) ? quoteLongIntegers(text) : text) as unknown;
}

const MAY_HOLD_LONG_INTEGER = /[:[,]\s*-?\d{16}/;
const LONG_INTEGER = /(?<![\d.eE+-])-?\d{16,}(?![\d.eE])/g;

/** Goes over the text string by string: a regular expression for JSON strings backtracks itself to death on megabytes. */
function quoteLongIntegers(text: string): string {
  const pieces: string[] = [];
  let position = 0;
  while (position < text.length) {
    const start = text.indexOf('"', position);
    if (start === -1) break;
    pieces.push(quoteIn(text.slice(position, start)));
    const end = endOfString(text, start);
    pieces.push(text.slice(start, end));
    position = end;
  }
  pieces.push(quoteIn(text.slice(position)));
  return pieces.join('');
}

const quoteIn = (segment: string): string =>
  segment.replace(LONG_INTEGER, (digits) => (Number.isSafeInteger(Number(digits)) ? digits : `"${digits}"`));

/** Just behind the closing quote; the end of the text where there is none, which `JSON.parse` then complains about. */
function endOfString(text: string, start: number): number {
  for (let index = start + 1; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === 0x5c) index += 1;
    else if (code === 0x22) return index + 1;
  }
  return text.length;
}
