import { describe, expect, it } from 'vitest';
import { previewOf } from '../../../server/mail/preview';
import { stripTags } from '../../../server/mail/html/strip-tags';
import { expectLinear } from '../../support/linear-time';

describe('preview', () => {
  it.each([
    ['Hola,\n\n¿tienen stock?\n\nGracias', 'Hola, ¿tienen stock? Gracias'],
    ['Sí.\n\nEl lun, 16 nov 2026 a las 10:00, Ventas (<v@x.test>) escribió:\n> antes', 'Sí.'],
    [
      'Yes.\n\nOn Mon, Nov 16, 2026 at 10:00 AM Somebody With A Long Name\n<somebody@example.test> wrote:\n\n> before',
      'Yes.',
    ],
    ['Ja.\n\nAm 16.11.2026 um 10:00 schrieb Ana <a@x.test>:\n> vorher', 'Ja.'],
    ['Oui.\n\nLe lun. 16 nov. 2026 à 10:00, Ana <a@x.test> a écrit :\n> avant', 'Oui.'],
    ['Sim.\n\nEm seg., 16 de nov. de 2026, Ana <a@x.test> escreveu:\n> antes', 'Sim.'],
    ['Nuevo\n\n-----Mensaje original-----\nDe: x', 'Nuevo'],
    ['New\n________________________________\nFrom: Ana\nSent: Monday', 'New'],
    ['Nuevo\n\nDe: Ana <a@x.test>\nEnviado el: lunes\nPara: Ventas\nAsunto: x\n\nantes', 'Nuevo'],
    ['Text\n-- \nAna\nVentas', 'Text'],
    ['> quoted\n> more\n\nanswer below', 'answer below'],
    ['On Monday, Ana wrote:\n> quoted\n\nanswer below', 'answer below'],
    ['> only\n> a quotation', 'only a quotation'],
    ['-----Original Message-----\nFrom: Ana', '-----Original Message----- From: Ana'],
    ['On the other hand, this is new.', 'On the other hand, this is new.'],
    ['De acuerdo: lo enviamos mañana.', 'De acuerdo: lo enviamos mañana.'],
    ['', ''],
  ])('%j', (text, expected) => {
    expect(previewOf(text)).toBe(expected);
  });

  it('has at most 200 characters and no half of one', () => {
    expect(previewOf('x'.repeat(1000))).toHaveLength(200);
    expect(previewOf(`x${'😀'.repeat(200)}`)).toBe(`x${'😀'.repeat(99)}`);
  });

  it.each([
    ['line feeds', '\n'],
    ['quotes', '>'],
    ['quoted lines', '> x\n'],
    ['attributions that never end', 'On x, y <a@b.c> wro '],
    ['attribution lines', 'On Monday x\n'],
    ['underscores', '_'],
    ['header-like lines', 'From: x\n'],
    ['spaces', ' '],
    ['schrieb', 'Am schrieb schrieb schrieb\n'],
  ])('takes linear time for %s', (_name, piece) => {
    expectLinear((size) => previewOf(piece.repeat(size)), 100_000);
  });
});

describe('text of HTML that is too large to parse', () => {
  it('is what stands between the tags', () => {
    expect(
      stripTags('<style>p{}</style><p>a &amp; b&nbsp;c<br>d</p><script>x</script><!-- y -->e &lt;i&gt; &#8364; 1 < 2')
    ).toBe('a & b c\nd\ne <i> € 1 < 2');
  });
  it.each(['<', '<p', '</', '<!--', '<script>', '<style', '&', '&#', '< ', '\n ', '<!-- -->', '<script></script'])(
    'takes linear time for %j',
    (piece) => {
      expectLinear((size) => stripTags(piece.repeat(size)), 50_000);
    }
  );
});
