import { contentIdOf, isInlineImage, linkTarget, remoteImage } from './addresses';
import { filterStyle, isSafeValue } from './css';
import { UPLOAD_ID, UPLOAD_MARK } from './upload-images';

/** hast properties; lists of words are arrays. */
export type Properties = Record<string, string | string[]>;

interface Attribute {
  name: string;
  value: string;
}

interface Rule {
  property: string;
  accept: (value: string) => string | null;
}

const matching = (property: string, pattern: RegExp): Rule => ({
  property,
  accept: (value) => (pattern.test(value.trim()) ? value.trim() : null),
});
const styleValue = (property: string): Rule => ({
  property,
  accept: (value) => (isSafeValue(value.trim()) ? value.trim() : null),
});
const words = (property: string): Rule => ({ property, accept: (value) => value.slice(0, 1000) });

const keyword = /^[a-z-]{1,20}$/i;
const length = /^\d{1,5}(?:\.\d{1,3})?(?:px|%)?$/;
const smallNumber = /^\d{1,4}$/;
/** A browser lays out what a span asks for, whether there are cells or not. */
const span = /^(?:[1-9]\d?|100)$/;

/** Attributes that any allowed element may carry, by their name in HTML. No id, name or class: nothing to point at. */
const COMMON: Record<string, Rule> = {
  style: { property: 'style', accept: (value) => filterStyle(value) || null },
  dir: matching('dir', /^(?:ltr|rtl|auto)$/i),
  lang: matching('lang', /^[a-z0-9-]{1,35}$/i),
  title: words('title'),
  align: matching('align', keyword),
};

const TABLE_PART: Record<string, Rule> = {
  valign: matching('vAlign', keyword),
  width: matching('width', length),
  height: matching('height', length),
  bgcolor: styleValue('bgColor'),
};
const CELL: Record<string, Rule> = {
  ...TABLE_PART,
  colspan: matching('colSpan', span),
  rowspan: matching('rowSpan', span),
};

const BY_ELEMENT: Record<string, Record<string, Rule>> = {
  blockquote: { type: matching('type', /^cite$/i) },
  table: {
    ...TABLE_PART,
    border: matching('border', smallNumber),
    cellpadding: matching('cellPadding', smallNumber),
    cellspacing: matching('cellSpacing', smallNumber),
  },
  td: CELL,
  th: CELL,
  tr: TABLE_PART,
  tbody: TABLE_PART,
  thead: TABLE_PART,
  tfoot: TABLE_PART,
  col: { ...TABLE_PART, span: matching('span', span) },
  colgroup: { ...TABLE_PART, span: matching('span', span) },
  font: { color: styleValue('color'), face: styleValue('face'), size: matching('size', /^[+-]?\d$/) },
  ol: { start: matching('start', smallNumber), type: matching('type', /^[1aAiI]$/) },
  ul: { type: matching('type', keyword) },
  li: { type: matching('type', /^(?:[1aAiI]|[a-z]{1,10})$/i), value: matching('value', smallNumber) },
  hr: { width: matching('width', length), size: matching('size', smallNumber) },
  img: {
    alt: words('alt'),
    width: matching('width', length),
    height: matching('height', length),
    border: matching('border', smallNumber),
  },
};

/** What is left of an element's attributes, as hast properties. */
export function keepAttributes(tagName: string, attributes: readonly Attribute[]): Properties {
  const special = Object.hasOwn(BY_ELEMENT, tagName) ? BY_ELEMENT[tagName] : undefined;
  const properties: Properties = {};
  for (const { name, value } of attributes) {
    const known = lookUp(special, name) ?? lookUp(COMMON, name);
    const accepted = known?.accept(value);
    if (known && typeof accepted === 'string') properties[known.property] = accepted;
  }
  return properties;
}

/** `constructor` is an attribute name too. */
const lookUp = (table: Record<string, Rule> | undefined, name: string) =>
  table && Object.hasOwn(table, name) ? table[name] : undefined;

const valueOf = (attributes: readonly Attribute[], name: string) =>
  attributes.find((attribute) => attribute.name === name)?.value;

export function linkProperties(attributes: readonly Attribute[]): Properties {
  const href = linkTarget(valueOf(attributes, 'href') ?? '');
  return href === null ? {} : { href, rel: ['noopener', 'noreferrer', 'nofollow'], target: '_blank' };
}

/** Which of our signatures an element holds; see signatures/place-signature.ts. */
export function signatureMark(attributes: readonly Attribute[]): Properties {
  const id = valueOf(attributes, 'data-conversations-signature');
  return id !== undefined && /^[A-Za-z0-9_-]{1,64}$/.test(id) ? { dataConversationsSignature: id } : {};
}

/** A quotation of ours, or one that was found in a mail; see quotes/. */
export const quoteMark = (attributes: readonly Attribute[]): Properties =>
  valueOf(attributes, 'data-conversations-quote') === undefined ? {} : { dataConversationsQuote: '' };

/** The upload that a picture of the composer shows. */
export function uploadMark(attributes: readonly Attribute[]): Properties | null {
  const id = valueOf(attributes, 'data-upload-id');
  return id !== undefined && UPLOAD_ID.test(id) ? { [UPLOAD_MARK]: id } : null;
}

/** The look of the page as a whole, as the properties of a box around its content. */
export function pageProperties(attributes: readonly Attribute[]): Properties {
  const { style, ...properties } = keepAttributes('body', attributes);
  const background = filterStyle(`background-color: ${valueOf(attributes, 'bgcolor') ?? ''}`);
  const styles = [background, style].filter((value) => typeof value === 'string' && value !== '');
  return styles.length > 0 ? { ...properties, style: styles.join('; ') } : properties;
}

/** Where a picture comes from, with nothing in `src` that would load; null when it comes from nowhere. */
export function imageProperties(attributes: readonly Attribute[]): Properties | null {
  const src = valueOf(attributes, 'src') ?? '';
  if (isInlineImage(src)) return { src: src.trim() };
  const contentId =
    contentIdOf(src) ?? contentIdOf(`cid:${encodeURIComponent(valueOf(attributes, 'data-content-id') ?? '')}`);
  if (contentId !== null) return { dataContentId: contentId };
  const remote = remoteImage(src) ?? remoteImage(valueOf(attributes, 'data-remote-src') ?? '');
  return remote === null ? null : { dataRemoteSrc: remote };
}
