import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HOSTILE_HTML } from './support/attacks';
import { dataOf } from '../support/api-client';
import { until } from '../support/until';
import { openBrowser, signIn, type Visit } from './support/browser';
import { playCustomer } from './support/customer';
import { personOf, startDemo, type Demo } from './support/demo';
import { keepPicturesOfFailures } from './support/failure-pictures';
import { INBOX, openConversation, rowOf } from './support/inbox';
import { apiOf, connectMailbox } from './support/office';
import { accessibilityViolations, inspectScreen, takePicture } from './support/screen-checks';
import type { Language } from './support/words';

const WIDTHS = [1280, 1024, 390];
const SUBJECT = 'Consulta sobre el presupuesto P-2041 y el plazo de entrega en el taller de València';
const TEMPLATE = 'Plazo de entrega de las piezas que vienen de fábrica y no tenemos en almacén';
const TEMPLATES = '/settings/conversations/templates';
const OFFER = 'Oferta irrepetible';
const ACCOUNTS = '/settings/conversations/accounts';

const PAGES = [
  'accounts-list',
  'account-new',
  'number-new',
  'account-edit',
  'account-detail',
  'account-journal',
  'inbox-list',
  'conversation',
  'contact',
  'spam',
  'templates-list',
  'template-new',
] as const;

describe('every page, in both languages and at three widths', () => {
  let demo: Demo;
  let browser: Browser;
  let accountId: string;
  let visit: Visit | undefined;

  beforeAll(async () => {
    demo = await startDemo();
    const mailbox = await connectMailbox(demo.facts, [personOf(demo.facts, 'admin'), personOf(demo.facts, 'carmen')]);
    accountId = mailbox.id;
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
    await playCustomer(demo.facts, 'c-101').write({ subject: OFFER, text: 'Solo hoy' });
    const api = await apiOf(demo.facts, personOf(demo.facts, 'admin'));
    const template = { name: TEMPLATE, medium: 'email', language: 'es', labels: ['Pedidos'], body: '<p>Dos días</p>' };
    dataOf(await api.post('/conversations/templates', template));
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await demo?.stop();
  });
  keepPicturesOfFailures(() => ({ visit }));

  describe.each(['en', 'es'] as const)('%s', (language: Language) => {
    let conversation: string;
    let spam: string;

    beforeAll(async () => {
      const admin = personOf(demo.facts, 'admin');
      const api = await apiOf(demo.facts, admin);
      dataOf(await api.put('/admin/users/me', { preferedLanguage: language }));
      visit = await signIn(browser, demo.facts, admin, { language });
      await visit.go(INBOX);
      await rowOf(visit.page, SUBJECT).waitFor();
      await openConversation(visit, SUBJECT);
      conversation = new URL(visit.page.url()).pathname.replace(/^\/admin/, '');
      const { id } = await until('the offer', async () =>
        dataOf<{ id: string; subject: string }[]>(
          await api.get('/conversations/inbox?status=open,closed,spam&limit=100')
        ).find(({ subject }) => subject === OFFER)
      );
      dataOf(await api.put(`/conversations/inbox/${id}`, { status: 'spam' }));
      spam = `${INBOX}/${id}`;
    });
    afterAll(() => visit?.context.close());

    /** Where a page is, and what has to be there before it is complete. */
    function locate(
      { page, t }: Visit,
      name: (typeof PAGES)[number]
    ): [path: string, sign: Locator, open?: () => Promise<void>] {
      const heading = (text: string) => page.getByRole('heading', { name: text, exact: true });
      switch (name) {
        case 'accounts-list':
          return [ACCOUNTS, page.getByRole('row').filter({ hasText: demo.facts.imap.user })];
        case 'account-new':
          return [`${ACCOUNTS}/new/email`, heading(t('authorised.section'))];
        case 'number-new':
          return [`${ACCOUNTS}/new/whatsapp/connect`, heading(t('authorised.section'))];
        case 'account-edit':
          return [`${ACCOUNTS}/${accountId}/edit`, heading(t('form.credentials'))];
        case 'account-detail':
          return [`${ACCOUNTS}/${accountId}`, heading(t('activity.title'))];
        case 'account-journal':
          return [`${ACCOUNTS}/${accountId}/journal/received`, heading(t('ledger.received'))];
        case 'inbox-list':
          return [INBOX, rowOf(page, SUBJECT)];
        case 'conversation':
          return [conversation, page.locator('article[data-message] iframe')];
        case 'contact':
          return [
            conversation,
            page.getByRole('textbox', { name: t('contact.notes') }),
            () => page.getByRole('button', { name: t('contact.title') }).click(),
          ];
        case 'templates-list':
          return [TEMPLATES, page.getByRole('row').filter({ hasText: TEMPLATE })];
        case 'template-new':
          return [`${TEMPLATES}/new/email`, heading(t('templates.preview'))];
        case 'spam':
          return [spam, page.getByText(t('spam.banner'))];
      }
    }

    it.each(PAGES)('%s fits its window, is translated and accessible', async (name) => {
      if (!visit) throw new Error('nobody is signed in');
      const { page, go } = visit;
      const [path, sign, open] = locate(visit, name);
      await page.setViewportSize({ width: 1280, height: 800 });
      await go(path);
      await open?.();
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 800 });
        await sign.waitFor();
        // The layout settles a moment after the window has its size: frames and columns measure themselves.
        await page.waitForTimeout(300);
        await takePicture(page, `${name}-${language}-${width}`);
        const { overflow, cut, rawKeys } = await inspectScreen(page);
        expect(rawKeys).toEqual([]);
        expect(overflow, `page wider than ${width} px`).toBeLessThanOrEqual(1);
        expect(cut, `out of sight at ${width} px`).toEqual([]);
        if (width !== 1024) expect(await accessibilityViolations(page), `at ${width} px`).toEqual([]);
      }
    });

    it('is drawn in the language that was asked for, without a complaint', async () => {
      if (!visit) throw new Error('nobody is signed in');
      const { page, t, go, complaints } = visit;
      await page.setViewportSize({ width: 1280, height: 800 });
      await go(INBOX);
      await page.getByRole('heading', { level: 1, name: t('inbox.title') }).waitFor();
      expect(await page.locator('html').getAttribute('lang')).toBe(language);
      expect(complaints.filter((text) => /missing.translation|Uncaught|TypeError/i.test(text))).toEqual([]);
    });
  });
});
