const EMOJI = /\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20e3/u;

/** The first emoji in what was typed, whole: many are several code points that are drawn as one. */
export function oneEmoji(typed: string): string | null {
  const parts = new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(typed);
  for (const { segment } of parts) if (EMOJI.test(segment)) return segment;
  return null;
}
