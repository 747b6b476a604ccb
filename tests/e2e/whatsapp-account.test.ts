import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startMetaSimulator, type MetaSimulator } from '../support/meta-simulator';
import { dataOf } from '../support/api-client';
import { apiOf } from './support/office';
import { openBrowser, signIn, type Visit } from './support/browser';
import { personOf, startDemo, type Demo } from './support/demo';
import { keepPicturesOfFailures } from './support/failure-pictures';
import { accessibilityViolations, inspectScreen, takePicture } from './support/screen-checks';

const ACCOUNTS = '/settings/conversations/accounts';
const WIDTHS = [1280, 390];

describe('connecting a WhatsApp number by hand', () => {
  let meta: MetaSimulator;
  let demo: Demo;
  let browser: Browser;
  let admin: Visit;
  let detail: string;

  beforeAll(async () => {
    meta = await startMetaSimulator();
    await meta.control('POST', 'tokens', {
      token: 'EAASimulatedTestToken',
      type: 'USER',
      expiresAt: Date.now() + 24 * 3_600_000,
      scopes: ['whatsapp_business_management', 'whatsapp_business_messaging'],
    });
    process.env['CONVERSATIONS_META_URL'] = meta.url;
    demo = await startDemo();
    browser = await openBrowser();
    admin = await signIn(browser, demo.facts, personOf(demo.facts, 'gerencia'));
  });
  afterAll(async () => {
    delete process.env['CONVERSATIONS_META_URL'];
    await browser?.close();
    await demo?.stop();
    await meta?.stop();
  });
  keepPicturesOfFailures(() => ({ admin }));

  it('asks for five things, checks them before saving, and says what is still to do', async () => {
    const { page, t, go } = admin;
    await go(ACCOUNTS);
    await page.getByRole('link', { name: t('accounts.connect') }).click();
    await page.getByRole('link', { name: t('kind.whatsapp-cloud') }).waitFor();
    await takePicture(page, 'whatsapp-kinds-es-1280');
    await page.getByRole('link', { name: t('kind.whatsapp-cloud') }).click();
    await page.getByRole('link', { name: t('whatsapp.needs.start') }).waitFor();
    await takePicture(page, 'whatsapp-needs-es-1280');
    await page.getByRole('link', { name: t('whatsapp.needs.start') }).click();
    await page.locator('input[name="appId"]').fill(meta.app.appId);
    await page.locator('input[name="appSecret"]').fill(meta.app.appSecret);
    await page.locator('input[name="accessToken"]').fill('EAASimulatedTestToken');
    await page.locator('input[name="wabaId"]').fill(meta.app.wabaId);
    await page.locator('input[name="phoneNumberId"]').fill(meta.app.phoneNumberId);
    await page.getByRole('button', { name: t('whatsapp.check.start') }).click();
    await page.getByText(t('trouble.whatsapp-test-token.message')).waitFor();
    await page.locator('input[name="accessToken"]').fill(meta.app.accessToken);
    await page.getByRole('button', { name: t('whatsapp.check.start') }).click();
    await page.getByText(t('whatsapp.check.open.title')).waitFor();
    await takePicture(page, 'whatsapp-form-es-1280');
    await page.getByRole('button', { name: t('action.save') }).click();
    await page.getByRole('region', { name: t('whatsapp.webhook') }).waitFor();
    detail = new URL(page.url()).pathname.replace(/^\/admin/, '');
  });

  it('subscribes the app, shows the number, and changes its profile', async () => {
    const { page, t } = admin;
    expect(await page.getByRole('region', { name: t('signature.title') }).count()).toBe(0);
    await page.getByRole('button', { name: t('whatsapp.check.start') }).click();
    await page.getByRole('button', { name: t('whatsapp.subscribe') }).click();
    await page.getByText(t('whatsapp.check.open.title')).waitFor();
    await page.getByText('Recambios Demo').waitFor();
    const about = page.getByLabel(t('whatsapp.profile.about'), { exact: true });
    await about.fill('Recambios de coche');
    await page
      .getByRole('region', { name: t('whatsapp.profile') })
      .getByRole('button', { name: t('action.save') })
      .click();
    await page.getByText(t('whatsapp.profile.done')).first().waitFor();
    await page.locator('input[data-picture]').setInputFiles('docs/images/account-es.png');
    const picture = page.getByRole('img', { name: t('whatsapp.picture') });
    await expect.poll(() => picture.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBeGreaterThan(0);
    await page.reload();
    await about.waitFor();
    expect(await about.inputValue()).toBe('Recambios de coche');
  });

  it.each(['es', 'en'] as const)('is readable in %s, wide and narrow, and accessible', async (language) => {
    const manager = personOf(demo.facts, 'gerencia');
    // What a person has chosen for themselves outweighs what the browser asks for.
    dataOf(await (await apiOf(demo.facts, manager)).put('/admin/users/me', { preferedLanguage: language }));
    const visit = await signIn(browser, demo.facts, manager, { language, height: 2600 });
    const { page, t, go } = visit;
    try {
      const pages = {
        list: ACCOUNTS,
        needs: `${ACCOUNTS}/new/whatsapp`,
        form: `${ACCOUNTS}/new/whatsapp/connect`,
        detail,
      };
      for (const [name, path] of Object.entries(pages)) {
        await go(path);
        await page.locator('h1').first().waitFor();
        if (name === 'detail') {
          await page.getByLabel(t('whatsapp.profile.about'), { exact: true }).waitFor();
          await page.getByRole('button', { name: t('whatsapp.check.start') }).click();
          await page.getByText(t('whatsapp.check.open.title')).waitFor();
        }
        for (const width of WIDTHS) {
          await page.setViewportSize({ width, height: 2600 });
          // The layout settles a moment after the window has its size.
          await page.waitForTimeout(300);
          await takePicture(page, `whatsapp-${name}-${language}-${width}`);
          expect(await inspectScreen(page), name).toEqual({ overflow: 0, cut: [], rawKeys: [] });
          expect(await accessibilityViolations(page), name).toEqual([]);
        }
      }
    } finally {
      await visit.context.close();
    }
  });
});
