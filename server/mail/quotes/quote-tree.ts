import type { Element, ElementContent, Root } from 'hast';
import { toMailTree } from '../html/mail-tree';
import { HtmlTooComplex, parseHtml } from '../html/parse-html';
import { cut } from '../plain-text';
import { MAX_QUOTE_CHARS, MAX_QUOTE_LEVELS } from './quote-limits';

/** Marks what our own pages fold away. */
export const QUOTE_MARK = 'dataConversationsQuote';

/** The mail that is answered, as it is stored. */
export interface QuoteToWrite {
  /** One line, or the head of a forwarded mail. */
  attribution: string;
  /** Goes on as it is: unindented, with its own pictures, however long it is and however deep it quotes. */
  isForward?: boolean;
  /** Sanitised; null when it has only text. */
  html: string | null;
  text: string;
}

/** What mail programs draw at the side of a quotation; `type` is how they know one (Apple Mail, Thunderbird). */
const QUOTE = { type: 'cite', style: 'margin: 0 0 0 0.8ex; border-left: 1px solid #cccccc; padding-left: 1ex' };

/** The quotation that stands at the end of an answer. */
export function quoteTree({ attribution, html, text, isForward = false }: QuoteToWrite): Element {
  const content = (html === null ? null : htmlContent(html, isForward)) ?? [
    element('div', { style: 'white-space: pre-wrap' }, [
      { type: 'text', value: isForward ? text : cut(text, MAX_QUOTE_CHARS) },
    ]),
  ];
  return element('div', { [QUOTE_MARK]: '' }, [
    element('div', isForward ? { style: 'white-space: pre-wrap' } : {}, [{ type: 'text', value: attribution }]),
    ...(isForward ? [element('br', {}, []), ...content] : [element('blockquote', QUOTE, content)]),
  ]);
}

/** Null when it cannot be had within the limits; the text is quoted then. */
function htmlContent(html: string, isForward: boolean): ElementContent[] | null {
  try {
    const { root } = toMailTree(parseHtml(html));
    prune(root, isForward ? -Infinity : 1, isForward);
    return !isForward && sizeOf(root) > MAX_QUOTE_CHARS ? null : (root.children as ElementContent[]);
  } catch (error) {
    if (error instanceof HtmlTooComplex) return null;
    throw error;
  }
}

/**
 * Takes out what is quoted too deep, and pictures: their files are at the customer's already, and a remote one would
 * tell its sender about everybody who gets the answer. Of a forward the mail's own pictures go along. What a picture says in words stays.
 */
function prune(parent: Root | Element, level: number, keepsPictures: boolean): void {
  parent.children = (parent.children as ElementContent[]).flatMap((node): ElementContent[] => {
    if (node.type !== 'element') return [node];
    if (node.tagName === 'img') {
      if (keepsPictures && node.properties['dataContentId'] !== undefined) return [node];
      const alt = String(node.properties['alt'] ?? '').trim();
      return alt ? [{ type: 'text', value: `[${alt}]` }] : [];
    }
    const quoted = node.tagName === 'blockquote';
    if (quoted && level >= MAX_QUOTE_LEVELS) return [];
    prune(node, quoted ? level + 1 : level, keepsPictures);
    return [node];
  });
}

/** About the length of its HTML. */
function sizeOf(node: Root | ElementContent): number {
  if (node.type === 'text') return node.value.length;
  if (node.type !== 'element' && node.type !== 'root') return 0;
  const own =
    node.type === 'element'
      ? 2 * node.tagName.length +
        5 +
        Object.values(node.properties).reduce((sum: number, value) => sum + 12 + String(value).length, 0)
      : 0;
  return node.children.reduce((sum, child) => sum + sizeOf(child as ElementContent), own);
}

const element = (tagName: string, properties: Element['properties'], children: ElementContent[]): Element => ({
  type: 'element',
  tagName,
  properties,
  children,
});
