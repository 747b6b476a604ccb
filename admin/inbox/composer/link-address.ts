const ALLOWED = new Set(['http:', 'https:', 'mailto:', 'tel:']);

/** The address to link to, with `https://` where no scheme was typed; null for what must not or cannot be linked. */
export function linkAddress(typed: string): string | null {
  const text = typed.trim();
  if (!text || /\s/.test(text)) return null;
  // `example.com:8080` has a port there and no scheme.
  const withScheme = /^[a-z][a-z0-9+.-]*:(?!\d+(?:[/?#]|$))/i.test(text) ? text : `https://${text}`;
  if (!URL.canParse(withScheme)) return null;
  const url = new URL(withScheme);
  return ALLOWED.has(url.protocol) ? url.href : null;
}
