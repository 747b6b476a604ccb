import createPurifier, { type Config } from 'dompurify';

/** What the composer can make, and so all that a paste or a stored draft may bring in. */
const CONFIG: Config = {
  ALLOWED_TAGS: ['a', 'b', 'strong', 'i', 'em', 'u', 'ul', 'ol', 'li', 'p', 'div', 'span', 'br', 'blockquote', 'img'],
  ALLOWED_ATTR: ['href', 'start', 'style', 'alt', 'width', 'data-upload-id'],
  // Only `href` holds an address; without this the pattern below would be asked of widths and names too.
  ADD_URI_SAFE_ATTR: ['start', 'style', 'alt', 'width', 'data-upload-id'],
  ALLOW_DATA_ATTR: false,
  ALLOW_ARIA_ATTR: false,
  ALLOWED_URI_REGEXP: /^(?:https?|mailto|tel):/i,
  RETURN_TRUSTED_TYPE: false,
};
/** The styles that say what `b`, `i` and `u` say; the editor reads them, and writes none. */
const FORMATTING =
  /^(?:font-weight:\s*(?:bold(?:er)?|[5-9]\d\d)|font-style:\s*italic|text-decoration(?:-line)?:\s*underline)$/i;

const purifier = createPurifier(window);
purifier.addHook('uponSanitizeAttribute', (_element, attribute) => {
  if (attribute.attrName !== 'style') return;
  attribute.attrValue = attribute.attrValue
    .split(';')
    .map((declaration) => declaration.trim())
    .filter((declaration) => FORMATTING.test(declaration))
    .join(';');
  attribute.keepAttr = attribute.attrValue !== '';
});
purifier.addHook('afterSanitizeAttributes', (element) => {
  // A picture is one of ours, by its id, or nothing: any other would be fetched while somebody writes.
  if (element.tagName === 'IMG' && !/^[a-z0-9]{24}$/.test(element.getAttribute('data-upload-id') ?? ''))
    element.remove();
});

export const cleanRichText = (html: string): string => purifier.sanitize(html, CONFIG) as string;
