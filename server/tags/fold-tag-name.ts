/** Accents and the like of Latin, Greek and Cyrillic. Marks of other scripts are letters to those who read them. */
const ACCENTS = /[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f]/g;
/** Without width: a name that differs in nothing else is the same one to whoever reads it. */
const UNSEEN = /\p{Cf}/gu;

/**
 * Two names are one when this is the same of both. Upper case before lower case: ß is SS, and a final ς is Σ, only that
 * way.
 */
export const foldTagName = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(ACCENTS, '')
    .replace(UNSEEN, '')
    .toUpperCase()
    .toLowerCase()
    .normalize('NFKD')
    .replace(ACCENTS, '')
    .replace(/ς/g, 'σ')
    .replace(/\s+/g, ' ')
    .trim();
