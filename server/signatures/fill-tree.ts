import type { Element, ElementContent, Root, RootContent, Text } from 'hast';
import { fillVariables, type VariableValues } from './variables';

type Node = RootContent | ElementContent;

/** What begins and ends a line by itself. `br` ends one too. */
const BLOCKS = new Set(
  'address article aside blockquote center dd div dl dt footer h1 h2 h3 h4 h5 h6 header hr li main ol p pre section table tbody td tfoot th thead tr ul'.split(
    ' '
  )
);
/** Of a line without its values: nothing, or one label such as `Tel.:`. */
const ONLY_A_LABEL = /^[\p{P}\p{S}\s]*(?:\p{L}{1,20}\s?[.:]{1,2}[\p{P}\p{S}\s]*)?$/u;
/** What stands between two values of a line. */
const SEPARATOR = /^\s*[|·•–—/,-]\s*$/u;

interface Line {
  texts: Text[];
  hasPicture: boolean;
  end: { parent: Element | Root; node: Element } | null;
}

/**
 * Puts the values in. A line whose variables are all without value is dropped when it held nothing else, a label such as
 * `Tel.:` apart; a separator that lost one of its sides goes with it. So nothing looks forgotten.
 */
export function fillTree(root: Root, values: VariableValues): void {
  const dropped = new Set<Text>();
  for (const line of linesOf(root)) {
    const filled = line.texts.map((text) => fillVariables(text.value, values));
    const missing = sum(filled.map((part) => part.missing));
    if (missing === 0) {
      filled.forEach((part, index) => setText(line.texts[index], part.text));
      continue;
    }
    const nothing = filled.map((part) => part.text).join('');
    const given = sum(filled.map((part) => part.given));
    if (given === 0 && !line.hasPicture && ONLY_A_LABEL.test(nothing)) dropLine(line, dropped);
    else filled.forEach((part, index) => setText(line.texts[index], withoutLooseEnds(part.text, line, index, values)));
  }
  fillAttributes(root, values);
  dropEmptied(root, dropped);
}

const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);
const setText = (text: Text | undefined, value: string) => {
  if (text) text.value = value;
};

/** `Jefa | {{company_name}}` without the company is `Jefa`. */
function withoutLooseEnds(text: string, line: Line, index: number, values: VariableValues): string {
  const before = line.texts[index]?.value ?? '';
  const pieces = before.split(/(\s*[|·•–—]\s*|\s+[-/]\s+|,\s+)/u);
  if (pieces.length < 3) return text;
  const kept: string[] = [];
  let separator = '';
  pieces.forEach((piece, at) => {
    if (SEPARATOR.test(piece)) separator = piece;
    else {
      const { text: value, missing } = fillVariables(piece, values);
      if (missing > 0 && ONLY_A_LABEL.test(value)) return;
      kept.push(kept.length === 0 && at > 0 && value.trim() !== '' ? value : separator + value);
      separator = '';
    }
  });
  return kept.join('');
}

/** The texts are noted: a block that held nothing but them goes too. */
function dropLine(line: Line, dropped: Set<Text>): void {
  for (const text of line.texts) text.value = '';
  if (line.end) {
    const { parent, node } = line.end;
    parent.children = (parent.children as Node[]).filter((child) => child !== node) as typeof parent.children;
  }
  for (const text of line.texts) dropped.add(text);
}

function dropEmptied(parent: Root | Element, dropped: ReadonlySet<Text>): void {
  const kept = (parent.children as Node[]).filter((node) => {
    if (node.type === 'text') return !dropped.has(node);
    if (node.type !== 'element') return true;
    const before = node.children.length;
    dropEmptied(node, dropped);
    return !(before > node.children.length && node.children.every(isBlank) && node.tagName !== 'td');
  });
  parent.children = kept as typeof parent.children;
}

const isBlank = (node: ElementContent): boolean => node.type === 'text' && node.value.trim() === '';

/** Runs of text that a reader sees as one line, in order. */
function linesOf(root: Root): Line[] {
  const lines: Line[] = [];
  let current = newLine();
  const close = (end: Line['end'] = null) => {
    if (current.texts.length > 0) lines.push({ ...current, end });
    current = newLine();
  };
  const walk = (parent: Root | Element): void => {
    for (const node of parent.children as Node[]) {
      if (node.type === 'text') current.texts.push(node);
      else if (node.type === 'element') {
        if (node.tagName === 'br') close({ parent, node });
        else if (node.tagName === 'img') current.hasPicture = true;
        else if (BLOCKS.has(node.tagName)) {
          close();
          walk(node);
          close();
        } else walk(node);
      }
    }
  };
  walk(root);
  close();
  return lines;
}

const newLine = (): Line => ({ texts: [], hasPicture: false, end: null });

/** What is read without being text. `tel:{{user_phone}}`: an address knows no spaces, and one without its value leads nowhere. */
function fillAttributes(parent: Root | Element, values: VariableValues): void {
  for (const node of parent.children as Node[]) {
    if (node.type !== 'element') continue;
    const href = node.properties['href'];
    if (typeof href === 'string') {
      const filled = fillVariables(decodeBraces(href), values, (value) => encodeURI(value.replace(/\s+/g, '')));
      if (filled.missing > 0) delete node.properties['href'];
      else node.properties['href'] = filled.text;
    }
    for (const name of ['title', 'alt']) {
      const words = node.properties[name];
      if (typeof words === 'string') node.properties[name] = fillVariables(words, values).text.trim();
    }
    fillAttributes(node, values);
  }
}

/** A URL's own spelling of the braces, wherever one may stand. */
const decodeBraces = (href: string) => href.replace(/%7B%7B(.{1,40}?)%7D%7D/gi, '{{$1}}');
