import createPurifier, { type Config } from 'dompurify';

/** What the composer can make, and so all that a paste or a stored draft may bring in. */
const CONFIG: Config = {
  ALLOWED_TAGS: ['a', 'b', 'strong', 'i', 'em', 'u', 'ul', 'ol', 'li', 'p', 'div', 'br', 'blockquote'],
  ALLOWED_ATTR: ['href'],
  ALLOW_DATA_ATTR: false,
  ALLOW_ARIA_ATTR: false,
  ALLOWED_URI_REGEXP: /^(?:https?|mailto|tel):/i,
  RETURN_TRUSTED_TYPE: false,
};
const purifier = createPurifier(window);

export const cleanRichText = (html: string): string => purifier.sanitize(html, CONFIG) as string;

/** What the editor holds, cleaned: a browser's own formatting commands leave spans and styles behind. */
export const readRichText = (editor: HTMLElement): string => cleanRichText(editor.innerHTML);

export function showRichText(editor: HTMLElement, html: string): void {
  editor.replaceChildren(purifier.sanitize(html, { ...CONFIG, RETURN_DOM_FRAGMENT: true }));
}

/** Puts cleaned HTML at the caret by the browser's command, which keeps undo working. */
export const insertRichText = (html: string): boolean => document.execCommand('insertHTML', false, cleanRichText(html));

const FORMATTING = 'a[href],b,strong,i,em,u,ul,ol,blockquote';
/** Is there anything that plain text could not say? */
export const hasFormatting = (editor: HTMLElement): boolean => editor.querySelector(FORMATTING) !== null;
