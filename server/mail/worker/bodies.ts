import { isAscii, isUtf8 } from 'node:buffer';
import { decodeBytes, isGuess, isUndecided } from '../charset';

/** One part of a mail: a leaf with text, or a container. Attachments are leaves without text. */
export interface BodyNode {
  type: string;
  text: string | null;
  /** The part's charset where it is decoded here (empty: none): `text` still holds the bytes, one character each. */
  undecoded: string | null;
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
  /** A part names a charset that cannot be told: its text may be wrong in places. */
  guessed: boolean;
}

/** Puts the text parts in order. Below `multipart/alternative` plain text and HTML are two forms of one segment. */
export function collectBodies(root: BodyNode | null): Bodies {
  const bodies: Bodies = { segments: [], contents: [], guessed: false };
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
  const text = node.undecoded === null ? raw : decodeLate(raw, node.undecoded, node.type, bodies);
  bodies.contents.push(node.droppedHash === null ? text : `${text}\u0000${node.droppedHash}`);
  if (text.trim() === '') return;
  const form = node.type === 'text/html' ? 'html' : 'text';
  if (!alternative) bodies.segments.push({ text: null, html: null, [form]: text });
  else alternative[form] = alternative[form] === null ? text : `${alternative[form]}\n${text}`;
}

/** UTF-8 where the bytes are UTF-8; else what the HTML itself declares, else windows-1252. */
export const decodeHtml = (bytes: Buffer): string =>
  isUtf8(bytes) ? bytes.toString('utf8') : decodeBytes(bytes, metaCharset(bytes.toString('latin1')));

function decodeLate(raw: string, label: string, type: string, bodies: Bodies): string {
  const bytes = Buffer.from(raw, 'latin1');
  if (!isUndecided(label)) {
    bodies.guessed ||= isGuess(bytes, label);
    return decodeBytes(bytes, label);
  }
  if (!isAscii(bytes) && isUtf8(bytes)) return bytes.toString('utf8');
  const declared = type === 'text/html' ? metaCharset(raw) : '';
  bodies.guessed ||= isGuess(bytes, declared || label);
  return decodeBytes(bytes, declared);
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
