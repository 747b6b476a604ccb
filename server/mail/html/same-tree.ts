import type { Element, ElementContent, Root, RootContent } from 'hast';

/** The same elements with the same properties and texts, in the same order. */
export const isSameTree = (one: Root, other: Root): boolean => sameChildren(one.children, other.children);

type Node = RootContent | ElementContent;

function sameChildren(one: readonly Node[], other: readonly Node[]): boolean {
  return one.length === other.length && one.every((node, index) => sameNode(node, other[index]));
}

function sameNode(one: Node, other: Node | undefined): boolean {
  if (one.type === 'text') return other?.type === 'text' && one.value === other.value;
  return one.type === 'element' && other?.type === 'element' && sameElement(one, other);
}

function sameElement(one: Element, other: Element): boolean {
  const names = Object.keys(one.properties);
  return (
    one.tagName === other.tagName &&
    names.length === Object.keys(other.properties).length &&
    names.every((name) => String(one.properties[name]) === String(other.properties[name])) &&
    sameChildren(one.children, other.children)
  );
}
