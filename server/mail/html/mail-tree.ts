import type { Element, ElementContent, Root } from 'hast';
import { html as html5 } from 'parse5';
import {
  imageProperties,
  keepAttributes,
  linkProperties,
  pageProperties,
  quoteMark,
  signatureMark,
  uploadMark,
  type Properties,
} from './attributes';
import { HtmlTooComplex, MAX_DEPTH, type HtmlDocument, type HtmlElement, type HtmlNode } from './parse-html';
import { quoteHint } from '../quotes/quote-hints';
import { ALLOWED_TAGS, DROPPED_TAGS } from './schema';

export interface MailTree {
  root: Root;
  hasRemoteImages: boolean;
  /** Content-IDs that pictures of the HTML refer to. */
  contentIds: Set<string>;
  readonly marks: OwnMarks;
}

/** Which marks of our own are kept. Foreign mail keeps none: there they would mark nothing of ours. */
export interface OwnMarks {
  signatures?: boolean;
  quotes?: boolean;
  uploads?: boolean;
  /** Not ours, and gone before the gate: what mail programs say of quotations. */
  quoteHints?: boolean;
}

/** The part of a parsed document that a mail may show, as a tree for the gate. */
export function toMailTree(document: HtmlDocument, marks: OwnMarks = {}): MailTree {
  const tree: MailTree = {
    root: { type: 'root', children: [] },
    hasRemoteImages: false,
    contentIds: new Set(),
    marks,
  };
  appendChildren(document.childNodes, tree.root.children as ElementContent[], tree, 0);
  return tree;
}

function appendChildren(nodes: readonly HtmlNode[], target: ElementContent[], tree: MailTree, depth: number): void {
  // The parser bounds its stack of open elements; subtrees that it moves can still end up deeper.
  if (depth > MAX_DEPTH * 2) throw new HtmlTooComplex('depth');
  for (const node of nodes) {
    if (node.nodeName === '#text' && 'value' in node) appendText(target, node.value);
    else if ('tagName' in node) appendElement(node, target, tree, depth);
  }
}

function appendElement(element: HtmlElement, target: ElementContent[], tree: MailTree, depth: number): void {
  const { tagName } = element;
  // SVG and MathML live by other parsing rules; nothing of them comes along.
  if (element.namespaceURI !== html5.NS.HTML || DROPPED_TAGS.has(tagName)) return;
  if (tagName === 'img') return appendImage(element, target, tree);
  const properties = tagName === 'body' ? pageProperties(element.attrs) : keepAttributes(tagName, element.attrs);
  if (tagName === 'a') Object.assign(properties, linkProperties(element.attrs));
  if (tagName === 'div' && tree.marks.signatures) Object.assign(properties, signatureMark(element.attrs));
  if (tagName === 'div' && tree.marks.quotes) Object.assign(properties, quoteMark(element.attrs));
  if (tree.marks.quoteHints) Object.assign(properties, quoteHint(tagName, element.attrs));
  // What the sender gave to the page as a whole, its background above all, moves to a box around the content.
  const isPage = tagName === 'body' && Object.keys(properties).length > 0;
  if (!isPage && !ALLOWED_TAGS.has(tagName)) return appendChildren(element.childNodes, target, tree, depth + 1);
  const made = create(isPage ? 'div' : tagName, properties);
  appendChildren(element.childNodes, made.children, tree, depth + 1);
  if (tagName === 'pre') dropLeadingLineFeeds(made);
  target.push(made);
}

function appendImage(element: HtmlElement, target: ElementContent[], tree: MailTree): void {
  const source = (tree.marks.uploads ? uploadMark(element.attrs) : null) ?? imageProperties(element.attrs);
  const properties = keepAttributes('img', element.attrs);
  if (!source) return appendText(target, String(properties['alt'] ?? ''));
  if (source['dataRemoteSrc'] !== undefined) tree.hasRemoteImages = true;
  if (source['dataContentId'] !== undefined) tree.contentIds.add(String(source['dataContentId']));
  target.push(create('img', { ...properties, ...source }));
}

const create = (tagName: string, properties: Properties): Element => ({
  type: 'element',
  tagName,
  properties,
  children: [],
});

function appendText(target: ElementContent[], value: string): void {
  if (value === '') return;
  const last = target.at(-1);
  if (last?.type === 'text') last.value += value;
  else target.push({ type: 'text', value });
}

/** A parser skips a line feed right after `<pre>`, so text that begins with one would change with each parsing. */
function dropLeadingLineFeeds(pre: Element): void {
  const [first] = pre.children;
  if (first?.type !== 'text') return;
  first.value = first.value.replace(/^\n+/, '');
  if (first.value === '') pre.children.shift();
}
