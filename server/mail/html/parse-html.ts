import { defaultTreeAdapter, parse, type DefaultTreeAdapterTypes } from 'parse5';

/** Longest HTML that is parsed, in characters. */
export const MAX_HTML_CHARS = 1_000_000;
/** Deepest stack of open elements. Keeps every walk over the tree within the call stack. */
export const MAX_DEPTH = 256;
/**
 * Most elements. Unclosed formatting elements are opened again in each following block (HTML, section 13.2.4.3), so a
 * small text can ask for a tree that grows with its square: what counts is what the parser makes, not what was written.
 */
export const MAX_ELEMENTS = 50_000;

export type HtmlDocument = DefaultTreeAdapterTypes.Document;
export type HtmlElement = DefaultTreeAdapterTypes.Element;
export type HtmlNode = DefaultTreeAdapterTypes.ChildNode;

/** The HTML asks for more than the limits allow; a mail is shown as plain text then. */
export class HtmlTooComplex extends Error {
  constructor(readonly limit: 'size' | 'depth' | 'elements') {
    super(`HTML exceeds the limit of ${limit}`);
    this.name = 'HtmlTooComplex';
  }
}

/** What the document that is being parsed has used of the limits. Parsing is synchronous, so there is only one. */
const used = { elements: 0, depth: 0 };

/** One for all documents: parse5 calls it for each token, and made anew each time it would not be optimised. */
const countingAdapter: typeof defaultTreeAdapter = {
  ...defaultTreeAdapter,
  createElement(tagName, namespace, attributes) {
    if (++used.elements > MAX_ELEMENTS) throw new HtmlTooComplex('elements');
    return defaultTreeAdapter.createElement(tagName, namespace, attributes);
  },
  onItemPush() {
    if (++used.depth > MAX_DEPTH) throw new HtmlTooComplex('depth');
  },
  onItemPop() {
    used.depth -= 1;
  },
};

/** Parses a whole document as a browser would; throws `HtmlTooComplex` as soon as a limit is passed. */
export function parseHtml(html: string): HtmlDocument {
  if (html.length > MAX_HTML_CHARS) throw new HtmlTooComplex('size');
  used.elements = 0;
  used.depth = 0;
  // Always standards mode: the frame that shows the result is one, and in quirks mode a table may lie in a paragraph.
  return parse(`<!doctype html>${html}`, { treeAdapter: countingAdapter });
}
