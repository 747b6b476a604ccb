import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, signIn, type Visit } from './support/browser';
import { playCustomer } from './support/customer';
import { personOf, startDemo, type Demo } from './support/demo';
import { keepPicturesOfFailures } from './support/failure-pictures';
import { INBOX, openConversation, rowOf } from './support/inbox';
import { connectMailbox } from './support/office';
import { accessibilityViolations, takePicture } from './support/screen-checks';

const BRAKES = 'Pastillas para una Berlingo';
const TEMPLATES = '/settings/conversations/templates';
const NAME = 'Plazo de entrega';

describe('templates', () => {
  let demo: Demo;
  let browser: Browser;
  let admin: Visit;
  let carmen: Visit;
  let customer: ReturnType<typeof playCustomer>;

  beforeAll(async () => {
    demo = await startDemo();
    await connectMailbox(demo.facts, [personOf(demo.facts, 'carmen')]);
    customer = playCustomer(demo.facts, 'c-101');
    await customer.write({ subject: BRAKES, text: '¿Cuándo llegan?' });
    browser = await openBrowser();
    admin = await signIn(browser, demo.facts, personOf(demo.facts, 'admin'));
    carmen = await signIn(browser, demo.facts, personOf(demo.facts, 'carmen'));
    await carmen.go(INBOX);
    await rowOf(carmen.page, BRAKES).waitFor();
  });
  afterAll(async () => {
    await browser?.close();
    await demo?.stop();
  });
  keepPicturesOfFailures(() => ({ admin, carmen }));

  it('are written in the settings, with variables that exist', async () => {
    const { page, t } = admin;
    await admin.go(TEMPLATES);
    await page.getByRole('heading', { name: t('templates.empty.title') }).waitFor();
    await page.getByRole('link', { name: t('templates.new.email') }).click();
    await page.getByRole('button', { name: t('action.save') }).click();
    await page.getByText(t('form.problem.required')).first().waitFor();
    await page.getByLabel(t('templates.name')).fill(NAME);
    const body = page.getByRole('textbox', { name: t('templates.body') });
    await body.click();
    await page.keyboard.type('Hola {{custmer_name}}: ');
    await page.getByText(t('templates.unknown.title')).waitFor();
    await takePicture(page, 'template-unknown-es-1280');
    await page.getByRole('button', { name: t('action.save') }).click();
    await page.keyboard.press('Escape');
    await body.click();
    await page.keyboard.press('Control+A');
    await page.keyboard.type('Hola ');
    await page.getByRole('button', { name: t('templates.variable.insert') }).click();
    await page.getByRole('button', { name: t('template.variable.customer_name'), exact: true }).click();
    await body.getByText('{{customer_name}}').waitFor();
    await page.keyboard.type(', el presupuesto {{quote_number}} llega en dos días.');
    const preview = page.locator('iframe').first().contentFrame();
    await preview.getByText('Hola Talleres Martínez, el presupuesto {{quote_number}}').waitFor();
    await takePicture(page, 'template-form-es-1280');
    expect(await accessibilityViolations(page)).toEqual([]);
    await page.getByRole('button', { name: t('action.save') }).click();
    await page.getByRole('heading', { level: 1, name: NAME }).waitFor();
    await admin.go(TEMPLATES);
    await page.getByRole('row').filter({ hasText: NAME }).waitFor();
    await takePicture(page, 'templates-list-es-1280');
  });

  it('go into an answer by a slash, with what is missing asked for, and are counted', async () => {
    const { page, t } = carmen;
    await openConversation(carmen, BRAKES);
    const editor = page.getByRole('textbox', { name: t('composer.text.reply') });
    await editor.click();
    await page.keyboard.press('/');
    const picker = page.locator('[data-template-picker]');
    await picker.getByRole('button', { name: NAME }).waitFor();
    await page.keyboard.type('entrega');
    await page.waitForTimeout(400);
    await takePicture(page, 'template-picker-es-1280');
    await page.keyboard.press('Enter');
    await page.getByLabel(t('template.variable.quote_number')).fill('P-2041');
    await page.waitForTimeout(400);
    await takePicture(page, 'template-missing-es-1280');
    await page.keyboard.press('Enter');
    await editor.getByText('el presupuesto P-2041 llega en dos días.').waitFor();
    // While the list still fades away, as one who goes on writing does.
    await page.keyboard.type(' Un saludo.', { delay: 40 });
    await page.getByRole('button', { name: t('composer.send'), exact: true }).click();
    const { text } = await customer.receives('P-2041');
    expect(text.replace(/\s+/g, ' ')).toContain(
      'Hola Talleres Martínez e Hijos, S.L., el presupuesto P-2041 llega en dos días. Un saludo.'
    );
    await admin.page.reload();
    await admin.page.getByRole('row').filter({ hasText: NAME }).getByText('1 vez').waitFor();
  });

  it('leave the choices by the archive, and come back from it', async () => {
    const { page, t } = admin;
    await page.getByRole('link', { name: NAME }).click();
    await page.getByRole('button', { name: t('templates.archive') }).click();
    await page.getByRole('button', { name: t('templates.restore') }).waitFor();
    await carmen.page.getByRole('button', { name: t('template.insert') }).click();
    await carmen.page.locator('[data-template-picker]').getByText(t('template.none')).waitFor();
    await carmen.page.keyboard.press('Escape');
    await admin.go(TEMPLATES);
    await page.getByRole('heading', { name: t('templates.no-match.title') }).waitFor();
    await page.getByRole('button', { name: t('templates.archived') }).click();
    await page.getByRole('link', { name: NAME }).click();
    await page.getByRole('button', { name: t('templates.restore') }).click();
    await page.getByRole('button', { name: t('templates.archive') }).waitFor();
  });
});
