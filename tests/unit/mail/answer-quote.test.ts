import { describe, expect, it } from 'vitest';
import { attribution, knownTimeZone } from '../../../server/mail/quotes/attribution';
import { MAX_QUOTE_CHARS } from '../../../server/mail/quotes/quote-limits';
import { quoteLines } from '../../../server/mail/quotes/quote-text';
import { isAttribution } from '../../../server/mail/preview';
import { signMail, type SignRequest } from '../../../server/signatures/sign-mail';

const at = Date.UTC(2026, 10, 21, 9, 5);
const lola = { at, from: { name: 'Lola', address: 'lola@x.test' } };
const LINE = 'El 21 nov 2026 a las 10:05, Lola <lola@x.test> escribió:';
const signature: SignRequest['signature'] = {
  id: 'sig1',
  html: '<div>FIRMA</div>',
  values: { user_name: '', user_email: '', user_phone: '', user_job_title: '', company_name: '' },
  pictures: {},
};
const answer = (html: string | null, text: string, more: Partial<SignRequest> = {}) =>
  signMail({ html: '<div>Hola</div>', text: 'Hola', signature, quote: { attribution: LINE, html, text }, ...more });
const nested = (depth: number): string =>
  depth === 0 ? 'fin' : `n${depth}<blockquote>${nested(depth - 1)}</blockquote>`;

describe('the line above a quotation', () => {
  it('says who and when, in the language and the zone of the writer', () => {
    expect(attribution(lola, 'es', 'Europe/Madrid')).toBe(LINE);
    expect(attribution(lola, 'en', 'Europe/Madrid')).toBe('On 21 Nov 2026 at 10:05, Lola <lola@x.test> wrote:');
    expect(attribution({ ...lola, from: { name: '', address: 'a@b.test' } }, 'en', null)).toBe(
      'On 21 Nov 2026 at 09:05 UTC, a@b.test wrote:'
    );
  });
  it('is one that mail programs and we know, whatever the name', () => {
    for (const language of ['en', 'es'] as const)
      expect(isAttribution(attribution({ at, from: { name: 'A\r\n<b>', address: 'a@b.test' } }, language, null))).toBe(
        true
      );
  });
  it('takes no zone that does not exist', () => {
    expect([knownTimeZone('Europe/Madrid'), knownTimeZone('Mars/Base'), knownTimeZone(undefined)]).toEqual([
      'Europe/Madrid',
      null,
      null,
    ]);
  });
});

describe('what an answer quotes', () => {
  it('stands below the signature, in both parts, and is not what was written', () => {
    const signed = answer('<p>¿Precio?</p>', '¿Precio?');
    expect(signed?.html).toMatch(
      /^<div>Hola<\/div><br><div data-conversations-signature="sig1"><div>FIRMA<\/div><\/div><br><div data-conversations-quote="">/
    );
    expect(signed?.text).toBe(`Hola\n\n-- \nFIRMA\n\n${LINE}\n> ¿Precio?`);
    expect(signed?.written).toBe('Hola');
  });

  it('leaves a quotation that the writer made where it is', () => {
    const html = '<div>Como dice:</div><blockquote>dos</blockquote>';
    const signed = answer('<p>uno</p>', 'uno', { html, text: 'Como dice:\n> dos' });
    expect(signed?.html.indexOf('FIRMA')).toBeGreaterThan(signed?.html.indexOf('dos') ?? Infinity);
    expect(signed?.text).toMatch(/^Como dice:\n> dos\n\n-- \nFIRMA\n\nEl /);
  });

  it('carries no marks of ours, and no pictures but their words', () => {
    const html = answer(
      '<div data-conversations-quote=""><div data-conversations-signature="s0">vieja</div></div><img data-content-id="x@y" alt="Plano"><img data-remote-src="https://t.test/p">',
      ''
    )?.html;
    expect(html?.split('data-conversations-quote')).toHaveLength(2);
    expect(html?.split('data-conversations-signature')).toHaveLength(2);
    expect(html).toContain('[Plano]');
    expect(html).not.toContain('<img');
  });

  it('ends after five levels, in both parts', () => {
    const signed = answer(nested(9), ['a', '> b', '>> c', '>>> d', '>>>> e', '> > > > > f', '>>>>>> g'].join('\n'));
    expect(signed?.html.split('<blockquote')).toHaveLength(6);
    expect(signed?.html).toContain('n5');
    expect(signed?.html).not.toContain('n4');
    expect(signed?.text.split('escribió:\n')[1]).toBe('> a\n>> b\n>>> c\n>>>> d\n>>>>> e');
  });

  it('is text when its HTML is too long, and ends when that is too', () => {
    const long = 'x'.repeat(MAX_QUOTE_CHARS + 10);
    const signed = answer(`<p><b>${long}</b></p>`, `corto ${long}`);
    expect(signed?.html).not.toContain('<b>');
    expect(signed?.html).toContain('corto');
    expect(signed?.html.length).toBeLessThan(MAX_QUOTE_CHARS + 2000);
    expect(quoteLines(long).length).toBeLessThan(MAX_QUOTE_CHARS + 10);
  });

  it('is harmless', () => {
    expect(answer('<p onclick="x()">a<script>x()</script></p>', 'a')?.html).not.toMatch(/onclick|script/);
  });
});

describe('pictures of the text', () => {
  const ID = 'a'.repeat(24);
  const write = (html: string, more: Partial<SignRequest> = {}) =>
    signMail({ html, text: null, signature: null, quote: null, pictureDomain: 'x.test', language: 'es', ...more });
  it('are named by their upload, once each, and in words in the text', () => {
    const signed = write(`<p>a <img data-upload-id="${ID}" alt="uno.png"> <img data-upload-id="${ID}"></p>`);
    expect(signed?.uploads).toEqual([ID]);
    expect(signed?.html.split(`data-content-id="${ID}@x.test"`)).toHaveLength(3);
    expect(signed?.text).toBe('a [imagen: uno.png] [imagen: ?]');
  });
  it('are nothing without an upload of the right form, or where no account is known', () => {
    expect(write('<p>a<img data-upload-id="../x" alt="b"></p>')).toMatchObject({ uploads: [], html: '<p>ab</p>' });
    const nowhere = write(`<p>a<img data-upload-id="${ID}" alt="b"></p>`, { pictureDomain: undefined });
    expect(nowhere).toMatchObject({ uploads: [], html: '<p>ab</p>' });
  });
});
