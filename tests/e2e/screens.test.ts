import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HOSTILE_HTML } from './support/attacks';
import { openBrowser, signIn, type Visit } from './support/browser';
import { playCustomer } from './support/customer';
import { personOf, startDemo, type Demo } from './support/demo';
import { keepPicturesOfFailures } from './support/failure-pictures';
import { INBOX, openConversation, rowOf } from './support/inbox';
import { apiOf, connectMailbox } from './support/office';
import { inspectScreen, takePicture } from './support/screen-checks';
import type { Language } from './support/words';

const WIDTHS = [1280, 1024, 390];
const SUBJECT = 'Consulta sobre el presupuesto P-2041 y el plazo de entrega en el taller de València';
const ACCOUNTS = '/settings/conversations/accounts';

describe.each(['en', 'es'] as const)('every page in %s', (language: Language) => {
  let demo: Demo;
  let browser: Browser;
  let visit: Visit;
  let pages: Record<string, { path: string; ready: () => Promise<void> }>;

  beforeAll(async () => {
    demo = await startDemo();
    const admin = personOf(demo.facts, 'admin');
    await (await apiOf(demo.facts, admin)).put('/admin/users/me', { preferedLanguage: language });
    const mailbox = await connectMailbox(demo.facts, [admin, personOf(demo.facts, 'carmen')]);
    await playCustomer(demo.facts, 'c-101').write({
      subject: SUBJECT,
      text: 'Buenos días: ¿sigue en pie el precio?',
      html: `${HOSTILE_HTML}<table width="1400"><tr><td>Una tabla más ancha que cualquier ventana</td></tr></table>`,
      attachments: [
        {
          name: `${'plano-'.repeat(20)}final.pdf`,
          type: 'application/pdf',
          content: Buffer.from('%PDF-1.4').toString('base64'),
        },
      ],
    });
    await playCustomer(demo.facts, 'c-102').write({ subject: 'x'.repeat(200), text: 'y'.repeat(300) });
    browser = await openBrowser();
    visit = await signIn(browser, demo.facts, admin, { language });
    const { page, t, go } = visit;
    await go(INBOX);
    await rowOf(page, SUBJECT).waitFor();
    await openConversation(visit, SUBJECT);
    const conversation = new URL(page.url()).pathname.replace(/^\/admin/, '');
    const heading = (name: string) => () => page.getByRole('heading', { name }).first().waitFor();
    pages = {
      'accounts-list': {
        path: ACCOUNTS,
        ready: () => page.getByRole('row').filter({ hasText: demo.facts.imap.user }).waitFor(),
      },
      'account-new': { path: `${ACCOUNTS}/new`, ready: heading(t('authorised.section')) },
      'account-edit': { path: `${ACCOUNTS}/${mailbox.id}/edit`, ready: heading(t('form.credentials')) },
      'account-detail': { path: `${ACCOUNTS}/${mailbox.id}`, ready: heading(t('activity.title')) },
      'inbox-list': { path: INBOX, ready: () => rowOf(page, SUBJECT).waitFor() },
      conversation: { path: conversation, ready: () => page.locator('article[data-message] iframe').waitFor() },
    };
  });
  afterAll(async () => {
    await browser?.close();
    await demo?.stop();
  });
  keepPicturesOfFailures(() => ({ visit }));

  it.each(['accounts-list', 'account-new', 'account-edit', 'account-detail', 'inbox-list', 'conversation'])(
    '%s fits windows of all widths and is translated',
    async (name) => {
      const { page, go } = visit;
      const { path, ready } = pages[name] ?? { path: '', ready: () => Promise.reject(new Error(`no page ${name}`)) };
      await page.setViewportSize({ width: 1280, height: 800 });
      await go(path);
      await ready();
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 800 });
        await ready();
        await page.waitForTimeout(300);
        await takePicture(page, `${name}-${language}-${width}`);
        const { overflow, rawKeys, wide } = await inspectScreen(page);
        expect(rawKeys).toEqual([]);
        expect(overflow, `wider than ${width} px: ${wide.join('; ')}`).toBeLessThanOrEqual(1);
      }
    }
  );

  it('complained about nothing', () => {
    expect(
      visit.complaints.filter((text) => /missing translation|MISSING_TRANSLATION|Uncaught|TypeError/i.test(text))
    ).toEqual([]);
  });

  it('is drawn in the language that was asked for', async () => {
    const { page, t, go } = visit;
    await page.setViewportSize({ width: 1280, height: 800 });
    await go(INBOX);
    await page.getByRole('heading', { level: 1, name: t('inbox.title') }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe(language);
  });
});
