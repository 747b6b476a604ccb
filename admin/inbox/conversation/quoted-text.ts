export interface SplitText {
  fresh: string;
  /** The quoted history at the end; empty when there is none, or when nothing but it would be left. */
  quoted: string;
}

/** Lines that mail clients put above what they quote. Each test is linear: it looks at one line and its two ends. */
const startsHistory = (line: string): boolean => {
  const text = line.trim();
  if (text.length > 200) return false;
  if (/^-{2,}\s?(?:original message|mensaje original|forwarded message|mensaje reenviado)\s?-{2,}$/i.test(text))
    return true;
  if (/^_{20,}$/.test(text)) return true;
  return /^(?:on|el|le|am)\s/i.test(text) && /(?:wrote|escribió|écrit|schrieb)\s?:$/i.test(text);
};
const isQuoted = (line: string) => line.startsWith('>');
const isBlank = (line: string) => line.trim() === '';

/** Only history that reaches to the end is folded: an answer written between the quotes stays readable. */
export function splitQuotedText(text: string): SplitText {
  const lines = text.split('\n');
  let cut = lines.findIndex(startsHistory);
  if (cut < 0) {
    let tail = lines.length;
    while (tail > 0 && (isQuoted(lines[tail - 1] ?? '') || isBlank(lines[tail - 1] ?? ''))) tail -= 1;
    cut = lines.slice(tail).some(isQuoted) ? tail : -1;
  } else if (
    lines.slice(cut).some(isQuoted) &&
    lines.slice(cut + 1).some((line) => !isQuoted(line) && !isBlank(line))
  ) {
    // Quotes and other lines mixed after the heading: somebody answered in between.
    cut = -1;
  }
  if (cut < 0) return { fresh: text, quoted: '' };
  const fresh = lines.slice(0, cut).join('\n').trimEnd();
  return fresh.trim() === '' ? { fresh: text, quoted: '' } : { fresh, quoted: lines.slice(cut).join('\n').trim() };
}
