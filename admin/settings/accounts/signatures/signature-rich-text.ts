import createPurifier, { type Config } from 'dompurify';
import type { SignaturePictureDto } from '../../../../server/api/contracts/signatures';

const ATTRIBUTES = (
  'align alt bgcolor border cellpadding cellspacing color colspan data-content-id dir face height href lang rowspan size ' +
  'style title valign width'
).split(' ');

/** What a signature may hold on the page that edits it; what is kept is decided by the server. */
const CONFIG: Config = {
  ALLOWED_TAGS: (
    'a address b big blockquote br caption center code div em font h1 h2 h3 h4 h5 h6 hr i img li ol p pre s small span strike ' +
    'strong sub sup table tbody td tfoot th thead tr u ul'
  ).split(' '),
  ALLOWED_ATTR: ATTRIBUTES,
  // Only this one holds an address; without this the pattern below would be asked of widths and names too.
  ADD_URI_SAFE_ATTR: ATTRIBUTES.filter((name) => name !== 'href'),
  ALLOW_DATA_ATTR: false,
  ALLOW_ARIA_ATTR: false,
  ALLOWED_URI_REGEXP: /^(?:https?|mailto|tel):/i,
  RETURN_TRUSTED_TYPE: false,
};
/** What could load or move something in this very page. */
const UNSAFE_STYLE = /url\s*\(|image-set|expression|var\s*\(|@|\\|\/\*|position\s*:|behavior|-moz-binding|z-index/i;

const purifier = createPurifier(window);
purifier.addHook('uponSanitizeAttribute', (_element, attribute) => {
  if (attribute.attrName === 'style' && UNSAFE_STYLE.test(attribute.attrValue)) attribute.keepAttr = false;
});

/** What the editor holds, pictures by name alone. */
export const readSignature = (editor: HTMLElement): string => purifier.sanitize(editor.innerHTML, CONFIG) as string;

export const cleanSignatureHtml = (html: string): string => purifier.sanitize(html, CONFIG) as string;

export function showSignature(editor: HTMLElement, html: string, pictures: readonly SignaturePictureDto[]): void {
  editor.replaceChildren(purifier.sanitize(html, { ...CONFIG, RETURN_DOM_FRAGMENT: true }));
  showPictures(editor, pictures);
}

/** Those without a source yet; ours are data URLs of raster pictures that the server has looked at. */
export function showPictures(editor: HTMLElement, pictures: readonly SignaturePictureDto[]): void {
  for (const image of editor.querySelectorAll<HTMLImageElement>('img[data-content-id]:not([src])')) {
    const picture = pictures.find(({ id }) => id === image.dataset.contentId);
    if (picture) image.src = picture.dataUrl;
  }
}

const escapeHtml = (text: string) => text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);

const MAX_FIRST_WIDTH = 200;

export const pictureHtml = ({ id, name, width }: SignaturePictureDto): string =>
  `<img data-content-id="${escapeHtml(id)}" alt="${escapeHtml(name.replace(/\.\w+$/, ''))}" width="${Math.min(width, MAX_FIRST_WIDTH)}">`;

/** Networks as small coloured words: no picture that a mail program would block. */
export const NETWORKS = {
  LinkedIn: '#0a66c2',
  Instagram: '#c13584',
  Facebook: '#1877f2',
  YouTube: '#c4302b',
  X: '#14171a',
  WhatsApp: '#128c7e',
} as const;
export type Network = keyof typeof NETWORKS;

export const networkHtml = (network: Network, url: string): string =>
  `<a href="${escapeHtml(url)}" style="background-color: ${NETWORKS[network]}; color: #ffffff; border-radius: 4px; padding: 2px 6px; font-size: 12px; text-decoration: none">${network}</a>&nbsp;`;
