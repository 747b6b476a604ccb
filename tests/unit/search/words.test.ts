import { describe, expect, it } from 'vitest';
import { headWords, pieceWords } from '../../../server/search/document';
import { excerptOf } from '../../../server/search/excerpt';
import { matchOf } from '../../../server/search/fts5-engine';
import { tsqueryOf } from '../../../server/search/tsvector-engine';
import { readQuestion, wordsOf } from '../../../server/search/words';

describe('words of the search', () => {
  it('are without case, accents and signs', () => {
    expect(wordsOf('¿Presupuésto Nº 7? AÑO,ano; ﬁn')).toEqual(['presupuesto', 'no', '7', 'ano', 'ano', 'fin']);
  });

  it('may go on, unless they are short or quoted; what hangs together stays so', () => {
    expect(readQuestion('Presup de "Ana  Gil" P-2024-001')).toEqual([
      [{ words: ['presup'], open: true }],
      [{ words: ['de'], open: false }],
      [{ words: ['ana', 'gil'], open: false }],
      [{ words: ['p', '2024', '001'], open: true }],
    ]);
    expect(readQuestion(' -- "" ')).toEqual([]);
  });

  it('take a telephone number as one, however it is grouped', () => {
    expect(readQuestion('+34 612 345-678')[0]).toEqual([
      { words: ['34612345678'], open: true },
      { words: ['34', '612', '345', '678'], open: true },
    ]);
    const head = headWords({
      subject: '',
      contactName: '',
      contactAddress: '34612345678',
      customerName: '',
      identities: ['es|34612345678'],
    });
    expect(head.split(' ')).toContain('612345678');
  });

  it('cannot say anything in the language of an engine', () => {
    for (const asked of [`a" OR b:c* NEAR(`, `x' | !y & (z <-> w)`, '^a + {b} : c', `';drop table a;--`]) {
      const terms = readQuestion(asked);
      expect(matchOf(terms)).toMatch(/^(?:\("[\p{L}\p{N} ]+"(?: \*)?\)(?: AND )?)+$/u);
      expect(tsqueryOf(terms)).toMatch(/^(?:\((?:'[\p{L}\p{N}]+'(?::\*)?(?: <-> )?)+\)(?: & )?)+$/u);
    }
  });

  it('of a piece are those of its head and of each entry', () => {
    const entry = { subject: 'Pedido', text: 'Dos filtros', people: ['Ana', 'ana@x.test'], files: ['Factura 12.pdf'] };
    expect(pieceWords('cliente', [entry])).toBe('cliente pedido dos filtros ana ana x test factura 12 pdf');
  });
});

describe('an excerpt', () => {
  const marked = (asked: string, text: string) =>
    excerptOf(readQuestion(asked), text)
      ?.map((piece) => (piece.marked ? `[${piece.text}]` : piece.text))
      .join('');

  it('marks what was searched for as it stands in the text', () => {
    expect(marked('presupuesto', 'El PRESUPUÉSTO de hoy')).toBe('El [PRESUPUÉSTO] de hoy');
    expect(marked('presu', 'El presupuésto')).toBe('El [presupuésto]');
    expect(marked('nada', 'El presupuesto')).toBeUndefined();
  });

  it('is cut between words of a long text', () => {
    const text = `${'antes '.repeat(40)}filtro ${'despues '.repeat(40)}`;
    const excerpt = marked('filtro', text) ?? '';
    expect(excerpt.startsWith('…antes ')).toBe(true);
    expect(excerpt).toContain('[filtro]');
    expect(excerpt.length).toBeLessThan(230);
  });

  it('keeps marks as text: nothing becomes HTML', () => {
    expect(excerptOf(readQuestion('script'), '<script>x</script>')).toEqual([
      { text: '<', marked: false },
      { text: 'script', marked: true },
      { text: '>x</', marked: false },
      { text: 'script', marked: true },
      { text: '>', marked: false },
    ]);
  });
});
