import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, signIn, type Visit } from './support/browser';
import { personOf, startDemo, type Demo } from './support/demo';
import { keepPicturesOfFailures } from './support/failure-pictures';
import { recordAnswers } from './support/record-answers';

const AGENTS = ['Carmen Ruiz', 'Javier Molina', 'Lucía Ferrer', 'Oliver Smith'];

describe('connecting a mailbox on the settings pages', () => {
  let demo: Demo;
  let browser: Browser;
  let manager: Visit;

  beforeAll(async () => {
    demo = await startDemo();
    browser = await openBrowser();
    manager = await signIn(browser, demo.facts, personOf(demo.facts, 'gerencia'));
  });
  afterAll(async () => {
    await browser?.close();
    await demo?.stop();
  });
  keepPicturesOfFailures(() => ({ manager }));

  const section = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
  const steps = (page: Page) => section(page, manager.t('test.title')).locator('li[data-status]');
  const statuses = (page: Page) =>
    steps(page).evaluateAll((items) => items.map((item) => item.getAttribute('data-status')));

  it('begins with an empty list that says what to do', async () => {
    const { page, t, go } = manager;
    await go('/settings');
    await page.getByRole('link', { name: t('settings.accounts.link'), exact: true }).click();
    await page.getByRole('heading', { name: t('accounts.empty.title') }).waitFor();
    expect(await page.getByText(t('accounts.empty.hint')).isVisible()).toBe(true);
    await page.getByRole('link', { name: t('accounts.connect') }).click();
    await page.getByRole('link', { name: t('kind.imap') }).click();
    await page.getByRole('heading', { name: t('form.new.title') }).waitFor();
  });

  it('says in words that the password is wrong, and which step failed', async () => {
    const { page, t } = manager;
    const { imap, smtp } = demo.facts;
    const field = (name: string) => page.getByRole('textbox', { name });
    await field(t('account.address')).fill(imap.user);
    // Nobody knows this domain, so a guess is offered and not filled in.
    await page.getByRole('button', { name: t('suggestion.use-guess') }).waitFor();
    await field(t('form.sender-name')).fill('Recambios Levante');
    await page.getByRole('textbox', { name: t('account.name'), exact: true }).fill('Ventas');
    for (const [protocol, server] of [
      ['imap', imap],
      ['smtp', smtp],
    ] as const) {
      const part = section(page, t(`form.${protocol}`));
      await part.getByRole('textbox', { name: t(`form.${protocol}.host`) }).fill(server.host);
      await part.getByRole('combobox', { name: t('form.security') }).click();
      await page.getByRole('option', { name: t('form.security.none') }).click();
      await part.getByLabel(t('form.port')).fill(String(server.port));
    }
    await field(t('form.username')).fill(imap.user);
    await page.locator('input[name="password"]').fill('not-the-password');
    await section(page, t('test.title'))
      .getByRole('button', { name: t('test.start') })
      .click();

    await page.getByText(t('test.failed.title')).waitFor();
    expect(await statuses(page)).toContain('failed');
    const failed = steps(page).and(page.locator('[data-status="failed"]')).first();
    expect(await failed.innerText()).toContain(t('test.step.login'));
    expect(await failed.innerText()).toContain(t('trouble.login-refused.message'));
    expect(await failed.innerText()).toContain(t('trouble.login-refused.action'));
  });

  it('shows every step done with the right password', async () => {
    const { page, t } = manager;
    await page.locator('input[name="password"]').fill(demo.facts.imap.password);
    await page.getByText(t('test.changed')).waitFor();
    await section(page, t('test.title'))
      .getByRole('button', { name: t('test.start') })
      .click();
    await page.getByText(t('test.passed.title')).waitFor();
    const shown = await steps(page).allInnerTexts();
    for (const target of ['imap', 'smtp'] as const) {
      for (const step of ['resolve', 'connect', 'login'] as const) {
        const label = `${t(`test.target.${target}`)}: ${t(`test.step.${step}`)} (${t('test.status.ok')})`;
        expect(shown.some((text) => text.includes(label))).toBe(true);
      }
    }
    expect(shown.some((text) => text.includes(t('test.step.folders')))).toBe(true);
    expect(await statuses(page)).not.toContain('failed');
  });

  it('saves without asking again, and the account becomes active', async () => {
    const { page, t } = manager;
    await section(page, t('authorised.section'))
      .getByRole('combobox', { name: t('authorised.title') })
      .click();
    for (const name of AGENTS) await page.getByRole('option', { name, exact: true }).click();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: t('action.save'), exact: true }).click();
    await page.getByRole('heading', { name: t('health.title') }).waitFor();
    await section(page, t('health.title')).getByText(t('account.state.active'), { exact: true }).waitFor();
    const authorised = section(page, t('authorised.section'));
    for (const name of AGENTS) await authorised.getByRole('listitem').filter({ hasText: name }).first().waitFor();
    await authorised
      .getByText(t('authorised.added-by', { name: 'Marcos Llopis' }))
      .first()
      .waitFor();
  });

  it('lists it as active, without the password anywhere', async () => {
    const { page, t, go } = manager;
    const record = await recordAnswers(page);
    await go('/settings/conversations/accounts');
    const row = page.getByRole('row').filter({ hasText: demo.facts.imap.user });
    await row.getByText(t('account.state.active'), { exact: true }).waitFor();
    await row.getByRole('button', { name: t('accounts.edit', { name: 'Ventas' }) }).click();
    await page.getByRole('heading', { name: 'Ventas' }).waitFor();
    await page.getByText(t('form.password.stored').split('{')[0] ?? '').waitFor();
    expect(await page.locator('input[name="password"]').inputValue()).toBe('');
    expect(record.answers.length).toBeGreaterThan(0);
    expect(record.answers.join()).not.toContain(demo.facts.imap.password);
    await record.stop();
  });

  it('asks before it saves what was not tested', async () => {
    const { page, t } = manager;
    await section(page, t('form.imap')).getByLabel(t('form.port')).fill('143');
    await page.locator('input[name="password"]').fill(demo.facts.imap.password);
    await page.getByRole('button', { name: t('action.save'), exact: true }).click();
    const dialog = page.getByRole('alertdialog');
    await dialog.getByText(t('form.untested.title')).waitFor();
    await dialog.getByRole('button', { name: t('action.back') }).click();
    await dialog.waitFor({ state: 'hidden' });
  });
});
