import { parseAddressHeader } from 'mailparser';
import { extractMessageIds, isExactlyOneId } from '../message-ids';
import { cleanLine } from '../plain-text';
import type { MailAddress } from '../types';
import { toUtf8Line } from './guarded-parser';
import { MAX_ADDRESSES, MAX_REFERENCES } from './limits';

/** Raw header lines as mailparser hands them out: lower-case key, the line with its folding, one character per byte. */
export type HeaderLines = readonly { key: string; line: string }[];

export interface MailHead {
  messageId: string | null;
  inReplyTo: string[];
  inReplyToIsExact: boolean;
  references: string[];
  from: MailAddress | null;
  replyTo: MailAddress[];
  to: MailAddress[];
  cc: MailAddress[];
  date: number | null;
  /** As they stand in the mail, for its identity. */
  rawFrom: string;
  rawDate: string;
}

/**
 * Reads what threading and addressing need from the raw lines: mailparser shortens In-Reply-To to one id, replaces an
 * unreadable Date by the present and shows domains in Unicode, which no envelope takes.
 */
export function readHead(lines: HeaderLines): MailHead {
  const values = (key: string) => headerValues(lines, key);
  // Of a repeated header the first counts, as mail programs show it.
  const first = (key: string) => values(key)[0] ?? '';
  const messageIds = extractMessageIds(first('message-id'));
  const inReplyTo = first('in-reply-to');
  const date = first('date');
  const from = first('from');
  return {
    messageId: messageIds[0] ?? bareId(first('message-id')),
    inReplyTo: extractMessageIds(inReplyTo).slice(0, MAX_REFERENCES),
    inReplyToIsExact: isExactlyOneId(inReplyTo),
    references: middleOut(extractMessageIds(values('references').join(' '))),
    from: addresses([from])[0] ?? null,
    replyTo: addresses([first('reply-to')]),
    to: addresses(values('to')),
    cc: addresses(values('cc')),
    date: parseDate(date),
    rawFrom: from,
    rawDate: date,
  };
}

/** Every value of a header, in order. */
export const headerValues = (lines: HeaderLines, key: string): string[] =>
  lines.filter((line) => line.key === key).map(({ line }) => headerValue(line));

/** The start of a chain leads to its conversation, the end to the latest mails; what is between can go. */
const middleOut = (ids: string[]): string[] =>
  ids.length <= MAX_REFERENCES ? ids : [...ids.slice(0, MAX_REFERENCES / 2), ...ids.slice(-MAX_REFERENCES / 2)];

const bareId = (value: string): string | null =>
  value !== '' && !/[\s<>]/.test(value) && value.length <= 996 ? `<${value}>` : null;

function headerValue(line: string): string {
  const utf8 = Buffer.from(toUtf8Line(line), 'latin1').toString('utf8');
  return utf8
    .slice(utf8.indexOf(':') + 1)
    .replace(/\r?\n/g, '')
    .trim();
}

const ADDRESS = /^[^\s@<>()[\]\\,;:"\p{C}]{1,64}@[^\s@<>()[\]\\,;:"\p{C}]{1,253}$/u;

function addresses(values: readonly string[]): MailAddress[] {
  const result: MailAddress[] = [];
  if (values.every((value) => value === '')) return result;
  for (const { name, address } of parseAddressHeader([...values], { flatten: true, decodePunycode: false }).value) {
    if (result.length >= MAX_ADDRESSES) break;
    if (address && address.length <= 254 && ADDRESS.test(address))
      result.push({ name: cleanLine(name, 200), address: address.toLowerCase() });
  }
  return result;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const ZONES: Record<string, number> = {
  EST: -300,
  EDT: -240,
  CST: -360,
  CDT: -300,
  MST: -420,
  MDT: -360,
  PST: -480,
  PDT: -420,
};
/** RFC 5322 section 3.3, with the obsolete forms: no weekday, no seconds, two-digit years, named zones. */
const DATE =
  /^(?:[a-z]{2,9}\.?,? +)?(\d{1,2})[ -]+([a-z]{3})[a-z]*[ -]+(\d{2,4}) +(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)? *([+-]\d{4}|[a-z]{1,5})?/i;

/** Epoch milliseconds; null for what is no date. `Date.parse` would make a date of almost anything. */
export function parseDate(value: string): number | null {
  const match = DATE.exec(value.slice(0, 100).replace(/\s+/g, ' ').trim());
  if (!match) return parseIso(value.trim());
  const [, day = '', month = '', year = '', hour = '', minute = '', second = '0', zone = ''] = match;
  const monthIndex = MONTHS.indexOf(month.toLowerCase());
  if (monthIndex < 0 || Number(day) > 31 || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 60)
    return null;
  const utc = Date.UTC(fullYear(Number(year)), monthIndex, Number(day), Number(hour), Number(minute), Number(second));
  return utc - offsetMinutes(zone) * 60_000;
}

const parseIso = (value: string): number | null => {
  if (!/^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}/.test(value)) return null;
  const parsed = Date.parse(value.slice(0, 40));
  return Number.isNaN(parsed) ? null : parsed;
};

/** RFC 5322 section 4.3. */
const fullYear = (year: number) => (year < 50 ? 2000 + year : year < 1000 ? 1900 + year : year);

function offsetMinutes(zone: string): number {
  const match = /^([+-])(\d{2})(\d{2})$/.exec(zone);
  if (!match) return ZONES[zone.toUpperCase()] ?? 0;
  const minutes = Number(match[2]) * 60 + Number(match[3]);
  return match[1] === '-' ? -minutes : minutes;
}
