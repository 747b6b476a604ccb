/**
 * How much history an answer carries. The person who gets it has every earlier mail already; without an end each answer
 * of a long thread would bring along all before it.
 */
export const MAX_QUOTE_LEVELS = 5;
/** Characters, of HTML and of text alike. */
export const MAX_QUOTE_CHARS = 200_000;
