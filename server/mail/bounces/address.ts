const ADDRESS = /^[^\s@<>()[\]\\,;:"]{1,64}@[^\s@<>()[\]\\,;:"]{1,253}$/;

/** A bare address out of a field or a word of a report, lower case; null when it is none. */
export function bareAddress(value: string): string | null {
  const trimmed = value.trim();
  if (trimmed.length > 400) return null;
  const open = trimmed.lastIndexOf('<');
  const close = trimmed.indexOf('>', open);
  const inner = open >= 0 && close > open ? trimmed.slice(open + 1, close) : trimmed;
  const address = inner
    .replace(/^(?:smtp|mailto|rfc-?822)[:;]/i, '')
    .replace(/[.,;:]+$/, '')
    .trim();
  return ADDRESS.test(address) ? address.toLowerCase() : null;
}
