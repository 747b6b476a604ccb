import { describe, expect, it } from 'vitest';
import es from '../../../admin/translations/es.json';
import { alertMail, type AlertFacts } from '../../../server/accounts/alerts/alert-mail';
import { alertLanguage } from '../../../server/accounts/alerts/plain-words';
import { TROUBLE, type TroubleCode } from '../../../server/accounts/trouble';
import { TROUBLE_ES } from '../../../server/accounts/trouble-es';

const facts: AlertFacts = {
  language: 'en',
  name: 'Ventas',
  address: 'ventas@empresa.test',
  situation: { kind: 'error', code: 'login-refused', since: Date.UTC(2026, 10, 22, 18, 5) },
  link: 'https://erp.empresa.test/admin/settings/conversations/accounts/a1',
};

describe('the mail to a manager', () => {
  it('says which account, since when, why, what to do and where', () => {
    const { subject, text, html } = alertMail(facts);
    expect(subject).toBe('The account Ventas has stopped receiving mail');
    expect(text).toMatch(/at 6:05\sPM UTC/);
    for (const part of [
      'Ventas (ventas@empresa.test)',
      'November 22, 2026',
      TROUBLE['login-refused'].message,
      TROUBLE['login-refused'].action,
      facts.link,
    ])
      expect(text).toContain(part);
    expect(html).toContain(`<a href="${facts.link}">`);
  });

  it('speaks Spanish to those who do', () => {
    const { subject, text } = alertMail({ ...facts, language: 'es' });
    expect(subject).toBe('La cuenta Ventas ha dejado de recibir correo');
    expect(text).toContain('22 de noviembre de 2026');
    expect(text).toContain(TROUBLE_ES['login-refused'].message);
    expect(text).not.toContain(TROUBLE['login-refused'].message);
    expect(['es', 'es-MX', 'ES', 'en', 'fr', '', null].map(alertLanguage)).toEqual([
      'es',
      'es',
      'es',
      'en',
      'en',
      'en',
      'en',
    ]);
  });

  it('names no link where there is none, and no cause where the account is only behind', () => {
    const { subject, text, html } = alertMail({ ...facts, link: null, situation: { kind: 'behind', since: 0 } });
    expect(subject).toBe('The account Ventas is behind');
    expect(text).toContain('has not been in step with its mailbox since January 1, 1970');
    expect(text + html).not.toMatch(/https?:|page of the account:/);
  });

  it('makes no markup of what somebody called the account', () => {
    const { html } = alertMail({ ...facts, name: '<img src=x>"&', link: 'https://x.test/"><script>' });
    expect(html).not.toMatch(/<img|<script/);
    expect(html).toContain('&lt;img src=x&gt;&quot;&amp;');
  });

  it('uses the Spanish words of the pages', () => {
    const texts: Record<string, string> = es;
    for (const code of Object.keys(TROUBLE) as TroubleCode[]) {
      const { message, action } = TROUBLE_ES[code];
      expect([code, message, action]).toEqual([
        code,
        texts[`trouble.${code}.message`],
        texts[`trouble.${code}.action`],
      ]);
    }
  });
});
