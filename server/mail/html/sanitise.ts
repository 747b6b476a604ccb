import type { Root } from 'hast';
import rehypeSanitize from 'rehype-sanitize';
import rehypeStringify from 'rehype-stringify';
import { unified } from 'unified';
import { htmlTreeToText } from './html-to-text';
import { toMailTree } from './mail-tree';
import { HtmlTooComplex, MAX_HTML_CHARS, parseHtml } from './parse-html';
import { MAIL_SCHEMA } from './schema';

export interface SanitisedHtml {
  html: string;
  /** Plain text of the same content. */
  text: string;
  hasRemoteImages: boolean;
  contentIds: Set<string>;
}

const gate = unified().use(rehypeSanitize, MAIL_SCHEMA).use(rehypeStringify).freeze();

/**
 * Elements that are taken out of their parent can leave nestings that no parser would make, such as a link in a link.
 * Parsed again they come out differently, which is how sanitised HTML has been turned into something else before. So the
 * result is parsed and cleaned again until it stays the same; ordinary mail does at once.
 */
const MAX_PASSES = 6;

/**
 * Makes foreign HTML safe to show: an allow-list of elements, attributes, CSS properties and schemes, nothing that loads
 * by itself. Null when it exceeds the limits or does not settle. Nothing may touch the string afterwards.
 */
export function sanitiseHtml(html: string): SanitisedHtml | null {
  try {
    let current = pass(html);
    for (let count = 1; count < MAX_PASSES; count += 1) {
      const next = pass(current.html);
      if (next.html === current.html) return { ...next, text: htmlTreeToText(next.root) };
      current = next;
    }
    return null;
  } catch (error) {
    if (error instanceof HtmlTooComplex) return null;
    throw error;
  }
}

function pass(html: string) {
  const tree = toMailTree(parseHtml(html));
  const root = gate.runSync(tree.root) as Root;
  const result = gate.stringify(root);
  if (result.length > MAX_HTML_CHARS) throw new HtmlTooComplex('size');
  return { html: result, root, hasRemoteImages: tree.hasRemoteImages, contentIds: tree.contentIds };
}
