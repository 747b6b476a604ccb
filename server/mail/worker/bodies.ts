import { isAscii, isUtf8 } from 'node:buffer';
import { decodeBytes } from '../charset';

/** One part of a mail: a leaf with text, or a container. Attachments are leaves without text. */
export interface BodyNode {
  type: string;
  text: string | null;
  /** The header decides on no charset: `text` still holds the bytes, one character each. */
  undecoded: boolean;
  /** sha256 of the bytes that did not fit in memory. */
  droppedHash: string | null;
  children: BodyNode[];
}

/** A run of the mail's content: the same content as text, as HTML, or both. */
export interface Segment {
  text: string | null;
  html: string | null;
}

export interface Bodies {
  segments: Segment[];
  /** Decoded texts of all parts for the identity; stands in for what was dropped. */
  contents: string[];
}

/** Puts the text parts in order. Below `multipart/alternative` plain text and HTML are two forms of one segment. */
export function collectBodies(root: BodyNode | null): Bodies {
  const bodies: Bodies = { segments: [], contents: [] };
  if (root) visit(root, null, bodies);
  return bodies;
}

function visit(node: BodyNode, alternative: Segment | null, bodies: Bodies): void {
  if (node.text !== null) addLeaf(node, node.text, alternative, bodies);
  if (node.children.length === 0) return;
  let inside = alternative;
  if (!inside && node.type === 'multipart/alternative') {
    inside = { text: null, html: null };
    bodies.segments.push(inside);
  }
  for (const child of node.children) visit(child, inside, bodies);
}

function addLeaf(node: BodyNode, raw: string, alternative: Segment | null, bodies: Bodies): void {
  const text = node.undecoded ? decodeUndecided(raw, node.type) : raw;
  bodies.contents.push(node.droppedHash === null ? text : `${text}\u0000${node.droppedHash}`);
  if (text.trim() === '') return;
  const form = node.type === 'text/html' ? 'html' : 'text';
  if (!alternative) bodies.segments.push({ text: null, html: null, [form]: text });
  else alternative[form] = alternative[form] === null ? text : `${alternative[form]}\n${text}`;
}

/** UTF-8 where bytes above ASCII form valid UTF-8; else what the HTML itself declares, else windows-1252. */
function decodeUndecided(raw: string, type: string): string {
  const bytes = Buffer.from(raw, 'latin1');
  if (!isAscii(bytes) && isUtf8(bytes)) return bytes.toString('utf8');
  return decodeBytes(bytes, type === 'text/html' ? metaCharset(raw) : '');
}

/** The charset of `<meta charset>` or `<meta http-equiv>` in the first 4,096 bytes; browsers look at 1,024. */
export function metaCharset(html: string): string {
  const head = html.slice(0, 4096).toLowerCase();
  for (let meta = head.indexOf('<meta'); meta >= 0; meta = head.indexOf('<meta', meta + 5)) {
    const end = head.indexOf('>', meta);
    const tag = head.slice(meta, end < 0 ? undefined : end);
    const label = /charset\s*=\s*["']?\s*([a-z0-9_:.-]{2,40})/.exec(tag)?.[1];
    if (label) return label;
  }
  return '';
}
