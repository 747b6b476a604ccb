import { cut } from './plain-text';

const MAX_PREVIEW = 200;
/** Nothing that a line is tested for stands further right, and it keeps every test short. */
const MAX_LINE = 500;

/** Rulers and headings that mail programs put above the text they quote. */
const DIVIDER =
  /^(?:_{10,}|-{2,} ?(?:original message|mensaje original|mensaje reenviado|forwarded message|original-nachricht|ursprüngliche nachricht|message d'origine|message transféré|messaggio originale|mensagem original|begin forwarded message).{0,40}|begin forwarded message:|inicio del mensaje reenviado:)$/i;
/** `On Monday … wrote:` in the languages of the usual mail programs; it may run over three lines. */
const ATTRIBUTION_START = /^(?:on|el|le|am|em|il|op|den|w dniu|a |na )\b/i;
const ATTRIBUTION_END =
  /(?:wrote|escribió|escribio|a écrit|ha scritto|escreveu|schrieb(?: .{0,200})?|schreef(?: .{0,200})?|skrev(?: .{0,200})?|napisał(?:\(a\))?)\s?:$/i;
/** The whole of such a line, white space made single. */
export const isAttribution = (line: string): boolean => ATTRIBUTION_START.test(line) && ATTRIBUTION_END.test(line);

/** The block of headers that Outlook repeats. */
const HEADER_START = /^\*?(?:from|de|von|da|van|från|od)\*?\s?: ?\S/i;
const HEADER_NEXT =
  /^\*?(?:sent|enviado(?: el)?|envoyé|gesendet|inviato|verzonden|date|fecha|datum|data|to|para|an|à|subject|asunto)\*?\s?:/i;

/**
 * First words of what the sender wrote anew, on one line, at most 200 characters: quoted lines are passed over and the
 * text ends where an earlier mail or a signature begins. A mail that only quotes shows the start of the quotation.
 */
export function previewOf(text: string): string {
  return collect(text, true) || collect(text, false);
}

function collect(text: string, newOnly: boolean): string {
  let result = '';
  for (const window of windows(text)) {
    const [line] = window;
    if (newOnly) {
      if (line.startsWith('>')) continue;
      if (result !== '' && line === '--') break;
      if (startsQuotation(window)) {
        if (result !== '') break;
        // A quotation on top: the new text, if any, stands below the lines marked with `>`.
        if (ATTRIBUTION_START.test(line)) continue;
        break;
      }
    }
    const words = line.replace(/^[>\s]+/, '');
    if (words !== '') result += (result === '' ? '' : ' ') + words;
    if (result.length >= MAX_PREVIEW * 2) break;
  }
  return cut(result.replace(/\s+/g, ' ').trim(), MAX_PREVIEW).trim();
}

function startsQuotation([line, second, third]: Window): boolean {
  if (DIVIDER.test(line)) return true;
  if (HEADER_START.test(line) && (HEADER_NEXT.test(second) || HEADER_NEXT.test(third))) return true;
  if (!ATTRIBUTION_START.test(line)) return false;
  return ATTRIBUTION_END.test(line) || ATTRIBUTION_END.test(second) || ATTRIBUTION_END.test(third);
}

type Window = [line: string, second: string, third: string];

/** Each line with the two after it, trimmed and shortened. */
function* windows(text: string): Generator<Window> {
  const lines = linesOf(text);
  const next = () => lines.next().value;
  let first = next();
  let second = next();
  let third = next();
  while (first !== undefined) {
    yield [first, second ?? '', third ?? ''];
    first = second;
    second = third;
    third = next();
  }
}

function* linesOf(text: string): Generator<string, undefined> {
  let start = 0;
  while (start <= text.length) {
    const end = text.indexOf('\n', start);
    yield text.slice(start, Math.min(end < 0 ? text.length : end, start + MAX_LINE)).trim();
    if (end < 0) return undefined;
    start = end + 1;
  }
  return undefined;
}
