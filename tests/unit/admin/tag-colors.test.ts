import { describe, expect, it } from 'vitest';
import { contrast, textColorOn } from '../../../admin/tags/text-color';
import { TAG_PALETTE } from '../../../server/tags/palette';

const WHITE = '#ffffff';
/** `neutral0` and `neutral100` of the admin in the dark. */
const DARK = ['#212134', '#181826'];

describe('the colours of tags', () => {
  it.each(TAG_PALETTE)('$name stands out from a light and a dark page, and white from it', ({ value }) => {
    expect(textColorOn(value)).toBe(WHITE);
    expect(contrast(value, WHITE)).toBeGreaterThanOrEqual(4.5);
    for (const page of DARK) expect(contrast(value, page)).toBeGreaterThanOrEqual(3);
  });

  it('each is another one', () => {
    expect(new Set(TAG_PALETTE.map(({ value }) => value)).size).toBe(TAG_PALETTE.length);
  });

  it('contrast is as WCAG counts it', () => {
    expect(contrast('#000000', WHITE)).toBeCloseTo(21);
    expect(contrast('#767676', WHITE)).toBeCloseTo(4.54, 2);
    expect(contrast(WHITE, '#767676')).toBeCloseTo(4.54, 2);
  });

  it('text can be read on any colour', () => {
    for (let red = 0; red < 256; red += 15) {
      for (let green = 0; green < 256; green += 15) {
        for (let blue = 0; blue < 256; blue += 15) {
          const color = `#${[red, green, blue].map((part) => part.toString(16).padStart(2, '0')).join('')}`;
          expect(contrast(color, textColorOn(color))).toBeGreaterThanOrEqual(4.5);
        }
      }
    }
  });
});
