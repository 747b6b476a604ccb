import type { Element, ElementContent, Root, RootContent } from 'hast';
import { isAttribution } from '../mail/preview';
import { htmlTreeToText } from '../mail/html/html-to-text';

type Parent = Root | Element;
type Node = RootContent | ElementContent;

export const MARKER = 'dataConversationsSignature';

const childrenOf = (parent: Parent) => parent.children as Node[];
const setChildren = (parent: Parent, children: Node[]) => {
  parent.children = children as typeof parent.children;
};

/** What an earlier insertion left goes, wherever the writer was; what is quoted stays, as plain content. */
export function removeMarked(parent: Parent, quoted = false): void {
  const kept = childrenOf(parent).filter((node) => {
    if (node.type !== 'element') return true;
    const marked = MARKER in node.properties;
    delete node.properties[MARKER];
    if (marked && !quoted) return false;
    removeMarked(node, quoted || isQuote(node));
    return true;
  });
  setChildren(parent, kept);
}

/** Above the quoted history at the end unless the text is known to have none, else at the end. */
export function placeSignature(root: Root, id: string, signature: ElementContent[], hasHistory: boolean): void {
  const end = { parent: root, index: root.children.length };
  const { parent, index } = (hasHistory ? findPlace(root) : null) ?? end;
  const block: Element = { type: 'element', tagName: 'div', properties: { [MARKER]: id }, children: signature };
  const gap: Element = { type: 'element', tagName: 'br', properties: {}, children: [] };
  const children = [...childrenOf(parent)];
  children.splice(index, 0, gap, block);
  setChildren(parent, children);
}

interface Place {
  parent: Parent;
  index: number;
}

/**
 * Only history that reaches to the end counts: a quotation with words of the writer below it is part of the answer. Null
 * without any.
 */
function findPlace(parent: Parent): Place | null {
  const nodes = childrenOf(parent);
  let index = nodes.length;
  let found = false;
  while (index > 0) {
    const node = nodes[index - 1];
    if (!node) break;
    if (isBlank(node)) {
      index -= 1;
      continue;
    }
    if (node.type !== 'element') break;
    if (!isQuote(node)) {
      const inner = findPlace(node);
      if (!inner) break;
      // The writer's words may stand in the same box, above the quotation.
      if (!childrenOf(inner.parent).slice(0, inner.index).every(isBlank) || inner.parent !== node) return inner;
    }
    found = true;
    index -= 1;
  }
  return found ? { parent, index: aboveAttribution(nodes, index) } : null;
}

/** `On Monday … wrote:` belongs to the quotation. */
function aboveAttribution(nodes: Node[], index: number): number {
  let end = index;
  while (end > 0 && isBlank(nodes[end - 1])) end -= 1;
  let start = end;
  while (start > 0 && isInline(nodes[start - 1])) start -= 1;
  if (start === end && start > 0) start -= 1;
  const line = textOf(nodes.slice(start, end));
  return line.length <= 500 && isAttribution(line) ? start : index;
}

const isInline = (node: Node | undefined): boolean =>
  node !== undefined &&
  (node.type === 'text' || (node.type === 'element' && /^(?:a|b|bdi|em|font|i|span|strong|u)$/.test(node.tagName)));

const isQuote = (element: Element): boolean => element.tagName === 'blockquote';

const textOf = (nodes: Node[]): string =>
  htmlTreeToText({ type: 'root', children: nodes as RootContent[] })
    .replace(/\s+/g, ' ')
    .trim();

const isBlank = (node: Node | undefined): boolean => {
  if (node === undefined || node.type === 'comment') return true;
  if (node.type === 'text') return node.value.trim() === '';
  return node.type === 'element' && !hasPicture(node) && !isQuote(node) && textOf([node]) === '';
};

const hasPicture = (element: Element): boolean =>
  element.tagName === 'img' || element.children.some((node) => node.type === 'element' && hasPicture(node));
