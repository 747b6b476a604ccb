/**
 * Colours that anybody can tell from the page, light or dark: white text on each has a contrast of at least 4.5, and each
 * one of at least 3 against both backgrounds (WCAG 2.2, 1.4.3 and 1.4.11).
 */
export const TAG_PALETTE = [
  { name: 'red', value: '#d62f23' },
  { name: 'orange', value: '#bf4d0a' },
  { name: 'amber', value: '#996704' },
  { name: 'olive', value: '#677811' },
  { name: 'green', value: '#208139' },
  { name: 'teal', value: '#127f71' },
  { name: 'cyan', value: '#0d7a9e' },
  { name: 'blue', value: '#1e6ae6' },
  { name: 'indigo', value: '#6262d8' },
  { name: 'violet', value: '#8e51d4' },
  { name: 'magenta', value: '#b936b9' },
  { name: 'pink', value: '#d4256e' },
  { name: 'brown', value: '#986541' },
  { name: 'grey', value: '#6a7181' },
] as const;
export type TagColorName = (typeof TAG_PALETTE)[number]['name'];

export const MAX_TAG_NAME = 60;
export const MAX_TAG_DESCRIPTION = 500;
/** Tags that can be chosen; retired ones are not counted. */
export const MAX_TAGS = 1_000;
export const MAX_TAGS_OF_CONVERSATION = 50;
