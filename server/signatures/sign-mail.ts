import type { Element, ElementContent, Root } from 'hast';
import { htmlTreeToText } from '../mail/html/html-to-text';
import { toMailTree } from '../mail/html/mail-tree';
import { parseHtml } from '../mail/html/parse-html';
import { sanitiseHtml } from '../mail/html/sanitise';
import { fillTree } from './fill-tree';
import { placeSignature, removeMarked } from './place-signature';
import { signText, splitHistory } from './text-form';
import type { VariableValues } from './variables';

export interface SignatureContent {
  /** Sanitised when it was saved; its pictures are named by their ids. */
  html: string;
  values: VariableValues;
  /** Content-IDs of the pictures in this mail, by their ids. A picture without one is left out. */
  pictures: Record<string, string>;
}
export interface SignatureToWrite extends SignatureContent {
  id: string;
}

export interface SignRequest {
  /** Null: the writer has sent text alone. */
  html: string | null;
  /** Null: made from the HTML. */
  text: string | null;
  signature: SignatureToWrite | null;
}

export interface SignedMail {
  html: string;
  text: string;
  /** What the person wrote, without the signature. */
  written: string;
  hasRemoteImages: boolean;
}

/** Cleans what somebody wrote and gives it one signature. Null when it exceeds the limits of the sanitiser. */
export function signMail({ html, text, signature }: SignRequest): SignedMail | null {
  let written = text ?? '';
  let signatureText = '';
  const result = sanitiseHtml(html ?? textAsHtml(written), {
    change(root) {
      removeMarked(root);
      if (text === null) written = htmlTreeToText(root);
      if (!signature) return;
      const filled = filledTree(signature);
      signatureText = htmlTreeToText(filled);
      placeSignature(root, signature.id, filled.children as ElementContent[]);
    },
  });
  if (!result) return null;
  const { html: clean, hasRemoteImages } = result;
  return { html: clean, text: signText(written, signatureText), written, hasRemoteImages };
}

/** A signature alone, as it will stand in a mail. */
export function fillSignature(signature: SignatureContent): { html: string; text: string } | null {
  const result = sanitiseHtml('', {
    change(root) {
      root.children = filledTree(signature).children;
    },
  });
  return result && { html: result.html, text: result.text };
}

function filledTree({ html, values, pictures }: SignatureContent): Root {
  const { root } = toMailTree(parseHtml(html));
  fillTree(root, values);
  putPictures(root, pictures);
  return root;
}

function putPictures(parent: Root | Element, pictures: SignatureToWrite['pictures']): void {
  const kept = (parent.children as ElementContent[]).filter((node) => {
    if (node.type !== 'element') return true;
    if (node.tagName !== 'img') {
      putPictures(node, pictures);
      return true;
    }
    const id = String(node.properties['dataContentId'] ?? '');
    const contentId = Object.hasOwn(pictures, id) ? pictures[id] : undefined;
    if (contentId === undefined) return false;
    node.properties['dataContentId'] = contentId;
    return true;
  });
  parent.children = kept;
}

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const escape = (text: string) => text.replace(/[&<>]/g, (character) => ESCAPES[character] ?? '');

/** Quoted lines become a quotation, so that the signature finds its place above them. */
function textAsHtml(text: string): string {
  const { fresh, quoted } = splitHistory(text);
  const history = quoted === '' ? '' : `<blockquote style="white-space: pre-wrap">${escape(quoted)}</blockquote>`;
  return `<div style="white-space: pre-wrap">${escape(fresh.trimEnd())}</div>${history}`;
}
