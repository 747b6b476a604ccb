import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dataOf } from '../support/api-client';
import { META_APP, startMetaSimulator, type MetaSimulator } from '../support/meta-simulator';
import { openBrowser, signIn, type Visit } from './support/browser';
import { personOf, startDemo, type Demo } from './support/demo';
import { keepPicturesOfFailures } from './support/failure-pictures';
import { apiOf } from './support/office';
import { accessibilityViolations, inspectScreen, takePicture } from './support/screen-checks';

const ACCOUNTS = '/settings/conversations/accounts';
const PAGE = `${ACCOUNTS}/new/whatsapp`;

describe('connecting a WhatsApp number in the window of Meta', () => {
  let meta: MetaSimulator;
  let demo: Demo;
  let browser: Browser;
  let manager: Visit;

  beforeAll(async () => {
    meta = await startMetaSimulator();
    Object.assign(process.env, {
      CONVERSATIONS_META_URL: meta.url,
      CONVERSATIONS_META_APP_ID: META_APP.appId,
      CONVERSATIONS_META_APP_SECRET: META_APP.appSecret,
    });
    demo = await startDemo();
    browser = await openBrowser();
    manager = await signIn(browser, demo.facts, personOf(demo.facts, 'gerencia'), { height: 1600 });
    // The stand-in of Meta is somewhere else, as Meta is.
    await manager.context.unrouteAll();
  });
  afterAll(async () => {
    for (const name of ['URL', 'APP_ID', 'APP_SECRET']) delete process.env[`CONVERSATIONS_META_${name}`];
    await browser?.close();
    await demo?.stop();
    await meta?.stop();
  });
  keepPicturesOfFailures(() => ({ manager }));

  /** Opens the window and does this in it. */
  async function inWindow({ page, t, context, go }: Visit, way: string): Promise<void> {
    await go(PAGE);
    await page.getByRole('button', { name: t('signup.prepare') }).click();
    const popup = context.waitForEvent('page');
    await page.getByRole('button', { name: t('signup.open') }).click();
    await (await popup).locator(`button[data-way="${way}"]`).click();
  }
  const unfinished = ({ page, t }: Visit) => page.getByRole('list', { name: t('signup.unfinished') });
  const heading = (page: Page) => page.getByRole('heading', { level: 1 });

  it('comes back connected, and the account is active', async () => {
    const { page, t } = manager;
    await inWindow(manager, 'new-number');
    await page.getByRole('region', { name: t('whatsapp.webhook') }).waitFor();
    expect(await heading(page).textContent()).toContain('Taller');
    await page.getByText(t('account.state.active'), { exact: true }).first().waitFor();
    await takePicture(page, 'whatsapp-signup-connected-es-1280');
  });

  it('keeps one that was left half done, resumes it with what was missing, and removes another', async () => {
    const { page, t, go } = manager;
    await inWindow(manager, 'own-pin');
    const row = unfinished(manager).getByRole('listitem');
    await row.getByText(t('signup.problem.signup-pin-needed')).waitFor();
    await takePicture(page, 'whatsapp-signup-pin-es-1280');
    await row.getByLabel(t('whatsapp.pin'), { exact: true }).fill('987654');
    await row.getByRole('button', { name: t('signup.resume') }).click();
    await page.getByRole('region', { name: t('whatsapp.webhook') }).waitFor();

    await inWindow(manager, 'several-numbers');
    await row.getByText(t('signup.problem.signup-choose-number')).waitFor();
    await row.getByRole('combobox', { name: t('signup.number') }).click();
    await page.getByRole('option').first().click();
    await row.getByRole('button', { name: t('signup.resume') }).click();
    await page.getByRole('region', { name: t('whatsapp.webhook') }).waitFor();

    await inWindow(manager, 'error');
    await row.getByText('Your verified name violates WhatsApp guidelines.').waitFor();
    await page.reload();
    await row.getByRole('button', { name: t('signup.remove') }).click();
    await page
      .getByRole('dialog')
      .or(page.getByRole('alertdialog'))
      .getByRole('button', { name: t('signup.remove') })
      .click();
    await row.waitFor({ state: 'detached' });
    await go(ACCOUNTS);
    await page.getByRole('row').filter({ hasText: 'Taller' }).first().waitFor();
    expect(await page.getByRole('row').filter({ hasText: 'Taller' }).count()).toBe(3);
  });

  it('says what blocks the script of Meta', async () => {
    const { page, t, go } = manager;
    await page.route(`${meta.url}/**`, (route) => route.abort());
    await go(PAGE);
    await page.getByRole('button', { name: t('signup.prepare') }).click();
    await page.getByText(t('signup.blocked', { origin: meta.url })).waitFor();
    await page.unrouteAll();
  });

  it.each(['es', 'en'] as const)('is readable in %s, wide and narrow, and accessible', async (language) => {
    const person = personOf(demo.facts, 'admin');
    dataOf(await (await apiOf(demo.facts, person)).put('/admin/users/me', { preferedLanguage: language }));
    if (language === 'es') await inWindow(manager, 'only-account');
    const visit = await signIn(browser, demo.facts, person, { language, height: 1800 });
    const { page, t, go } = visit;
    try {
      await go(PAGE);
      await unfinished(visit).getByText(t('signup.problem.signup-no-number')).waitFor();
      for (const width of [1280, 390]) {
        await page.setViewportSize({ width, height: 1800 });
        // The layout settles a moment after the window has its size.
        await page.waitForTimeout(300);
        await takePicture(page, `whatsapp-signup-${language}-${width}`);
        expect(await inspectScreen(page)).toEqual({ overflow: 0, cut: [], rawKeys: [] });
        expect(await accessibilityViolations(page)).toEqual([]);
      }
    } finally {
      await visit.context.close();
    }
  });
});
