import { isAttribution } from '../mail/preview';

/** RFC 3676 section 4.3: two hyphens and a space, and mail programs take what follows for a signature. */
const DELIMITER = '-- ';

/** The text part: below what was written, above what is quoted at the end unless the text is known to have no history. */
export function signText(text: string, signature: string, hasHistory: boolean): string {
  if (signature === '') return text;
  const { fresh, quoted } = hasHistory ? splitHistory(text) : { fresh: text, quoted: '' };
  const signed = [fresh.trimEnd(), `${DELIMITER}\n${signature}`].filter((part) => part !== '').join('\n\n');
  return quoted === '' ? signed : `${signed}\n\n${quoted}`;
}

/** Lines marked with `>` that reach to the end, with the line above that says who wrote them. */
export function splitHistory(text: string): { fresh: string; quoted: string } {
  const lines = text.split('\n');
  let cut = lines.length;
  while (cut > 0 && isQuotedOrBlank(lines[cut - 1] ?? '')) cut -= 1;
  if (!lines.slice(cut).some(isQuoted)) return { fresh: text, quoted: '' };
  while (cut < lines.length && !isQuoted(lines[cut] ?? '')) cut += 1;
  let above = cut;
  while (above > 0 && (lines[above - 1] ?? '').trim() === '') above -= 1;
  // Mail programs fold this line, over three at the most.
  for (let count = 1; count <= 3; count += 1) {
    if (above < count) break;
    if (
      isAttribution(
        lines
          .slice(above - count, above)
          .join(' ')
          .trim()
      )
    ) {
      cut = above - count;
      break;
    }
  }
  return { fresh: lines.slice(0, cut).join('\n'), quoted: lines.slice(cut).join('\n').trim() };
}

const isQuoted = (line: string) => line.startsWith('>');
const isQuotedOrBlank = (line: string) => isQuoted(line) || line.trim() === '';
