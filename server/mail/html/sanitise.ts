import type { Root } from 'hast';
import rehypeSanitize from 'rehype-sanitize';
import rehypeStringify from 'rehype-stringify';
import { unified } from 'unified';
import { htmlTreeToText } from './html-to-text';
import { findQuotes } from '../quotes/find-quotes';
import { toMailTree, type OwnMarks } from './mail-tree';
import { HtmlTooComplex, MAX_HTML_CHARS, parseHtml } from './parse-html';
import { isSameTree } from './same-tree';
import { MAIL_SCHEMA } from './schema';

export interface SanitisedHtml {
  html: string;
  /** Plain text of the same content. */
  text: string;
  hasRemoteImages: boolean;
  contentIds: Set<string>;
}

/** For what we write ourselves: our marks are kept, and `change` works on the tree before it is cleaned. */
export interface OwnContent {
  change: (root: Root) => void;
}

/** For foreign mail: what it quotes is marked, or (after a first cleaning) stays marked. */
export interface Quotations {
  quotations: 'kept' | { forwarded: boolean };
}

/** A mark of a quotation is never the writer's: it comes from `change`. */
const WRITTEN: OwnMarks = { signatures: true, uploads: true };

const gate = unified().use(rehypeSanitize, MAIL_SCHEMA).use(rehypeStringify).freeze();

/**
 * Elements that are taken out of their parent can leave nestings that no parser would make, such as a link in a link.
 * Parsed again they come out differently, which is how sanitised HTML has been turned into something else before. So the
 * result is parsed again, and cleaned again, until a parser sees exactly the tree that passed the gate.
 */
const MAX_PASSES = 6;

/**
 * Makes foreign HTML safe to show: an allow-list of elements, attributes, CSS properties and schemes, nothing that loads
 * by itself. Null when it exceeds the limits or does not settle. Nothing may touch the string afterwards.
 */
export function sanitiseHtml(html: string, how?: OwnContent | Quotations): SanitisedHtml | null {
  const ours = how && 'change' in how ? how : null;
  const quotations = how && 'quotations' in how ? how.quotations : null;
  // What passed the gate once has no marks but ours.
  const cleaned: OwnMarks = { signatures: ours !== null, quotes: how !== undefined };
  try {
    let tree = toMailTree(parseHtml(html), ours ? WRITTEN : marksOf(quotations));
    ours?.change(tree.root);
    if (quotations !== null && quotations !== 'kept') findQuotes(tree.root, quotations);
    for (let count = 1; count < MAX_PASSES; count += 1) {
      const root = gate.runSync(tree.root) as Root;
      const result = gate.stringify(root);
      if (result.length > MAX_HTML_CHARS) return null;
      tree = toMailTree(parseHtml(result), cleaned);
      if (isSameTree(tree.root, root)) {
        return {
          html: result,
          text: htmlTreeToText(root),
          hasRemoteImages: tree.hasRemoteImages,
          contentIds: tree.contentIds,
        };
      }
    }
    return null;
  } catch (error) {
    if (error instanceof HtmlTooComplex) return null;
    throw error;
  }
}

const marksOf = (quotations: Quotations['quotations'] | null): OwnMarks => ({
  quotes: quotations === 'kept',
  quoteHints: quotations !== null && quotations !== 'kept',
});
