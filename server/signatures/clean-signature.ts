import type { Element, ElementContent, Root } from 'hast';
import { imageProperties, keepAttributes, linkProperties } from '../mail/html/attributes';
import { parseHtml, type HtmlNode } from '../mail/html/parse-html';
import { sanitiseHtml } from '../mail/html/sanitise';
import { ALLOWED_TAGS } from '../mail/html/schema';
import { MARKER } from './place-signature';
import { unknownVariables } from './variables';

export interface CleanSignature {
  html: string;
  /** With the variables still in it. */
  text: string;
  /** Ids of the pictures it shows. */
  pictures: string[];
  unknownVariables: string[];
  /** What was taken out, as a person would find it in the source: `<script>`, `onclick`, `position`. */
  removed: string[];
}

/** In pixels, by the ids of pictures. */
export type PictureSizes = Record<string, { width: number; height: number }>;

const MAX_REMOVED = 20;
/** What a mail is wide on a screen. */
const MAX_WIDTH = 600;
/** The parser makes these itself. */
const PAGE = new Set(['html', 'head', 'body']);

/** A signature as it is kept. Pictures are our own files: one on some server could be changed, or tell who reads a mail. */
export function cleanSignature(html: string, sizes: PictureSizes = {}): CleanSignature | null {
  const removed = new Set<string>();
  const result = sanitiseHtml(html, {
    change(root) {
      for (const node of parseHtml(html).childNodes) noteRemoved(node, removed);
      dropForeign(root, removed);
      giveSizes(root, sizes);
    },
  });
  if (!result) return null;
  return {
    html: result.html,
    text: result.text,
    pictures: [...result.contentIds],
    unknownVariables: unknownVariables(result.html.replace(/<[^>]*>/g, ' ')),
    removed: [...removed].slice(0, MAX_REMOVED),
  };
}

function dropForeign(parent: Root | Element, removed: Set<string>): void {
  const kept = (parent.children as ElementContent[]).filter((node) => {
    if (node.type !== 'element') return true;
    delete node.properties[MARKER];
    if (node.tagName === 'img' && node.properties['dataContentId'] === undefined) {
      removed.add(`<img src="${String(node.properties['dataRemoteSrc'] ?? 'data:').slice(0, 80)}">`);
      return false;
    }
    dropForeign(node, removed);
    return true;
  });
  parent.children = kept;
}

/** A picture without a size would make the mail jump as it loads, and Outlook shows it as large as its file is. */
function giveSizes(parent: Root | Element, sizes: PictureSizes): void {
  for (const node of parent.children as ElementContent[]) {
    if (node.type !== 'element') continue;
    giveSizes(node, sizes);
    const id = String(node.properties['dataContentId'] ?? '');
    const size = node.tagName === 'img' && Object.hasOwn(sizes, id) ? sizes[id] : undefined;
    if (!size) continue;
    const asked = Number.parseInt(String(node.properties['width'] ?? ''), 10);
    const width = asked > 0 ? Math.min(asked, MAX_WIDTH) : Math.min(size.width, MAX_WIDTH);
    node.properties['width'] = String(width);
    node.properties['height'] = String(Math.max(1, Math.round((size.height * width) / size.width)));
  }
}

function noteRemoved(node: HtmlNode, removed: Set<string>): void {
  if (node.nodeName === '#comment') removed.add('<!-- -->');
  if (!('tagName' in node)) return;
  const { tagName, attrs } = node;
  if (!ALLOWED_TAGS.has(tagName) && !PAGE.has(tagName)) removed.add(`<${tagName}>`);
  else {
    const link = tagName === 'a' ? linkProperties(attrs) : {};
    const image = tagName === 'img' ? (imageProperties(attrs) ?? {}) : {};
    for (const attribute of attrs) {
      const { name, value } = attribute;
      if (OUR_OWN.has(name)) continue;
      if (name === 'style') noteStyles(value, String(keepAttributes(tagName, [attribute])['style'] ?? ''), removed);
      else if (name === 'href' && tagName === 'a') {
        if (!('href' in link)) removed.add(`href="${value.slice(0, 80)}"`);
      } else if (name === 'src' && tagName === 'img') {
        if (Object.keys(image).length === 0) removed.add(`<img src="${value.slice(0, 80)}">`);
      } else if (Object.keys(keepAttributes(tagName, [attribute])).length === 0) removed.add(name);
    }
  }
  node.childNodes.forEach((child) => noteRemoved(child, removed));
}

/** Set again by the sanitiser on every link and picture, so they say nothing about what was lost. */
const OUR_OWN = new Set(['rel', 'target', 'data-content-id', 'data-conversations-signature']);

const namesOf = (style: string) =>
  style
    .split(';')
    .map((declaration) => (declaration.split(':')[0] ?? '').trim().toLowerCase())
    .filter((name) => name !== '');

function noteStyles(given: string, kept: string, removed: Set<string>): void {
  const left = new Set(namesOf(kept));
  for (const name of namesOf(given)) if (!left.has(name)) removed.add(`style: ${name}`);
}
