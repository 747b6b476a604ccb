import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, signIn, type Visit } from './support/browser';
import { playCustomer } from './support/customer';
import { personOf, startDemo, type Demo } from './support/demo';
import { keepPicturesOfFailures } from './support/failure-pictures';
import { choose, INBOX, openConversation, rowOf } from './support/inbox';
import { dataOf } from '../support/api-client';
import { apiOf, connectMailbox } from './support/office';
import { accessibilityViolations, inspectScreen, takePicture } from './support/screen-checks';

const OFFER = 'Presupuésto del embrague';
const OTHER = 'Horario del lunes';

describe('finding a conversation', () => {
  let demo: Demo;
  let browser: Browser;
  let carmen: Visit;

  beforeAll(async () => {
    demo = await startDemo();
    await connectMailbox(demo.facts, [personOf(demo.facts, 'carmen')]);
    const customer = playCustomer(demo.facts, 'c-101');
    await customer.write({ subject: OFFER, text: 'Quedo a la espera de su <b>precio</b>.' });
    await customer.write({ subject: OTHER, text: '¿Abren por la tarde?' });
    browser = await openBrowser();
    carmen = await signIn(browser, demo.facts, personOf(demo.facts, 'carmen'));
    await carmen.page.getByRole('link', { name: carmen.t('menu.inbox') }).click();
    for (const subject of [OFFER, OTHER]) await rowOf(carmen.page, subject).waitFor();
  });
  afterAll(async () => {
    await browser?.close();
    await demo?.stop();
  });
  keepPicturesOfFailures(() => ({ carmen }));

  it('searches while one types, whatever the accents, and keeps it in the address', async () => {
    const { page, t } = carmen;
    const box = page.getByLabel(t('inbox.search.label'));
    await box.pressSequentially('presup');
    await rowOf(page, OTHER).waitFor({ state: 'detached' });
    expect(await rowOf(page, OFFER).locator('mark').first().innerText()).toBe('Presupuésto');
    expect(new URL(page.url()).search).toContain('q=presup');
    await page.reload();
    await rowOf(page, OFFER).locator('mark').first().waitFor();
    expect(await rowOf(page, OTHER).count()).toBe(0);
  });

  it('finds by the number of a quote what its customer wrote, although nobody named it', async () => {
    const { page, t } = carmen;
    await page.getByLabel(t('inbox.search.label')).fill('p-2041');
    for (const subject of [OFFER, OTHER]) {
      const match = rowOf(page, subject).locator('[data-match="quote"]');
      await match.getByText('P-2041').waitFor();
    }
    await takePicture(page, 'search-quote-es-1280');
    await page.getByLabel(t('inbox.search.label')).fill('p-204');
    await page.getByRole('heading', { name: t('inbox.no-match.title') }).waitFor();
  });

  it('marks words in a text that looks like HTML without making it any', async () => {
    const { page, t } = carmen;
    await page.getByLabel(t('inbox.search.label')).fill('precio espera');
    await expect.poll(() => rowOf(page, OFFER).locator('mark').allInnerTexts()).toEqual(['espera', 'precio']);
    expect(await rowOf(page, OFFER).locator('b').count()).toBe(0);
    await page.getByLabel(t('inbox.search.label')).press('Escape');
    await rowOf(page, OTHER).waitFor();
    expect(new URL(page.url()).search).not.toContain('q=');
  });

  it('shows what waits for us, and nothing where nothing failed', async () => {
    const { page, t } = carmen;
    await page.goto(new URL(`/admin${INBOX}`, page.url()).href);
    await page.getByRole('button', { name: t('inbox.chips.waiting'), exact: true }).click();
    await rowOf(page, OFFER).waitFor();
    expect(new URL(page.url()).search).toContain('waiting=true');
    await page.getByRole('button', { name: t('inbox.chips.failed'), exact: true }).click();
    await page.getByText(t('inbox.no-match.title')).waitFor();
    await page
      .getByRole('button', { name: t('inbox.filters.clear') })
      .first()
      .click();
    await rowOf(page, OTHER).waitFor();
  });

  it('narrows by day, says which filters are on, and takes them off one by one', async () => {
    const { page, t } = carmen;
    const filters = page.getByRole('button', { name: t('inbox.filter.more'), exact: true });
    await filters.click();
    await page.getByLabel(t('inbox.filter.to')).fill('2020-02-01');
    await page.getByRole('heading', { name: t('inbox.no-match.title') }).waitFor();
    await page.getByLabel(t('inbox.filter.to')).fill('2099-02-01');
    await rowOf(page, OFFER).waitFor();
    await choose(page.getByRole('dialog'), t('inbox.sort'), t('inbox.sort.waiting'));
    await page.keyboard.press('Escape');
    expect(Object.fromEntries(new URL(page.url()).searchParams)).toEqual({ to: '2099-02-01', sort: 'waiting' });
    const active = page.getByRole('group', { name: t('inbox.active.label') });
    await active.getByRole('button', { name: t('inbox.active.remove', { name: t('inbox.sort.waiting') }) }).click();
    expect(Object.fromEntries(new URL(page.url()).searchParams)).toEqual({ to: '2099-02-01' });
    await active.getByRole('button', { name: t('inbox.filters.clear') }).click();
    await active.waitFor({ state: 'detached' });
    expect(new URL(page.url()).search).toBe('');
  });

  it('leads from a conversation to all of its customer', async () => {
    const { page, t } = carmen;
    await openConversation(carmen, OFFER);
    await page.getByRole('link', { name: t('conversation.customer.all') }).click();
    await page
      .getByRole('group', { name: t('inbox.active.label') })
      .getByText(t('inbox.active.customer'))
      .waitFor();
    for (const subject of [OFFER, OTHER]) await rowOf(page, subject).waitFor();
    expect(new URL(page.url()).searchParams.get('customer')).toMatch(/^[a-z0-9]{24}$/);
    await page
      .getByRole('button', { name: t('inbox.filters.clear') })
      .first()
      .click();
  });

  it('keeps a view under a name, counts it, and lets it be renamed and deleted', async () => {
    const { page, t } = carmen;
    const views = page.getByRole('group', { name: t('views.label') });
    await page.getByLabel(t('inbox.search.label')).fill('embrague');
    await rowOf(page, OTHER).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: t('inbox.chips.waiting'), exact: true }).click();
    await page.getByRole('button', { name: t('views.save') }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: t('action.save') }).click();
    await dialog.getByText(t('views.name.required')).waitFor();
    await dialog.getByLabel(t('views.name')).fill('Embragues');
    await dialog.getByRole('button', { name: t('action.save') }).click();
    const view = views.getByRole('button', { name: 'Embragues (1)' });
    await view.waitFor();
    expect(await view.getAttribute('aria-pressed')).toBe('true');
    await takePicture(page, 'find-view-es');

    await view.click();
    await rowOf(page, OTHER).waitFor();
    await page.reload();
    await view.click();
    await rowOf(page, OTHER).waitFor({ state: 'detached' });
    expect(new URL(page.url()).searchParams.get('q')).toBe('embrague');

    await page.getByRole('button', { name: t('views.rename'), exact: true }).click();
    await dialog.getByLabel(t('views.name')).fill('Kits');
    await dialog.getByRole('button', { name: t('action.save') }).click();
    await views.getByRole('button', { name: 'Kits (1)' }).waitFor();
    await page.getByRole('button', { name: t('views.delete'), exact: true }).click();
    await page
      .getByRole('alertdialog')
      .getByRole('button', { name: t('action.delete') })
      .click();
    await views.getByRole('button', { name: /Kits/ }).waitFor({ state: 'detached' });
    await page
      .getByRole('button', { name: t('inbox.filters.clear') })
      .first()
      .click();
    await rowOf(page, OTHER).waitFor();
  });

  it.each([
    ['en', 1280],
    ['es', 390],
  ] as const)('is accessible in %s at %i pixels, with its controls open', async (language, width) => {
    const api = await apiOf(demo.facts, personOf(demo.facts, 'carmen'));
    dataOf(await api.put('/admin/users/me', { preferedLanguage: language }));
    const visit = await signIn(browser, demo.facts, personOf(demo.facts, 'carmen'), { language, width, height: 900 });
    const { page, t } = visit;
    await visit.go(`${INBOX}?to=2099-02-01&waiting=true`);
    await rowOf(page, OFFER).waitFor();
    await takePicture(page, `find-list-${language}-${width}`);
    expect(await accessibilityViolations(page)).toEqual([]);
    expect(await inspectScreen(page)).toEqual({ overflow: 0, cut: [], rawKeys: [] });
    await page.getByRole('button', { name: t('inbox.filter.more.count', { count: '1' }) }).click();
    await page.getByLabel(t('inbox.filter.from')).waitFor();
    await takePicture(page, `find-filters-${language}-${width}`);
    expect(visit.complaints).toEqual([]);
    await visit.context.close();
  });
});
