/** Reply and forward marks of the usual mail programs: Re, RV (es), AW and WG (de), TR (fr), SV (sv), RIF (it), Odp (pl) … */
const PREFIX =
  /^\s*(?:re|r|res|resp|rv|reenv|fwd?|fw|enc|aw|antw|antwort|wg|tr|réf|sv|vs|vb|vl|rif|odp|pd|ynt|ilt|doorst|回复|转发|答复)\s*(?:\[\d{1,3}\]|\(\d{1,3}\))?\s?[:：]/i;
const MAX_PREFIXES = 50;

/** The subject without any reply and forward marks in front. */
export function baseSubject(subject: string): string {
  let rest = subject;
  for (let count = 0; count < MAX_PREFIXES; count += 1) {
    const prefix = PREFIX.exec(rest);
    if (!prefix) break;
    rest = rest.slice(prefix[0].length);
  }
  return rest.trim();
}

/** Exactly one `Fwd: `, as `replySubject`. */
export const forwardSubject = (subject: string): string => `Fwd: ${baseSubject(subject)}`.trim();

/** Exactly one `Re: `, however many marks in however many languages were there. */
export const replySubject = (subject: string): string => `Re: ${baseSubject(subject)}`.trim();
