import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sanitiseHtml } from '../../../server/mail/html/sanitise';
import { expectLinear } from '../../support/linear-time';

const FOLD = '<div data-conversations-quote="">';
const clean = (html: string, forwarded = false) => sanitiseHtml(html, { quotations: { forwarded } })?.html ?? null;
const textOf = (html: string) =>
  html
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
/** What stays in view, and what is folded away. */
function fold(html: string, forwarded = false) {
  const result = clean(html, forwarded) ?? '';
  const parts = result.split(FOLD);
  // The corpus has its quotation in one box, so what is behind the box tells by the word AFTER.
  return { visible: textOf(parts[0] ?? ''), folded: textOf(parts.slice(1).join(' ')), boxes: parts.length - 1, result };
}

/** What well-known programs send, shortened. Each says NEW above and OLD in the quotation. */
const FORMS: [string, string][] = [
  [
    'Gmail',
    '<div dir="ltr">NEW</div><br><div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">El sáb, 21 nov 2026 a las 10:00, Ana (&lt;<a href="mailto:a@b.test">a@b.test</a>&gt;) escribió:<br></div><blockquote class="gmail_quote" style="margin:0 0 0 .8ex;border-left:1px solid rgb(204,204,204);padding-left:1ex"><div>OLD</div></blockquote></div>',
  ],
  [
    'Gmail of ten years ago',
    '<div dir="ltr">NEW<div class="gmail_extra"><br><div class="gmail_quote">2016-01-05 10:00 GMT+01:00 Ana <span>&lt;a@b.test&gt;</span>:<br><blockquote class="gmail_quote">OLD</blockquote></div></div></div>',
  ],
  [
    'Apple Mail',
    '<html><body style="overflow-wrap: break-word;">NEW<br><div><br><blockquote type="cite"><div>On 21 Nov 2026, at 10:00, Ana &lt;a@b.test&gt; wrote:</div><br class="Apple-interchange-newline"><div>OLD</div></blockquote></div><br></body></html>',
  ],
  [
    'Thunderbird, answering on top',
    '<p>NEW</p><div class="moz-cite-prefix">El 21/11/26 a las 10:00, Ana escribió:<br></div><blockquote type="cite" cite="mid:x@y"><p>OLD</p></blockquote>',
  ],
  [
    'Thunderbird in a language that nobody here knows',
    '<p>NEW</p><div class="moz-cite-prefix">2026-11-21 10:00 keltezéssel, Ana írta:<br></div><blockquote type="cite"><p>OLD</p></blockquote>',
  ],
  [
    'Outlook for Windows',
    '<div class="WordSection1"><p class="MsoNormal">NEW</p><p class="MsoNormal"><o:p>&nbsp;</o:p></p><div><div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm"><p class="MsoNormal"><b>De:</b> Ana &lt;a@b.test&gt; <br><b>Enviado el:</b> sábado, 21 de noviembre de 2026 10:00<br><b>Para:</b> Ventas<br><b>Asunto:</b> Re: Precio</p></div></div><p class="MsoNormal">OLD</p></div>',
  ],
  [
    'Outlook in the browser',
    '<div dir="ltr">NEW</div><div id="appendonsend"></div><hr style="display:inline-block;width:98%" tabindex="-1"><div id="divRplyFwdMsg" dir="ltr"><font face="Calibri"><b>From:</b> Ana &lt;a@b.test&gt;<br><b>Sent:</b> Saturday<br><b>To:</b> Sales<br><b>Subject:</b> Price</font><div>&nbsp;</div></div><div>OLD</div>',
  ],
  [
    'Outlook 2003, as text in HTML',
    '<p>NEW</p><p>-----Mensaje original-----<br>De: Ana [mailto:a@b.test]<br>Enviado el: lunes<br>Para: Ventas<br>Asunto: Precio</p><p>OLD</p>',
  ],
  [
    'Outlook for phones',
    '<div>NEW</div><div id="ms-outlook-mobile-signature">Obtener Outlook</div><div id="mail-editor-reference-message-container"><hr><div><b>From:</b> Ana</div><div>OLD</div></div>',
  ],
  [
    'Yahoo',
    '<div class="ydp1">NEW</div><div id="yahoo_quoted_4711" class="yahoo_quoted"><div>En sábado, 21 de noviembre de 2026, Ana escribió:</div><div><br></div><div>OLD</div></div>',
  ],
  [
    'Proton',
    '<div>NEW</div><div class="protonmail_quote">On Saturday, November 21st, Ana wrote:<br><br><blockquote class="protonmail_quote" type="cite">OLD</blockquote><br></div>',
  ],
  [
    'GMX and web.de',
    '<div>NEW</div><div>&nbsp;<div style="margin:10px 5px 5px 10px"><div>Am 21.11.26 um 10:00 schrieb Ana:</div><blockquote>OLD</blockquote></div></div>',
  ],
  [
    'ourselves',
    '<div>NEW</div><br><div data-conversations-quote=""><div>El 21 nov 2026 a las 10:00, Ana &lt;a@b.test&gt; escribió:</div><blockquote type="cite" style="margin: 0 0 0 0.8ex">OLD</blockquote></div>',
  ],
  [
    'French, without any class',
    '<p>NEW</p><p>Le sam. 21 nov. 2026 à 10:00, Ana a écrit :</p><blockquote>OLD</blockquote>',
  ],
];

describe('quotations in HTML', () => {
  it.each(FORMS)('of %s are folded', (_name, html) => {
    const { visible, folded, boxes, result } = fold(html);
    expect(visible).toContain('NEW');
    expect(visible).not.toContain('OLD');
    expect(visible).not.toMatch(/escribió|wrote|schrieb|írta|Enviado|Sent:|De:/);
    expect(folded).toContain('OLD');
    expect(boxes).toBe(1);
    // Cut is nothing, and cleaning it again finds the same.
    expect(textOf(result)).toBe(textOf(sanitiseHtml(html)?.html ?? ''));
    expect(sanitiseHtml(result, { quotations: 'kept' })?.html).toBe(result);
  });

  it.each(FORMS)('of %s stay in view when nothing was written', (_name, html) => {
    expect(fold(html.replace('NEW', '').replace('Obtener Outlook', '')).boxes).toBe(0);
  });

  it.each(FORMS)('of %s stay in view when the mail is passed on', (_name, html) => {
    expect(fold(html, true).boxes).toBe(0);
  });

  it('above an answer are folded, and the answer is not', () => {
    const { result } = fold(
      '<div class="moz-cite-prefix">A B escribió:</div><blockquote type="cite">OLD</blockquote><p>NEW</p>'
    );
    expect(result).toMatch(/OLD<\/blockquote><\/div><p>NEW<\/p>$/);
    expect(result.startsWith(FOLD)).toBe(true);
  });

  it.each([
    [
      'answers between them',
      '<p>Hola</p><blockquote type="cite">uno</blockquote><p>sí</p><blockquote type="cite">dos</blockquote><p>no</p>',
    ],
    [
      'answers between them in a box of Gmail',
      '<div>Hola</div><div class="gmail_quote"><div class="gmail_attr">Ana wrote:</div><blockquote class="gmail_quote">uno</blockquote><div>sí</div><blockquote class="gmail_quote">dos</blockquote></div>',
    ],
    [
      'answers that are announced inside',
      '<p>Te contesto abajo en rojo</p><div style="border-top:solid 1pt"><p><b>De:</b> a@b.test<br><b>Enviado:</b> x<br><b>Para:</b> y<br><b>Asunto:</b> z</p></div><p>uno <span style="color:red">sí</span></p>',
    ],
    [
      'a mail that Gmail passed on',
      '<div>Mira esto</div><div class="gmail_quote"><div class="gmail_attr">---------- Forwarded message ---------<br>De: x</div>lo reenviado</div>',
    ],
    [
      'a mail that Apple passed on',
      '<div>Mira esto</div><blockquote type="cite"><div>Inicio del mensaje reenviado:</div><div>lo reenviado</div></blockquote>',
    ],
    ['a saying', '<p>Como dijo Lope:</p><blockquote>Yo me sucedo a mí mismo</blockquote>'],
    ['a delivery note', '<p>Envío:</p><p>De: Madrid<br>Para: Sevilla<br>Fecha: mañana</p><p>Saludos</p>'],
    [
      'nothing besides but a pixel',
      '<blockquote type="cite">OLD</blockquote><img src="https://t.test/x.gif" width="1" height="1">',
    ],
  ])('stay in view: %s', (_name, html) => {
    expect(fold(html).boxes).toBe(0);
  });

  it('are found once, without a trace of how', () => {
    for (const [, html] of FORMS) expect(clean(html)).not.toMatch(/quote-hint|class=|\sid=/);
  });

  it('cannot be claimed by a sender', () => {
    expect(clean('<p>x</p><div data-conversations-quote="">hidden</div>')).toBe('<p>x</p><div>hidden</div>');
  });

  it('lose nothing, however the pieces are put together', () => {
    const piece = fc.constantFrom(
      'texto',
      '<p>Hola</p>',
      '<br>',
      '<hr>',
      '<p>De: Ana a@b.test<br>Enviado: x<br>Para: y<br>Asunto: z</p>',
      '-----Mensaje original-----',
      '<div class="gmail_attr">Ana wrote:</div>',
      '<div>On Monday Ana wrote:</div>',
      '<blockquote type="cite">OLD</blockquote>',
      '<blockquote>',
      '</blockquote>',
      '<div class="gmail_quote">',
      '<div id="divRplyFwdMsg">',
      '<div id="appendonsend"></div>',
      '<div>',
      '</div>',
      '<p>',
      '<span>',
      '<table><tr><td>',
      '</td></tr></table>',
      '<ul><li>',
      '<a href="https://x.test">',
      '<img src="https://x.test/i.gif" width="1">',
      '<b>'
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
        const html = pieces.join('');
        const plain = sanitiseHtml(html);
        const found = sanitiseHtml(html, { quotations: { forwarded: false } });
        expect(found === null).toBe(plain === null);
        // A box begins on a line of its own, which may break one in two.
        expect(found?.text.replace(/\s+/g, '')).toBe(plain?.text.replace(/\s+/g, ''));
        expect(found?.html).not.toMatch(/quote-hint/);
      }),
      { numRuns: 800 }
    );
  });

  it('take linear time to find', () => {
    expectLinear((size) => clean('<div>x</div><blockquote type="cite">y</blockquote>'.repeat(size)), 8000);
    expectLinear((size) => clean(`${'<p>De: a@b</p>'.repeat(size)}`), 20_000);
  });
});
