const LINK_SCHEMES = new Set(['http:', 'https:', 'mailto:', 'tel:']);
const IMAGE_SCHEMES = new Set(['http:', 'https:']);
const MAX_LINK = 8000;
const RASTER = /^data:image\/(?:png|jpe?g|gif|webp);base64,[A-Za-z0-9+/=\s]+$/i;

/** Absolute form of a link (IDN hosts in punycode) with a scheme that a mail may open, else null. */
export const linkTarget = (value: string): string | null => absolute(value, LINK_SCHEMES);

/** Absolute address of a picture on some server. It is kept aside and never becomes `src` here. */
export const remoteImage = (value: string): string | null => absolute(value, IMAGE_SCHEMES);

/** A raster picture inside the HTML itself. SVG is a document with scripts and stays out. */
export const isInlineImage = (value: string): boolean => RASTER.test(value.trim());

/** The Content-ID that `cid:…` refers to (RFC 2392), null for anything else. */
export function contentIdOf(value: string): string | null {
  const match = /^\s*cid:([^\s<>"']{1,256})\s*$/i.exec(value);
  return match?.[1] ? decodePercent(match[1]) : null;
}

function absolute(value: string, schemes: ReadonlySet<string>): string | null {
  const trimmed = value.trim();
  if (trimmed === '' || trimmed.length > MAX_LINK) return null;
  const url = parse(trimmed.startsWith('//') ? `https:${trimmed}` : trimmed);
  return url && schemes.has(url.protocol) ? url.href : null;
}

/** Relative addresses have no base in a mail, so they do not parse. */
const parse = (value: string): URL | null => (URL.canParse(value) ? new URL(value) : null);

function decodePercent(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch (error) {
    // A stray percent sign: the sender meant it literally.
    if (error instanceof URIError) return value;
    throw error;
  }
}
