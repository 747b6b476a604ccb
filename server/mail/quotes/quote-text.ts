import { cut } from '../plain-text';
import { MAX_QUOTE_CHARS, MAX_QUOTE_LEVELS } from './quote-limits';

const MARKS = /^(?:> ?)+/;

/** Lines of a mail as they are quoted: one `>` more on each, and none that would stand deeper than we keep. */
export function quoteLines(text: string): string {
  const lines: string[] = [];
  for (const line of cut(text, MAX_QUOTE_CHARS).trimEnd().split('\n')) {
    const marks = MARKS.exec(line)?.[0] ?? '';
    if (levelsOf(marks) >= MAX_QUOTE_LEVELS) continue;
    // RFC 3676 section 4.5: the marks stand together, without spaces between them.
    lines.push(line.startsWith('>') ? `>${line}` : `> ${line}`.trimEnd());
  }
  return lines.join('\n');
}

const levelsOf = (marks: string): number => marks.replaceAll(' ', '').length;
