/** Meta takes 512; so much fits into a column. */
const LONGEST = 250;

/** Meta's names have small letters, digits and underscores alone. */
export function toRemoteName(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '');
  // Of a name without a letter that Meta knows.
  return plain.slice(0, LONGEST) || 'template';
}
