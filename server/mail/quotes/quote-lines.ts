import { isAttribution } from '../preview';

/** No line that a mail program writes above what it quotes is longer, and it keeps every test short. */
const MAX_LINE = 500;

const ORIGINAL =
  /^[-_*\s]{2,}(?:original message|mensaje original|original-nachricht|ursprüngliche nachricht|message d.origine|messaggio originale|mensagem original|oorspronkelijk bericht)[-_*\s]{0,40}$/i;
const FORWARDED =
  /^(?:[-_*\s]{2,}(?:forwarded message|mensaje reenviado|weitergeleitete nachricht|message transféré|messaggio inoltrato|mensagem encaminhada|doorgestuurd bericht)|begin forwarded message:|inicio del mensaje reenviado:|anfang der weitergeleiteten nachricht:|début du message réexpédié|inizio messaggio inoltrato:)/i;
/** Lines of underscores, which Outlook draws. */
const RULE = /^_{10,}$/;

const FROM = /^\*?(?:from|de|von|da|van|från)\*?\s?: ?\S/i;
const SENT =
  /^\*?(?:sent|date|enviado(?: el)?|enviada(?: em)?|fecha|envoyé(?: le)?|gesendet|datum|inviato|data|verzonden|skickat)\*?\s?:/i;
const TO_OR_SUBJECT =
  /^\*?(?:to|para|an|à|aan|till|subject|asunto|betreff|objet|oggetto|assunto|onderwerp|ämne)\*?\s?:/i;
const SUBJECT = /^\*?(?:subject|asunto|betreff|objet|oggetto|assunto|onderwerp|ämne)\*?\s?:/i;

/** How a mail is named that passes another one on; `Re: RV: …` is an answer again. */
const FORWARD_SUBJECT = /^\s*(?:fwd?|fw|rv|wg|tr|enc|i|doorst|vb)\s?:/i;

export const isForwardSubject = (subject: string): boolean => FORWARD_SUBJECT.test(subject);
export const isForwardLine = (line: string): boolean => FORWARDED.test(line.slice(0, MAX_LINE));
export const isDivider = (line: string): boolean => line.length <= MAX_LINE && (ORIGINAL.test(line) || RULE.test(line));
export const isAttributionLine = (line: string): boolean => line.length <= MAX_LINE && isAttribution(line);

/**
 * The block of headers that Outlook repeats above what it quotes, from the first of `lines` on. Somebody's own
 * `De: Madrid` is none: an address or a subject has to be in it.
 */
export function startsHeaderBlock(lines: readonly string[]): boolean {
  const first = lines[0]?.slice(0, MAX_LINE) ?? '';
  if (!FROM.test(first)) return false;
  const next = lines.slice(1, 7).map((line) => line.slice(0, MAX_LINE));
  return (
    next.some((line) => SENT.test(line)) &&
    next.some((line) => TO_OR_SUBJECT.test(line)) &&
    (first.includes('@') || next.some((line) => SUBJECT.test(line)))
  );
}

/** `My answers are below, in red`: then what follows is to be read. */
export const announcesAnswersBelow = (text: string): boolean =>
  /\b(?:below|inline|in-line|in (?:red|blue|green|colou?r)|(?:más )?abajo|en (?:rojo|azul|verde|color)|entre líneas|unten|ci-dessous)\b/i.test(
    text.slice(0, 600)
  );
