import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { phoneOfText, phoneOfWaId, phoneVariants } from '../../../server/whatsapp/phone';

describe('a WhatsApp id', () => {
  it('is a number without its plus', () => {
    expect(phoneOfWaId('34600123456')).toEqual({ e164: '+34600123456', matchKey: '+34600123456', valid: true });
    expect(phoneOfWaId('whatsapp:+5491123456789')?.e164).toBe('+5491123456789');
  });

  it('is none when it is a user id or garbage', () => {
    for (const id of ['US.13491208655302741918', '', 'abc', '1'.repeat(40), '12 34567'])
      expect(phoneOfWaId(id)).toBeNull();
  });

  it('is kept although no numbering plan knows it', () => {
    expect(phoneOfWaId('22507012345')).toMatchObject({ e164: '+22507012345', matchKey: '+22507012345' });
    expect(phoneOfWaId('99912345678')?.valid).toBe(false);
  });
});

describe('spellings of one number', () => {
  it.each([
    ['Brazil, with and without its 9', '5541988887777', '554188887777'],
    ['Mexico, with and without its 1', '5215512345678', '525512345678'],
    ['Argentina, with and without its 9', '5491123456789', '541123456789'],
  ])('match: %s', (_name, one, other) => {
    expect(phoneOfWaId(one)?.matchKey).toBe(phoneOfWaId(other)?.matchKey);
    expect(phoneVariants(one)).toEqual([`+${one}`, `+${other}`]);
    expect(phoneVariants(`+${other}`)).toEqual([`+${other}`, `+${one}`]);
    expect(phoneOfWaId(one)?.valid).toBe(true);
  });

  it('are one for a Brazilian landline', () => {
    expect(phoneVariants('554133334444')).toEqual(['+554133334444']);
    expect(phoneOfWaId('5541933334444')?.matchKey).toBe('+5541933334444');
  });

  it('end in the same key from each of them, and keep the given one first', () => {
    const digits = (length: number) => fc.stringMatching(new RegExp(`^[0-9]{${length}}$`));
    const number = fc
      .tuple(fc.constantFrom('55', '52', '521', '54', '549', '1', '34'), fc.oneof(digits(10), digits(11)))
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(number, (waId) => {
        const variants = phoneVariants(waId);
        expect(variants[0]).toBe(`+${waId}`);
        const keys = variants.map((variant) => phoneOfWaId(variant)?.matchKey);
        expect(new Set(keys).size).toBe(1);
      })
    );
  });
});

describe('a number that somebody typed', () => {
  it.each([
    ['0034 600 123 456', 'ES', '+34600123456'],
    ['600 12 34 56', 'es', '+34600123456'],
    ['+49 (0)176 12345678', null, '+4917612345678'],
    ['044 55 1234 5678', 'MX', '+525512345678'],
    ['01 55 1234 5678', 'MX', '+525512345678'],
    ['+39 06 6988 3162', 'ES', '+390669883162'],
    ['600 12 34 56 ext. 7', 'ES', '+34600123456'],
  ])('%s (%s) is %s', (text, country, e164) => expect(phoneOfText(text, country)?.e164).toBe(e164));

  it('is none without a country to read it by, or when it is no number', () => {
    for (const text of ['600 12 34 56', 'call me', '', 'x'.repeat(500)]) expect(phoneOfText(text, null)).toBeNull();
    expect(phoneOfText('600 12 34 56', 'nowhere')).toBeNull();
  });
});
