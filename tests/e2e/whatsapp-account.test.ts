import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startMetaSimulator, type MetaSimulator } from '../support/meta-simulator';
import { dataOf } from '../support/api-client';
import { apiOf } from './support/office';
import { openBrowser, signIn, type Visit } from './support/browser';
import { personOf, startDemo, type Demo } from './support/demo';
import { keepPicturesOfFailures } from './support/failure-pictures';
import { inspectScreen, takePicture } from './support/screen-checks';

const ACCOUNTS = '/settings/conversations/accounts';
const SCREENS = [
  { language: 'es', width: 1280 },
  { language: 'en', width: 390 },
  { language: 'en', width: 1280 },
  { language: 'es', width: 390 },
] as const;

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
    await page.reload();
    await about.waitFor();
    expect(await about.inputValue()).toBe('Recambios de coche');
  });

  it.each(SCREENS)('is readable in $language at $width pixels', async ({ language, width }) => {
    const manager = personOf(demo.facts, 'gerencia');
    // What a person has chosen for themselves outweighs what the browser asks for.
    dataOf(await (await apiOf(demo.facts, manager)).put('/admin/users/me', { preferedLanguage: language }));
    const visit = await signIn(browser, demo.facts, manager, {
      language,
      width,
      height: 2600,
    });
    try {
      const pages = {
        list: ACCOUNTS,
        needs: `${ACCOUNTS}/new/whatsapp`,
        form: `${ACCOUNTS}/new/whatsapp/connect`,
        detail,
      };
      for (const [name, path] of Object.entries(pages)) {
        await visit.go(path);
        await visit.page.locator('h1').first().waitFor();
        if (name === 'detail') {
          await visit.page.getByLabel(visit.t('whatsapp.profile.about'), { exact: true }).waitFor();
          await visit.page.getByRole('button', { name: visit.t('whatsapp.check.start') }).click();
          await visit.page.getByText(visit.t('whatsapp.check.open.title')).waitFor();
        }
        await takePicture(visit.page, `whatsapp-${name}-${language}-${width}`);
        expect(await inspectScreen(visit.page), name).toEqual({ overflow: 0, cut: [], rawKeys: [] });
      }
    } finally {
      await visit.context.close();
    }
  });
});
