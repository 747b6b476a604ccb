import { describe, expect, it } from 'vitest';
import { accentPattern, foldText, literalPattern } from '../../../server/contacts/fold-text';

describe('text that is looked for', () => {
  it.each([
    ['  José   NÚÑEZ ', 'jose nunez'],
    ['Çelik', 'celik'],
    ['Jose\u0301', 'jose'],
  ])('%j is %j', (text, folded) => expect(foldText(text)).toBe(folded));

  it('is taken by the letter in a pattern, also what a pattern has a meaning for', () => {
    expect(literalPattern('100%_!')).toBe('%100!%!_!!%');
    expect(accentPattern('nunez')).toBe('%____z%');
    expect(accentPattern('a_b')).toBe('%_!_b%');
  });

  it('is not looked for by a pattern that everything matches', () => expect(accentPattern('ana')).toBeNull());
});
