import { describe, expect, it } from 'vitest';
import { sanitiseHtml } from '../../../server/mail/html/sanitise';
import { cleanSignature } from '../../../server/signatures/clean-signature';
import { signMail, type SignatureToWrite } from '../../../server/signatures/sign-mail';

const signature = (html: string, values: Partial<SignatureToWrite['values']> = {}): SignatureToWrite => ({
  id: 'sig1',
  html,
  values: {
    user_name: 'Ana López',
    user_email: 'ana@company.test',
    user_phone: '',
    user_job_title: '',
    company_name: '',
    ...values,
  },
  pictures: {},
});
const ANA = signature('<div>{{user_name}}</div>');
const MARK = '<div data-conversations-signature="sig1">';
const marks = (html: string | undefined) => html?.split('data-conversations-signature').length ?? 0;
const sign = (html: string, with_: SignatureToWrite | null = ANA, text: string | null = null) =>
  signMail({ html, text, signature: with_ });
/** How a signature alone comes out. */
const shown = (html: string, values: Partial<SignatureToWrite['values']> = {}) =>
  sign('<p>x</p>', signature(html, values))
    ?.html.replace(/^<p>x<\/p><br><div data-[^>]*>/, '')
    .replace(/<\/div>$/, '');

describe('the place of a signature', () => {
  it('is the end of a mail without history', () => {
    expect(sign('<p>Hola</p>')?.html).toBe(`<p>Hola</p><br>${MARK}<div>Ana López</div></div>`);
    expect(sign('<p>Hola</p>')?.text).toBe('Hola\n\n-- \nAna López');
  });

  it.each([
    ['a quotation', '<p>Hola</p>', '<blockquote>antes</blockquote>'],
    ['its attribution too', '<p>Hola</p>', '<div>El lun, Lola escribió:<br></div><blockquote>antes</blockquote>'],
    [
      'an attribution between line breaks',
      'Hola<br>',
      'On Monday <b>Lola</b> wrote:<br><blockquote>antes</blockquote>',
    ],
    ['several quotations', '<p>Hola</p>', '<blockquote>uno</blockquote><br><blockquote>dos</blockquote>'],
    [
      'a box around attribution and quotation',
      '<p>Hola</p>',
      '<div><div>On Monday Lola wrote:<br></div><blockquote>antes</blockquote></div><br>',
    ],
  ])('is above %s', (_name, written, history) => {
    expect(sign(written + history)?.html).toBe(`${written}<br>${MARK}<div>Ana López</div></div>${history}`);
  });

  it('is inside the box that holds both the words and the quotation', () => {
    expect(sign('<div><p>Hola</p><blockquote>antes</blockquote></div>')?.html).toBe(
      `<div><p>Hola</p><br>${MARK}<div>Ana López</div></div><blockquote>antes</blockquote></div>`
    );
  });

  it('is below a quotation that was answered underneath', () => {
    expect(sign('<blockquote>antes</blockquote><p>Sí</p>')?.html).toMatch(/<p>Sí<\/p><br><div data-conv/);
  });
});

describe('one signature', () => {
  it('replaces the one that is there, and another one leaves no trace of it', () => {
    const once = sign('<p>Hola</p><blockquote>antes</blockquote>')?.html ?? '';
    const twice = sign(once)?.html ?? '';
    expect(marks(twice)).toBe(2);
    expect(twice.split('Ana López')).toHaveLength(2);
    const other = sign(twice, { ...signature('<div>Ventas</div>'), id: 'sig2' })?.html;
    expect(other).toContain('data-conversations-signature="sig2"');
    expect(other).not.toContain('Ana López');
    expect(sign(twice, null)?.html).not.toContain('Ana López');
  });

  it('leaves that of a quoted mail where it is, without its mark', () => {
    const quoted = `<p>Hola</p><blockquote><p>Antes</p>${MARK}<div>Ana de antes</div></div></blockquote>`;
    const html = sign(quoted)?.html ?? '';
    expect(html).toContain('Ana de antes');
    expect(marks(html)).toBe(2);
    expect(html.indexOf('Ana López')).toBeLessThan(html.indexOf('<blockquote>'));
  });

  it('marks nothing in foreign mail', () => {
    expect(sanitiseHtml(`<p>x</p>${MARK}y</div>`)?.html).toBe('<p>x</p><div>y</div>');
  });

  it('keeps what was written harmless', () => {
    expect(sign('<p onclick="x()">Hola<script>x()</script></p>')?.html).toMatch(/^<p>Hola<\/p><br>/);
  });
});

describe('the text form', () => {
  it('stands above what is quoted', () => {
    const text = 'Hola\n\nEl lun, 1 ene, Lola\n<l@x.test> escribió:\n> antes\n> \n> más';
    const signed = sign('<p>Hola</p>', ANA, text);
    expect(signed?.text).toBe(
      'Hola\n\n-- \nAna López\n\nEl lun, 1 ene, Lola\n<l@x.test> escribió:\n> antes\n> \n> más'
    );
    expect(signed?.written).toBe(text);
  });

  it('of an answer without HTML becomes HTML, with its quotation', () => {
    const signed = signMail({ html: null, text: 'Hola <Lola>\n\n> antes', signature: ANA });
    expect(signed?.html).toBe(
      `<div style="white-space: pre-wrap">Hola &#x3C;Lola></div><br>${MARK}<div>Ana López</div></div><blockquote style="white-space: pre-wrap">> antes</blockquote>`
    );
    expect(signed?.text).toBe('Hola <Lola>\n\n-- \nAna López\n\n> antes');
  });

  it('has no delimiter when the signature has no words', () => {
    const picture = { ...signature('<img data-content-id="p1" width="10">'), pictures: { p1: 'p1@company.test' } };
    expect(sign('<p>Hola</p>', picture)?.text).toBe('Hola');
  });
});

describe('variables', () => {
  it('are filled in once, as text', () => {
    expect(shown('<p>{{ user_name }}</p>', { user_name: '<b>{{user_email}}</b>' })).toBe(
      '<p>&#x3C;b>{{user_email}}&#x3C;/b></p>'
    );
  });

  it('leave no gap where a value is missing', () => {
    expect(shown('<p>{{user_name}}<br>{{user_job_title}}<br>{{user_email}}</p>')).toBe(
      '<p>Ana López<br>ana@company.test</p>'
    );
    expect(shown('<p>{{user_name}}</p><p>Tel.: {{user_phone}}</p><p>Fin</p>')).toBe('<p>Ana López</p><p>Fin</p>');
    expect(shown('<ul><li><b>{{user_phone}}</b></li><li>x</li></ul>')).toBe('<ul><li>x</li></ul>');
    expect(shown('<p>{{user_name}} | {{user_job_title}} | {{user_email}}</p>')).toBe(
      '<p>Ana López | ana@company.test</p>'
    );
    expect(shown('<p>{{user_job_title}} · {{user_name}}</p>')).toBe('<p>Ana López</p>');
  });

  it('keep a line that says something else', () => {
    expect(shown('<p>Llame al {{user_phone}} por la mañana</p>')).toBe('<p>Llame al  por la mañana</p>');
  });

  it('work in links, and a link without its value is none', () => {
    expect(shown('<p><a href="tel:{{user_phone}}">Llamar</a></p>', { user_phone: '+34 600 100 200' })).toContain(
      'href="tel:+34600100200"'
    );
    expect(shown('<p><a href="tel:{{user_phone}}">Llamar</a></p>')).toBe('<p><a>Llamar</a></p>');
    expect(shown('<a href="mailto:{{user_email}}">{{user_email}}</a>')).toContain('href="mailto:ana@company.test"');
    expect(shown('<a href="https://x.test" title="A {{user_name}}">W</a>')).toMatch(/title="A [^{}]+"/);
  });
});

describe('pictures', () => {
  it('go by the Content-ID of this mail, and unknown ones are left out', () => {
    const logo = signature('<p><img data-content-id="p1" width="120" height="40"><img data-content-id="p2"></p>');
    expect(sign('<p>x</p>', { ...logo, pictures: { p1: 'p1@company.test' } })?.html).toContain(
      '<p><img width="120" height="40" data-content-id="p1@company.test"></p>'
    );
  });
});

describe('a signature that is saved', () => {
  it('is cleaned, and says what was taken out', () => {
    const clean = cleanSignature(
      '<div class="a" style="color: red; position: fixed"><script>x()</script><a href="javascript:x()" onclick="x()">W</a>' +
        '<img src="https://tracker.test/p.gif"><img src="cid:logo1" width="20">{{user_nane}} {{ user_name }}</div><!-- x -->'
    );
    expect(clean?.html).toBe(
      '<div style="color: red"><a>W</a><img width="20" data-content-id="logo1">{{user_nane}} {{ user_name }}</div>'
    );
    expect(clean?.pictures).toEqual(['logo1']);
    expect(clean?.unknownVariables).toEqual(['user_nane']);
    expect(clean?.removed).toEqual([
      'class',
      'style: position',
      '<script>',
      'href="javascript:x()"',
      'onclick',
      '<!-- -->',
      '<img src="https://tracker.test/p.gif">',
    ]);
  });

  it('loses nothing of what the editor makes', () => {
    const made = '<p><b>{{user_name}}</b><br><a href="mailto:{{user_email}}">{{user_email}}</a></p>';
    expect(cleanSignature(made)?.removed).toEqual([]);
  });
});
