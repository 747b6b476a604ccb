import { describe, expect, it } from 'vitest';
import { withoutWindowHeights } from '../../../admin/components/safe-html/window-heights';

describe('the style of a mail', () => {
  it.each(['100vh', '100VH', '50dvh', '100svh', '100lvh', '1.5vmin', '10vmax', '100vb', '.5vh', '0 auto 20vh 0'])(
    'loses a length of %s',
    (value) => {
      expect(withoutWindowHeights(`color: red; min-height: ${value}; margin: 0`)).toBe('color: red; margin: 0');
    }
  );

  it.each(['height: 100%', 'width: 100vw', 'font-family: 12vhs', 'color: #0vh0', 'height: 10px', ''])(
    'keeps %j as it is',
    (style) => {
      expect(withoutWindowHeights(style)).toBe(style);
    }
  );
});
