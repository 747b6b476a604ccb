/** Without case and accents, for finding what somebody types in a hurry. */
export const foldText = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/g, ' ').trim();

const escaped = (text: string) => text.replace(/[!%_]/g, '!$&');

/** For `lower(column) like ? escape '!'`: what is written as it was typed. */
export const literalPattern = (folded: string): string => `%${escaped(folded)}%`;

/**
 * The same with any character where Spanish and its neighbours put an accent, since no database folds them by itself. It
 * lets through too much; the rest is for `foldText` to say. Null where it would say nothing.
 */
export function accentPattern(folded: string): string | null {
  const pattern = escaped(folded).replace(/[aceinou]/g, '_');
  return /[^_\s]/.test(pattern.replace(/![!%_]/g, 'x')) ? `%${pattern}%` : null;
}
