const ENTITY: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text as HTML says it, in an element or an attribute. */
export const escapeText = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => ENTITY[character] ?? character);
