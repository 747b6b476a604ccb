import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hrefOf, parseFormatting, type Piece } from '../../../../admin/inbox/whatsapp/formatting/parse-formatting';
import { expectLinear } from '../../../support/linear-time';

/** Marks as tags, to be read at a glance. */
const shown = (pieces: Piece[]): string =>
  pieces
    .map((piece) => {
      if (piece.kind === 'text') return piece.text;
      if (piece.kind === 'mono') return piece.block ? `[[${piece.text}]]` : `[${piece.text}]`;
      if (piece.kind === 'link') return `{${piece.text}}`;
      return `<${piece.kind}>${shown(piece.pieces)}</>`;
    })
    .join('');

const read = (text: string) => shown(parseFormatting(text));

describe('the formatting of WhatsApp', () => {
  it.each([
    ['*hello* you', '<bold>hello</> you'],
    ['_so_ ~not~', '<italic>so</> <strike>not</>'],
    ['*bold and _both_*', '<bold>bold and <italic>both</></>'],
    ['(*a*), *b*.', '(<bold>a</>), <bold>b</>.'],
    ['`code` and ```two\nlines```', '[code] and [[two\nlines]]'],
    ['```*not bold*```', '[[*not bold*]]'],
    ['*¡Hola, señor!*', '<bold>¡Hola, señor!</>'],
  ])('draws %s', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  it.each([
    '2*3*4',
    'snake_case_name',
    '* no *',
    '*over\nlines*',
    '**',
    '***',
    '*open',
    'a ~ b ~ c',
    '```',
    '5 * 3 = 15 * 1',
    'ñ*a*ñ',
    '<b>html</b> &amp; <img src=x onerror=alert(1)>',
  ])('leaves %s as it is', (text) => {
    expect(read(text)).toBe(text);
  });

  it('makes addresses into links, without what ends the sentence, and leaves their marks alone', () => {
    expect(read('see https://example.com/a_b_c?x=*1*.')).toBe('see {https://example.com/a_b_c?x=*1}*.');
    expect(read('*www.example.com*')).toBe('<bold>{www.example.com}</>');
    expect(read('_https://example.com/a_b_')).toBe('<italic>{https://example.com/a_b}</>');
  });

  it('takes only pages of the web for links', () => {
    expect(hrefOf('www.example.com')).toBe('https://www.example.com/');
    expect(hrefOf('javascript:alert(1)')).toBeNull();
    expect(hrefOf('data:text/html,x')).toBeNull();
    expect(read('javascript:alert(1) //x')).toBe('javascript:alert(1) //x');
  });

  it('never loses a word, whatever comes', () => {
    const words = (pieces: Piece[]): string =>
      pieces.map((piece) => ('pieces' in piece ? words(piece.pieces) : piece.text)).join('');
    const bare = (text: string) => text.replace(/[*_~`]/g, '');
    const text = fc.string({ unit: fc.constantFrom('*', '_', '~', '`', ' ', '\n', 'a', '😀', '.', 'é') });
    fc.assert(fc.property(text, (value) => bare(words(parseFormatting(value))) === bare(value)));
  });

  it.each(['*a ', '*_~a', '`', '```a', 'https://a_*', '*a_b~'])('reads a long text of %s in linear time', (unit) => {
    expectLinear((size) => parseFormatting(unit.repeat(size)), 20_000);
  });
});
