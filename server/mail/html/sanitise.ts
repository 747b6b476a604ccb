import type { Root } from 'hast';
import rehypeSanitize from 'rehype-sanitize';
import rehypeStringify from 'rehype-stringify';
import { unified } from 'unified';
import { htmlTreeToText } from './html-to-text';
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

/** A mark of a quotation is never the writer's: it comes from `change`. */
const WRITTEN: OwnMarks = { signatures: true, uploads: true };
const CHANGED: OwnMarks = { signatures: true, quotes: true };

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
export function sanitiseHtml(html: string, ours?: OwnContent): SanitisedHtml | null {
  try {
    let tree = toMailTree(parseHtml(html), ours ? WRITTEN : {});
    ours?.change(tree.root);
    for (let count = 1; count < MAX_PASSES; count += 1) {
      const root = gate.runSync(tree.root) as Root;
      const result = gate.stringify(root);
      if (result.length > MAX_HTML_CHARS) return null;
      tree = toMailTree(parseHtml(result), ours ? CHANGED : {});
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
