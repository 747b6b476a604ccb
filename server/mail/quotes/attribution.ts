/** Languages that we write to customers in. */
export type WriterLanguage = 'en' | 'es';

export interface QuotedMail {
  /** Epoch milliseconds. */
  at: number;
  from: { name: string; address: string };
}

const LOCALES: Record<WriterLanguage, string> = { en: 'en-GB', es: 'es-ES' };

/**
 * The line above a quotation, in a form that the usual mail programs (and we) know as one. Without the writer's time zone
 * the instant is given in UTC, and says so.
 */
export function attribution({ at, from }: QuotedMail, language: WriterLanguage, timeZone: string | null): string {
  const [date, time] = instantParts(at, language, timeZone);
  return language === 'es'
    ? `El ${date} a las ${time}, ${personText(from)} escribió:`
    : `On ${date} at ${time}, ${personText(from)} wrote:`;
}

export const instantText = (at: number, language: WriterLanguage, timeZone: string | null): string =>
  instantParts(at, language, timeZone).join(', ');

export function personText({ name, address }: QuotedMail['from']): string {
  const shown = name.replace(/[<>\r\n]+/g, ' ').trim();
  return shown ? `${shown} <${address}>` : address;
}

function instantParts(at: number, language: WriterLanguage, timeZone: string | null): [date: string, time: string] {
  const instant = new Date(at);
  const zone = timeZone ?? 'UTC';
  const date = new Intl.DateTimeFormat(LOCALES[language], {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: zone,
  }).format(instant);
  const clock = new Intl.DateTimeFormat('en-GB', {
    hour: '2-digit',
    minute: '2-digit',
    timeZone: zone,
    hourCycle: 'h23',
  }).format(instant);
  return [date, timeZone === null ? `${clock} UTC` : clock];
}

/** A zone by its IANA name, null for one that nobody knows here. */
export function knownTimeZone(name: string | undefined): string | null {
  if (name === undefined) return null;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
