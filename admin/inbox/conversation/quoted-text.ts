export interface SplitText {
  fresh: string;
  /** The quoted history at the end; empty when there is none, or when nothing but it would be left. */
  quoted: string;
}

/** Lines that mail programs write above what they quote are shorter; it keeps each test short as well. */
const MAX_LINE = 500;
const DIVIDER =
  /^(?:_{20,}|-{2,} ?(?:original message|mensaje original|original-nachricht|ursprüngliche nachricht|message d.origine|messaggio originale|mensagem original) ?-{2,})$/i;
const FORWARDED =
  /^(?:-{2,} ?(?:forwarded message|mensaje reenviado|weitergeleitete nachricht|message transféré|messaggio inoltrato|mensagem encaminhada)|begin forwarded message:|inicio del mensaje reenviado:)/i;
const ATTRIBUTION_START = /^(?:on|el|le|am|em|il|op|a)\s/i;
const ATTRIBUTION_END = /(?:wrote|escribió|a écrit|écrit|escreveu|ha scritto|schreef|schrieb(?: .{0,200})?)\s?:$/i;
/** The headers that Outlook repeats. Somebody's own `De: Madrid` is none: an address or a subject has to be there. */
const FROM = /^\*?(?:from|de|von|da)\*?\s?: ?\S/i;
const SENT =
  /^\*?(?:sent|date|enviado(?: el)?|enviada(?: em)?|fecha|envoyé(?: le)?|gesendet|datum|inviato|data)\*?\s?:/i;
const SUBJECT = /^\*?(?:subject|asunto|betreff|objet|oggetto|assunto)\*?\s?:/i;
/** A mail that passes another one on is meant to be read as a whole; `Re: RV: …` is an answer again. */
const FORWARD_SUBJECT = /^\s*(?:fwd?|fw|rv|wg|tr|enc)\s?:/i;

const isQuoted = (line: string) => line.startsWith('>');
const isBlank = (line: string) => line.trim() === '';

/**
 * Only history that reaches to the end is folded: an answer written between the quotes stays readable, and so does what
 * was passed on.
 */
export function splitQuotedText(text: string, subject = ''): SplitText {
  const whole = { fresh: text, quoted: '' };
  if (FORWARD_SUBJECT.test(subject)) return whole;
  const lines = text.split('\n');
  const cut = findHistory(lines);
  if (cut < 0) return whole;
  const fresh = lines.slice(0, cut).join('\n').trimEnd();
  return fresh.trim() === '' ? whole : { fresh, quoted: lines.slice(cut).join('\n').trim() };
}

function findHistory(lines: readonly string[]): number {
  for (let index = 0; index < lines.length; index += 1) {
    const line = trimmed(lines, index);
    if (FORWARDED.test(line)) return -1;
    if (DIVIDER.test(line) || startsHeaders(lines, index)) return index;
    const length = attributionLines(lines, index);
    // Below it quotes and other lines mixed: somebody answered in between.
    if (length > 0) return isAnsweredInside(lines, index + length) ? -1 : index;
  }
  let tail = lines.length;
  while (tail > 0 && (isQuoted(lines[tail - 1] ?? '') || isBlank(lines[tail - 1] ?? ''))) tail -= 1;
  return lines.slice(tail).some(isQuoted) ? tail : -1;
}

/** How many lines `On Monday … wrote:` takes, which mail programs fold over three at the most; 0: it is none. */
function attributionLines(lines: readonly string[], index: number): number {
  if (!ATTRIBUTION_START.test(trimmed(lines, index))) return 0;
  for (let count = 1; count <= 3; count += 1) if (ATTRIBUTION_END.test(trimmed(lines, index + count - 1))) return count;
  return 0;
}

function startsHeaders(lines: readonly string[], index: number): boolean {
  const first = trimmed(lines, index);
  if (!FROM.test(first)) return false;
  const next = [1, 2, 3, 4, 5].map((step) => trimmed(lines, index + step));
  return next.some((line) => SENT.test(line)) && (first.includes('@') || next.some((line) => SUBJECT.test(line)));
}

function isAnsweredInside(lines: readonly string[], from: number): boolean {
  const below = lines.slice(from);
  return below.some(isQuoted) && below.some((line) => !isQuoted(line) && !isBlank(line));
}

const trimmed = (lines: readonly string[], index: number): string => {
  const line = lines[index] ?? '';
  return line.length > MAX_LINE ? '' : line.trim();
};
