import type { Properties } from '../html/attributes';

/**
 * What mail programs say of an element by its class or id. The sanitiser drops both, so it is noted before:
 * `quote` holds nothing but what is quoted, `box` what is quoted and perhaps answers in between, `line` the line above it,
 * `rest` begins it: everything after is quoted too.
 */
export type QuoteHint = 'quote' | 'box' | 'line' | 'rest';
export const QUOTE_HINT = 'dataConversationsQuoteHint';

interface Attribute {
  name: string;
  value: string;
}

/** Gmail, Yahoo, Proton, Zoho, GMX, Outlook for phones. */
const BOX =
  /(?:^|\s)(?:gmail_quote(?:_container)?|gmail_extra|yahoo_quoted|protonmail_quote|zmail_extra|moz-forward-container)(?:\s|$)/;
const BOX_ID = /^(?:yahoo_quoted_\d{1,20}|mail-editor-reference-message-container|replyHeader|isForwardContent)$/;
/** Gmail, Thunderbird. */
const LINE = /(?:^|\s)(?:gmail_attr|moz-cite-prefix)(?:\s|$)/;
/** Outlook, in its own program and in the browser. */
const REST_ID = /^(?:x_)*(?:divRplyFwdMsg|appendonsend)$/;
const CITE = /(?:^|\s)(?:gmail_quote|protonmail_quote|iphone_quote)(?:\s|$)/;

export function quoteHint(tagName: string, attributes: readonly Attribute[]): Properties {
  const hint = hintOf(tagName, attributes);
  return hint ? { [QUOTE_HINT]: hint } : {};
}

function hintOf(tagName: string, attributes: readonly Attribute[]): QuoteHint | null {
  const valueOf = (name: string) => attributes.find((attribute) => attribute.name === name)?.value.slice(0, 300) ?? '';
  const classes = valueOf('class');
  const id = valueOf('id');
  if (tagName === 'blockquote') return /^cite$/i.test(valueOf('type').trim()) || CITE.test(classes) ? 'quote' : null;
  if (tagName !== 'div') return null;
  if (LINE.test(classes)) return 'line';
  if (BOX.test(classes) || BOX_ID.test(id)) return 'box';
  return REST_ID.test(id) ? 'rest' : null;
}
