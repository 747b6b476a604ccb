/** Without case and accents, for finding what somebody types in a hurry. */
export const foldText = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/g, ' ').trim();

/**
 * For `lower(column) like ? escape '!'` on every database: any one character stands where an accent may be, since none of
 * them folds accents by itself. It lets through too much, never too little; the rest is for `foldText` to say.
 */
export const likePattern = (folded: string): string =>
  `%${folded.replace(/[!%_]/g, '!$&').replace(/[aceinouyz]/g, '_')}%`;
