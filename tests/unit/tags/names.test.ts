import { describe, expect, it } from 'vitest';
import { createTag, tagName } from '../../../server/api/contracts/tags';
import { colorOfName } from '../../../server/tags/color-of-name';
import { foldTagName } from '../../../server/tags/fold-tag-name';
import { TAG_PALETTE } from '../../../server/tags/palette';

describe('the name of a tag', () => {
  it.each([
    ['Garantía', 'GARANTIA'],
    ['garantía', 'garanti\u0301a'],
    ['Señal', 'senal'],
    ['Straße', 'STRASSE'],
    ['ΟΔΟΣ', 'οδος'],
    ['İstanbul', 'istanbul'],
    ['Ｕｒｇｅｎｔｅ', 'urgente'],
    ['ﬁnanzas', 'FINANZAS'],
    ['Pedido  nuevo', 'pedido nuevo'],
    ['Pe\u200bdido', 'pedido'],
    ['❤️', '❤'],
  ])('%s is the same as %s', (one, other) => {
    expect(foldTagName(one)).toBe(foldTagName(other));
  });

  it.each([
    ['Pedido', 'Pedidos'],
    ['C', 'C++'],
    ['कि', 'की'],
    ['👍', '👎'],
    ['日本', '日木'],
  ])('%s is another one than %s', (one, other) => {
    expect(foldTagName(one)).not.toBe(foldTagName(other));
  });

  it('is folded the same way once and again', () => {
    for (const name of ['Straße', 'İ', 'ﬁ', 'ΟΔΟΣ', '½ ½', 'Å', 'ŉ', 'ǰ', 'ΐ']) {
      expect(foldTagName(foldTagName(name))).toBe(foldTagName(name));
    }
  });

  it('is stored without the blanks around it, composed', () => {
    expect(tagName.parse('  Garanti\u0301a \t  2026 ')).toBe('Garantía 2026');
  });

  it.each(['', '   ', 'a'.repeat(61), 'uno\u0000', 'a\u202eb', '\u200b', '\u0301', 'ﷺ'.repeat(15)])(
    'is refused: %j',
    (name) => {
      expect(tagName.safeParse(name).success).toBe(false);
    }
  );

  it('gets a colour of the palette, always the same', () => {
    const colors = new Set<string>(TAG_PALETTE.map(({ value }) => value));
    const given = Array.from({ length: 200 }, (_, index) => colorOfName(`etiqueta ${index}`));
    expect(given.filter((color) => !colors.has(color))).toEqual([]);
    expect(new Set(given).size).toBe(colors.size);
    expect(colorOfName('urgente')).toBe(colorOfName('urgente'));
  });
});

describe('the colour of a tag', () => {
  it('is six hexadecimal digits, in lower case', () => {
    expect(createTag.parse({ name: 'a', color: '#AbCdEf' }).color).toBe('#abcdef');
    for (const color of ['red', '#abc', '#abcdefg', 'url(x)', '#12345', '#1234567', 'var(--x)']) {
      expect(createTag.safeParse({ name: 'a', color }).success).toBe(false);
    }
  });
});
