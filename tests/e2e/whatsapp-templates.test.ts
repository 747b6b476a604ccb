import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, signIn, type Visit } from './support/browser';
import { personOf, startDemo, type Demo } from './support/demo';
import { keepPicturesOfFailures } from './support/failure-pictures';
import { INBOX, messages, reading, rowOf } from './support/inbox';
import { accessibilityViolations, takePicture } from './support/screen-checks';

const TEMPLATES = '/settings/conversations/templates';
const NAME = 'Presupuesto listo';
const LATE = 'Nuria Late';
const PHONE = '34600555666';
const DAY = 24 * 3_600_000;

describe('a template that Meta approves', () => {
  let demo: Demo;
  let browser: Browser;
  let admin: Visit;
  let agent: Visit;

  const control = async (action: string, body: object) => {
    const answer = await fetch(`${demo.facts.simulators.meta.url}/_control/${action}`, {
      method: 'POST',
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${action}: ${answer.status}`);
  };

  beforeAll(async () => {
    demo = await startDemo({ seed: true });
    await control('people', { name: LATE, phone: PHONE });
    await control('say', { person: PHONE, text: '¿Está ya mi presupuesto?', at: Date.now() - 2 * DAY });
    await control('template-reviews', { afterMs: 500, verdict: 'reject', reason: 'PROMOTIONAL' });
    browser = await openBrowser();
    admin = await signIn(browser, demo.facts, personOf(demo.facts, 'admin'), { height: 1000 });
    agent = await signIn(browser, demo.facts, personOf(demo.facts, 'carmen'), { height: 1000 });
  });
  afterAll(async () => {
    await browser?.close();
    await demo?.stop();
  });
  keepPicturesOfFailures(() => ({ admin, agent }));

  const body = () => admin.page.getByRole('textbox', { name: admin.t('templates.body') });
  const stateOf = (state: string) => admin.page.locator(`[data-approval="${state}"]`);
  const submit = () => admin.page.getByRole('button', { name: admin.t('templates.save-and-submit') }).click();

  it('is written with what Meta would reject marked, and submitted', async () => {
    const { page, t } = admin;
    await admin.go(`${TEMPLATES}/new/whatsapp`);
    await page.getByLabel(t('templates.name')).fill(NAME);
    await page.getByRole('checkbox', { name: t('templates.use-type.window') }).click();
    await page.getByRole('checkbox', { name: t('templates.use-type.reply') }).click();
    await body().fill('{{customer_name}} hola');
    await page.locator('[data-rule="variable-at-start"]').getByText('{{customer_name}}').waitFor();
    await page.getByLabel(t('templates.footer')).fill('Recambios {{company_name}}');
    await page.locator('[data-rule="variable-not-allowed"]').waitFor();
    await takePicture(page, 'template-lint-es-1280');
    await body().fill(
      'Hola {{customer_name | "cliente"}}, su presupuesto {{quote_number}} ya está listo. Oferta: 10 %.'
    );
    await page.getByLabel(t('templates.footer')).fill('Recambios Martín');
    await page.getByLabel(t('templates.header')).fill('Presupuesto {{quote_number}}');
    await page.getByRole('button', { name: t('templates.button.quick-reply'), exact: true }).click();
    await page.getByRole('textbox', { name: t('templates.button.quick-reply') }).fill('Llámenme');
    await page.locator('[data-findings]').waitFor({ state: 'detached' });
    expect(await accessibilityViolations(page)).toEqual([]);
    await takePicture(page, 'template-approved-form-es-1280');
    await submit();
    await page.getByRole('heading', { level: 1, name: NAME }).waitFor();
  });

  it('is rejected with the reason, mended and approved, without a reload', async () => {
    const { page, t } = admin;
    await stateOf('rejected').getByText(t('templates.reason.PROMOTIONAL')).waitFor();
    await takePicture(page, 'template-rejected-es-1280');
    await control('template-reviews', { afterMs: 500 });
    await body().fill(
      'Hola {{customer_name | "cliente"}}, su presupuesto {{quote_number}} ya está listo. Le esperamos.'
    );
    await submit();
    await stateOf('approved').waitFor();
    // Strapi's own colour of a button under the mouse.
    await page.mouse.move(5, 5);
    expect(await accessibilityViolations(page)).toEqual([]);
    await takePicture(page, 'template-approved-es-1280');
    await admin.go(TEMPLATES);
    await page.getByRole('row').filter({ hasText: NAME }).getByText(t('templates.state.approved')).waitFor();
    await takePicture(page, 'templates-states-es-1280');
  });

  it('is what can be sent when the 24 hours are over', async () => {
    const { page, t } = agent;
    await agent.go(INBOX);
    await rowOf(page, LATE).click();
    await reading(agent).getByRole('heading', { level: 2, name: LATE }).waitFor();
    const list = page.locator('[data-window-templates]');
    await list.getByRole('button', { name: NAME }).waitFor();
    await page.mouse.move(5, 5);
    expect(await accessibilityViolations(page)).toEqual([]);
    await takePicture(page, 'window-templates-es-1280');
    await list.getByRole('button', { name: NAME }).click();
    await page.getByLabel(t('template.variable.quote_number')).fill('P-2041');
    await takePicture(page, 'window-template-values-es-1280');
    await page.getByRole('button', { name: t('whatsapp.templates.send') }).click();
    const bubble = messages(page).filter({ hasText: `Hola ${LATE}, su presupuesto P-2041 ya está listo.` });
    await bubble.getByText('Llámenme').waitFor();
    await bubble.and(page.locator('[data-status="delivered"]')).waitFor();
    await takePicture(page, 'window-template-sent-es-1280');
  });

  it('is not offered while Meta has paused it, and says so', async () => {
    const { page, t } = agent;
    await control('templates/presupuesto_listo', { status: 'PAUSED', description: 'Paused for 3 hours.' });
    await admin.page.getByRole('row').filter({ hasText: NAME }).getByText(admin.t('templates.state.paused')).waitFor();
    await page.reload();
    await page.locator('[data-hidden-templates]').click();
    await page.getByText(`${NAME} (es): ${t('templates.state.paused')}`).waitFor();
    await takePicture(page, 'window-templates-paused-es-1280');
    await control('say', { person: PHONE, text: 'Gracias, mañana voy.' });
    await page.getByRole('textbox', { name: t('composer.text.reply') }).waitFor();
    expect(await page.locator('[data-window-templates]').count()).toBe(0);
  });
});
