import createPurifier, { type Config } from 'dompurify';
import { withoutWindowHeights } from './window-heights';

const TAGS = (
  'a abbr address article aside b bdi bdo big blockquote br caption center cite code col colgroup dd del details dfn div dl dt ' +
  'em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark nav ol p pre q rp rt ruby s samp ' +
  'section small span strike strong sub summary sup table tbody td tfoot th thead time tr tt u ul var wbr'
).split(' ');

const ATTRIBUTES = (
  'align alt bgcolor border cellpadding cellspacing color cols colspan data-content-id data-remote-src datetime dir face ' +
  'headers height href hspace lang noshade nowrap open reversed rowspan rules scope size span src start style summary title ' +
  'type valign value vspace width'
).split(' ');

const CONFIG: Config = {
  ALLOWED_TAGS: TAGS,
  ALLOWED_ATTR: ATTRIBUTES,
  ALLOW_DATA_ATTR: false,
  ALLOW_ARIA_ATTR: false,
  // Everything but these holds no address; without it the pattern below would be asked of widths and colours too.
  ADD_URI_SAFE_ATTR: ATTRIBUTES.filter((name) => name !== 'href' && name !== 'src'),
  ALLOWED_URI_REGEXP: /^(?:https?|mailto|tel):/i,
  RETURN_TRUSTED_TYPE: false,
};

const EMBEDDED_IMAGE = /^data:image\/(?:png|jpe?g|gif|webp|avif|bmp);base64,/i;
/** What could load or move something: functions with addresses, at-rules, escapes that hide them. */
const UNSAFE_STYLE = /url\s*\(|image-set|expression|var\s*\(|@|\\|\/\*|position\s*:|behavior|-moz-binding|z-index/i;

/** An instance of its own: hooks are global to an instance, and others in the admin may use DOMPurify too. */
const purifier = createPurifier(window);

purifier.addHook('uponSanitizeAttribute', (_element, attribute) => {
  // Pictures come from the mail itself or not at all: a remote one tells its sender who read the mail, and when.
  if (attribute.attrName === 'src' && !EMBEDDED_IMAGE.test(attribute.attrValue)) attribute.keepAttr = false;
  if (attribute.attrName !== 'style') return;
  if (UNSAFE_STYLE.test(attribute.attrValue)) attribute.keepAttr = false;
  else attribute.attrValue = withoutWindowHeights(attribute.attrValue);
});
purifier.addHook('afterSanitizeAttributes', (element) => {
  if (element.tagName !== 'A' || !element.hasAttribute('href')) return;
  element.setAttribute('target', '_blank');
  element.setAttribute('rel', 'noopener noreferrer nofollow');
});

declare const safe: unique symbol;
/** HTML that went through the purifier. Only this file makes one; nothing may touch the string afterwards. */
export type SafeHtml = string & { readonly [safe]: true };

/** The second layer: the server sanitised the mail before it stored it. */
export const purifyMail = (html: string): SafeHtml => purifier.sanitize(html, CONFIG) as SafeHtml;
