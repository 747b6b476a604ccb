import type { Element, ElementContent, Root, RootContent } from 'hast';

const BLOCKS = new Set(
  [
    'address article aside blockquote caption center dd div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header li main',
    'nav ol p pre section table tr ul',
  ]
    .join(' ')
    .split(' ')
);
const PARAGRAPHS = new Set(['p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'ul', 'ol', 'blockquote', 'pre', 'table']);
const MAX_QUOTE_LEVELS = 20;

/**
 * Plain text of a sanitised tree, in one walk. Quotations get `> ` in front, as in a plain text mail. `picture` says what
 * stands for a picture; without it they leave no trace.
 */
export function htmlTreeToText(root: Root, picture?: (image: Element) => string): string {
  const writer = new TextWriter();
  writeAll(root.children, writer, { pre: false, picture });
  return writer.end();
}

interface Context {
  pre: boolean;
  picture?: (image: Element) => string;
}

function writeAll(nodes: readonly (RootContent | ElementContent)[], writer: TextWriter, context: Context): void {
  for (const node of nodes) {
    if (node.type === 'text') writer.text(node.value, context.pre);
    else if (node.type === 'element') writeElement(node, writer, context);
  }
}

function writeElement(element: Element, writer: TextWriter, context: Context): void {
  const { tagName } = element;
  if (isHidden(element)) return;
  if (tagName === 'img' && context.picture) return writer.text(context.picture(element), true);
  if (tagName === 'br') return writer.lineBreak();
  if (tagName === 'hr') return writer.block(1);
  if (tagName === 'td' || tagName === 'th') writer.text(' ', false);
  const lines = PARAGRAPHS.has(tagName) ? 2 : BLOCKS.has(tagName) ? 1 : 0;
  if (lines > 0) writer.block(lines);
  if (tagName === 'li') writer.text('- ', true);
  if (tagName === 'blockquote') writer.quote(1);
  writeAll(element.children, writer, { ...context, pre: context.pre || tagName === 'pre' });
  if (lines > 0) writer.block(lines);
  if (tagName === 'blockquote') writer.quote(-1);
}

/** Preheaders: text that the reader of the HTML does not see. */
const isHidden = (element: Element): boolean =>
  /(?:^|; )display: none/i.test(String(element.properties['style'] ?? ''));

/** Collapses white space the way a browser shows it; every character is looked at once. */
class TextWriter {
  private readonly pieces: string[] = [];
  private newlines = 0;
  private space = false;
  private empty = true;
  private level = 0;

  text(value: string, verbatim: boolean): void {
    if (verbatim) {
      const lines = value.split('\n');
      lines.forEach((line, index) => {
        if (index > 0) this.lineBreak();
        if (line !== '') this.write(line);
      });
      return;
    }
    for (const word of value.split(/([ \t\n\r\f]+)/)) {
      if (word === '') continue;
      if (/^[ \t\n\r\f]/.test(word)) this.space = true;
      else this.write(word);
    }
  }

  lineBreak(): void {
    this.newlines = Math.min(this.newlines + 1, 3);
    this.space = false;
  }

  /** At least so many line ends before what comes next. */
  block(lines: number): void {
    this.newlines = Math.max(this.newlines, lines);
    this.space = false;
  }

  quote(change: number): void {
    this.level += change;
  }

  end(): string {
    return this.pieces.join('').trimEnd();
  }

  private write(word: string): void {
    const startsLine = this.empty || this.newlines > 0;
    if (this.newlines > 0 && !this.empty) this.pieces.push('\n'.repeat(this.newlines));
    if (startsLine) this.pieces.push('> '.repeat(Math.min(this.level, MAX_QUOTE_LEVELS)));
    else if (this.space) this.pieces.push(' ');
    this.pieces.push(word);
    this.newlines = 0;
    this.space = false;
    this.empty = false;
  }
}
