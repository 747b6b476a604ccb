/** The text of a page without code blocks, where brackets and hashes mean something else. */
export const prose = (markdown: string): string =>
  markdown.replace(/^(```+|~~~+)[^\n]*\n[\s\S]*?^\1[^\n]*$/gm, '').replace(/<!--[\s\S]*?-->/g, '');

export interface Heading {
  level: number;
  /** As GitHub makes it: lower case, punctuation dropped, spaces to hyphens, a number behind a repeated one. */
  anchor: string;
}

export function headings(markdown: string): Heading[] {
  const seen = new Map<string, number>();
  return [...prose(markdown).matchAll(/^(#{1,6})\s+(.+?)\s*#*$/gm)].map(([, marks = '', title = '']) => {
    const slug = title
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replace(/\s/g, '-');
    const count = seen.get(slug) ?? 0;
    seen.set(slug, count + 1);
    return { level: marks.length, anchor: count === 0 ? slug : `${slug}-${count}` };
  });
}

/** Targets of links and pictures, without those inside inline code. */
export const links = (markdown: string): string[] =>
  [
    ...prose(markdown)
      .replace(/`[^`\n]*`/g, '')
      .matchAll(/\]\(\s*<?([^)\s>]+)>?(?:\s+"[^"]*")?\s*\)|<(?:img|a)\s[^>]*?(?:src|href)="([^"]+)"/g),
  ].map(([, target, attribute]) => target ?? attribute ?? '');

/** The cells of every table row, by the text of its first cell without backticks. */
export function rows(markdown: string): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const line of prose(markdown).split('\n')) {
    if (!line.startsWith('|')) continue;
    const cells = line
      .slice(1, line.lastIndexOf('|'))
      .split('|')
      .map((cell) => cell.trim());
    found.set((cells[0] ?? '').replaceAll('`', ''), cells);
  }
  return found;
}
