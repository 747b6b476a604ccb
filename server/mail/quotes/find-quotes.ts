import type { Element, ElementContent, Root, RootContent } from 'hast';
import { htmlTreeToText } from '../html/html-to-text';
import { QUOTE_HINT } from './quote-hints';
import { announcesAnswersBelow, isAttributionLine, isDivider, isForwardLine, startsHeaderBlock } from './quote-lines';
import { QUOTE_MARK } from './quote-tree';

type Parent = Root | Element;
type Node = RootContent | ElementContent;

/** Neighbours in one parent that are quoted together. */
interface Group {
  parent: Parent;
  start: number;
  end: number;
}

/**
 * What an element is: nothing to see, quoted, written anew, or several of them. A `forward` is a mail passed on, which is
 * what its sender wants to be read.
 */
type Kind = 'blank' | 'quote' | 'fresh' | 'mixed' | 'forward';

/** Where `div` may stand, so that the quotation can be wrapped in one without the parser moving it. */
const FLOW = new Set('div td th center section article main blockquote li'.split(' '));
const BLOCKS = new Set('p div table blockquote center section article ul ol pre h1 h2 h3 h4 h5 h6'.split(' '));
/** Of an element, looked at for a block of headers: enough for the block, little enough to stay linear. */
const PROBE_NODES = 80;
const PROBE_CHARS = 1200;

/**
 * Marks the history that mail programs append, for our pages to fold. Nothing is taken away, and where in doubt nothing is
 * marked: a mail that is only a quotation, one that passes another on, and answers written into what they answer stay
 * as they are. Takes the hints out of the tree.
 */
export function findQuotes(root: Root, { forwarded }: { forwarded: boolean }): void {
  const kinds = new Map<Node, Kind>();
  for (const child of root.children) classify(child, kinds);
  const groups = forwarded ? [] : (historyFrom(root, kinds) ?? separateQuotes(root, kinds));
  // Later ones first, so that the places of earlier ones hold.
  for (const group of [...groups].reverse()) wrap(group);
  dropHints(root);
}

// --- what each element is -------------------------------------------------------------------------------------------

/** Children before parents, each once. */
function classify(node: Node, kinds: Map<Node, Kind>): Kind {
  const kind = kindOf(node, kinds);
  kinds.set(node, kind);
  return kind;
}

function kindOf(node: Node, kinds: Map<Node, Kind>): Kind {
  if (node.type === 'text') return node.value.trim() === '' ? 'blank' : 'fresh';
  if (node.type !== 'element') return 'blank';
  for (const child of node.children) classify(child, kinds);
  if (node.tagName === 'img') return isPixel(node) ? 'blank' : 'fresh';
  if (node.tagName === 'hr' || isInvisible(node)) return 'blank';
  const inside = kindOfAll(node, kinds);
  if (inside === 'blank') return 'blank';
  const hint = node.properties[QUOTE_HINT];
  const marked = hint === 'quote' || hint === 'box';
  if (marked && isForwardLine(firstLines(node)[0] ?? '')) return 'forward';
  if (hint === 'quote') return 'quote';
  // Answers between the quotations of a box are its own children; without quotations inside all of it is quoted.
  if (hint === 'box') return isAnsweredInside(node, kinds) ? 'mixed' : 'quote';
  return inside;
}

function kindOfAll(parent: Parent, kinds: Map<Node, Kind>): Kind {
  const quoted = quotedChildren(parent, kinds);
  let seen: Kind = 'blank';
  for (const [index, child] of childrenOf(parent).entries()) {
    const kind = quoted.has(index) ? 'quote' : (kinds.get(child) ?? 'blank');
    if (kind === 'blank') continue;
    if (kind === 'mixed' || kind === 'forward') return 'mixed';
    if (seen === 'blank') seen = kind;
    else if (seen !== kind) return 'mixed';
  }
  // A bare quotation without the line above it may be anything that somebody cites.
  return seen;
}

/** Places of children that are quoted, the line above included. */
function quotedChildren(parent: Parent, kinds: Map<Node, Kind>): Set<number> {
  const places = new Set<number>();
  const nodes = childrenOf(parent);
  nodes.forEach((node, index) => {
    const kind = kinds.get(node);
    const bare = kind !== 'quote' && node.type === 'element' && node.tagName === 'blockquote' && kind !== 'blank';
    if (kind !== 'quote' && !bare) return;
    const above = attributionAbove(nodes, index, kinds);
    if (bare && (above === index || kind === 'forward')) return;
    for (let place = above; place <= index; place += 1) places.add(place);
  });
  return places;
}

/** Where the line above a quotation begins, the quotation's own place without one. */
function attributionAbove(nodes: readonly Node[], index: number, kinds: Map<Node, Kind>): number {
  let end = index;
  while (end > 0 && isGap(nodes[end - 1], kinds)) end -= 1;
  const last = nodes[end - 1];
  if (last === undefined) return index;
  if (last.type === 'element' && last.properties[QUOTE_HINT] === 'line') return end - 1;
  let start = end;
  while (start > 0 && end - start < 12 && isInline(nodes[start - 1])) start -= 1;
  if (start === end) start -= 1;
  const line = firstLines({ type: 'root', children: nodes.slice(start, end) as RootContent[] }).join(' ');
  if (isAttributionLine(line)) return start;
  // The line above may come after words of the writer in one run of text; those must stay.
  return index;
}

function isAnsweredInside(box: Element, kinds: Map<Node, Kind>): boolean {
  let quoted = false;
  for (const child of box.children) {
    const kind = kinds.get(child);
    if (kind === 'quote' || (child.type === 'element' && child.tagName === 'blockquote')) quoted = true;
    else if (quoted && kind !== 'blank') return true;
  }
  return false;
}

// --- history that begins with a heading and goes on to the end ----------------------------------------------------------

/** Outlook: a ruler, a block of headers, and from there on all is quoted. Null without such a beginning. */
function historyFrom(root: Root, kinds: Map<Node, Kind>): Group[] | null {
  const path = findHeading(root, kinds);
  if (!path) return null;
  let place = path.pop();
  // The heading is often alone in boxes of its own: what is quoted stands behind the outermost of them.
  while (place && path.length > 0 && isFirst(place, kinds)) place = path.pop();
  if (!place || !isFlow(place.parent)) return [];
  const group = withRuler(place, kinds);
  const fresh = textBefore([...path, { parent: group.parent, index: group.start }], kinds);
  return fresh === null || announcesAnswersBelow(fresh) ? [] : [group];
}

interface Place {
  parent: Parent;
  index: number;
}

/** The way down to the first heading, in the order of the document, outside of what is known to be quoted. */
function findHeading(parent: Parent, kinds: Map<Node, Kind>): Place[] | null {
  for (const [index, node] of childrenOf(parent).entries()) {
    if (node.type !== 'element' || kinds.get(node) === 'quote') continue;
    const rest = node.properties[QUOTE_HINT] === 'rest';
    if (rest || (BLOCKS.has(node.tagName) && isHeading(node))) return [{ parent, index }];
    if (kinds.get(node) === 'blank' || kinds.get(node) === 'forward') continue;
    const inside = findHeading(node, kinds);
    if (inside) return [{ parent, index }, ...inside];
  }
  return null;
}

function isHeading(element: Element): boolean {
  const lines = firstLines(element);
  return startsHeaderBlock(isDivider(lines[0] ?? '') ? lines.slice(1) : lines);
}

const isFirst = ({ parent, index }: Place, kinds: Map<Node, Kind>): boolean =>
  childrenOf(parent)
    .slice(0, index)
    .every((node) => kinds.get(node) === 'blank');

/** Rulers and blank lines right above belong to the history. */
function withRuler({ parent, index }: Place, kinds: Map<Node, Kind>): Group {
  const nodes = childrenOf(parent);
  let start = index;
  while (start > 0) {
    const above = nodes[start - 1];
    if (!above || (kinds.get(above) !== 'blank' && !isDivider(firstLines(asRoot(above))[0] ?? ''))) break;
    start -= 1;
  }
  return { parent, start, end: nodes.length };
}

/** What stands before a place, given the way down to it; null when there is nothing to see. */
function textBefore(way: readonly Place[], kinds: Map<Node, Kind>): string | null {
  const before = way.flatMap(({ parent, index }) => childrenOf(parent).slice(0, index));
  return before.some((node) => kinds.get(node) !== 'blank')
    ? htmlTreeToText({ type: 'root', children: before as RootContent[] })
    : null;
}

// --- quotations that are marked as such ----------------------------------------------------------------------------------

/** All that is quoted, if it is one stretch and something else is there to read. */
function separateQuotes(root: Root, kinds: Map<Node, Kind>): Group[] {
  const walk: Walk = { groups: [], stretches: 0, open: false, fresh: false, forwards: false };
  collect(root, kinds, walk);
  return walk.fresh && !walk.forwards && walk.stretches === 1 && walk.groups.every(({ parent }) => isFlow(parent))
    ? walk.groups
    : [];
}

interface Walk {
  groups: Group[];
  stretches: number;
  /** Has nothing new come since the last quotation? */
  open: boolean;
  fresh: boolean;
  forwards: boolean;
}

function collect(parent: Parent, kinds: Map<Node, Kind>, walk: Walk): void {
  const quoted = quotedChildren(parent, kinds);
  let group: Group | null = null;
  for (const [index, node] of childrenOf(parent).entries()) {
    const kind = quoted.has(index) ? 'quote' : (kinds.get(node) ?? 'blank');
    if (kind === 'blank') continue;
    if (kind === 'quote') {
      if (!walk.open) walk.stretches += 1;
      walk.open = true;
      if (group) group.end = index + 1;
      else walk.groups.push((group = { parent, start: index, end: index + 1 }));
      continue;
    }
    group = null;
    if (kind === 'mixed' && node.type === 'element') {
      collect(node, kinds, walk);
      continue;
    }
    walk.open = false;
    walk.fresh = true;
    if (kind === 'forward') walk.forwards = true;
  }
}

// --- the tree ------------------------------------------------------------------------------------------------------------

function wrap({ parent, start, end }: Group): void {
  const children = childrenOf(parent);
  const quoted = children.slice(start, end) as ElementContent[];
  const box: Element = { type: 'element', tagName: 'div', properties: { [QUOTE_MARK]: '' }, children: quoted };
  parent.children = [...children.slice(0, start), box, ...children.slice(end)] as typeof parent.children;
}

function dropHints(parent: Parent): void {
  for (const node of childrenOf(parent)) {
    if (node.type !== 'element') continue;
    delete node.properties[QUOTE_HINT];
    dropHints(node);
  }
}

const childrenOf = (parent: Parent) => parent.children as Node[];
const asRoot = (node: Node): Root => ({ type: 'root', children: [node as RootContent] });
const isFlow = (parent: Parent): boolean => parent.type === 'root' || FLOW.has(parent.tagName);
const isInvisible = (element: Element): boolean =>
  /(?:^|; )display: none/i.test(String(element.properties['style'] ?? ''));
const isPixel = ({ properties }: Element): boolean =>
  /^[01]$/.test(String(properties['width'] ?? '')) || /^[01]$/.test(String(properties['height'] ?? ''));

const isGap = (node: Node | undefined, kinds: Map<Node, Kind>): boolean =>
  node !== undefined && kinds.get(node) === 'blank';

const isInline = (node: Node | undefined): boolean =>
  node !== undefined &&
  (node.type === 'text' || (node.type === 'element' && /^(?:a|b|bdi|em|font|i|span|strong|u)$/.test(node.tagName)));

/** The first lines of an element, trimmed, without blank ones. */
function firstLines(parent: Parent): string[] {
  let text = '';
  let nodes = 0;
  const visit = (node: Node): boolean => {
    nodes += 1;
    if (nodes > PROBE_NODES || text.length > PROBE_CHARS) return false;
    if (node.type === 'text') text += node.value.slice(0, PROBE_CHARS).replace(/\s+/g, ' ');
    if (node.type !== 'element') return true;
    const block = node.tagName === 'br' || node.tagName === 'tr' || BLOCKS.has(node.tagName);
    if (block) text += '\n';
    const done = node.children.every(visit);
    if (block && node.tagName !== 'br') text += '\n';
    return done;
  };
  childrenOf(parent).every(visit);
  return text
    .split('\n')
    .map((line) => line.replace(/\u00a0/g, ' ').trim())
    .filter((line) => line !== '');
}
