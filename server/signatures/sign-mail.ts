import type { Element, ElementContent, Root } from 'hast';
import { htmlTreeToText } from '../mail/html/html-to-text';
import { toMailTree } from '../mail/html/mail-tree';
import { parseHtml } from '../mail/html/parse-html';
import { sanitiseHtml } from '../mail/html/sanitise';
import { nameUploads, UPLOAD_MARK } from '../mail/html/upload-images';
import type { WriterLanguage } from '../mail/quotes/attribution';
import { quoteLines } from '../mail/quotes/quote-text';
import { quoteTree, type QuoteToWrite } from '../mail/quotes/quote-tree';
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
  /** The mail that is answered. Null: none. Undefined: nobody asked, and the text may bring a history of its own along. */
  quote?: QuoteToWrite | null;
  /** Domain of the Content-IDs that pictures of the writer get; without one they are left out. */
  pictureDomain?: string;
  language?: WriterLanguage;
}

export interface SignedMail {
  html: string;
  text: string;
  /** What the person wrote, without signature and quotation. */
  written: string;
  hasRemoteImages: boolean;
  /** Uploads that it shows as pictures. */
  uploads: string[];
}

/** What stands for a picture where only text can be. */
const PICTURE: Record<WriterLanguage, string> = { en: 'image', es: 'imagen' };

/**
 * Cleans what somebody wrote and gives it one signature and, below it, what it answers. Null when it exceeds the limits
 * of the sanitiser.
 */
export function signMail(request: SignRequest): SignedMail | null {
  const { html, text, signature, quote, pictureDomain, language = 'en' } = request;
  const hasHistory = quote === undefined;
  let uploads: string[] = [];
  let written = text ?? '';
  let signatureText = '';
  const result = sanitiseHtml(html ?? textAsHtml(written, hasHistory), {
    change(root) {
      removeMarked(root);
      if (text === null) written = htmlTreeToText(root, pictureIn(language));
      if (pictureDomain !== undefined) uploads = nameUploads(root, pictureDomain);
      if (signature) {
        const filled = filledTree(signature);
        signatureText = htmlTreeToText(filled);
        placeSignature(root, signature.id, filled.children as ElementContent[], hasHistory);
      }
      if (quote) root.children.push({ type: 'element', tagName: 'br', properties: {}, children: [] }, quoteTree(quote));
    },
  });
  if (!result) return null;
  const { html: clean, hasRemoteImages } = result;
  const signed = signText(written, signatureText, hasHistory);
  const full = quote
    ? `${signed.trimEnd()}\n\n${quote.attribution}\n${quote.isForward ? `\n${quote.text}` : quoteLines(quote.text)}`.trimStart()
    : signed;
  return { html: clean, text: full, written, hasRemoteImages, uploads };
}

/** Only the writer's own: others were in the text that they pasted it from. */
const pictureIn = (language: WriterLanguage) => (image: Element) =>
  image.properties[UPLOAD_MARK] === undefined
    ? ''
    : `[${PICTURE[language]}: ${String(image.properties['alt'] ?? '').trim() || '?'}]`;

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
function textAsHtml(text: string, hasHistory: boolean): string {
  const { fresh, quoted } = hasHistory ? splitHistory(text) : { fresh: text, quoted: '' };
  const history = quoted === '' ? '' : `<blockquote style="white-space: pre-wrap">${escape(quoted)}</blockquote>`;
  return `<div style="white-space: pre-wrap">${escape(fresh.trimEnd())}</div>${history}`;
}
