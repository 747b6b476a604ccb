import { describe, expect, it } from 'vitest';
import { SHORTCUTS, shortcutOf } from '../../../admin/inbox/keyboard/shortcuts';

const press = (key: string, change = {}) =>
  shortcutOf({ key, ctrlKey: false, metaKey: false, altKey: false, isTaken: false, ...change });

describe('keys of one character', () => {
  it.each(Object.entries(SHORTCUTS))('%s is %s', (key, name) => {
    expect(press(key)).toBe(name);
  });

  it.each([{ ctrlKey: true }, { metaKey: true }, { altKey: true }, { isTaken: true }])(
    'are nothing with %j',
    (change) => {
      expect(press('e', change)).toBeNull();
    }
  );

  it.each(['E', 'x', 'Enter', 'toString', ''])('%j is none', (key) => {
    expect(press(key)).toBeNull();
  });
});
