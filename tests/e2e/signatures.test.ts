import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, signIn, type Visit } from './support/browser';
import { playCustomer } from './support/customer';
import { openCustomerPage } from './support/customer-page';
import { personOf, startDemo, type Demo } from './support/demo';
import { keepPicturesOfFailures } from './support/failure-pictures';
import { choose, INBOX, openConversation, writeReply } from './support/inbox';
import { connectMailbox } from './support/office';

const SUBJECT = 'Pastillas de freno';
/** 3 by 2 pixels. */
const LOGO = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAMAAAACCAIAAAASFvFNAAAAEElEQVR4nGP4z8AAQQxwFgBB0gX7h/C5SAAAAABJRU5ErkJggg==',
  'base64'
);

describe('signatures', () => {
  let demo: Demo;
  let browser: Browser;
  let manager: Visit;
  let carmen: Visit;
  let account: string;
  let folder: string;
  let customer: ReturnType<typeof playCustomer>;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'signatures-e2e-'));
    await writeFile(join(folder, 'logo.png'), LOGO);
    demo = await startDemo();
    account = (await connectMailbox(demo.facts, [personOf(demo.facts, 'carmen')])).id;
    customer = playCustomer(demo.facts, 'c-101');
    browser = await openBrowser();
    manager = await signIn(browser, demo.facts, personOf(demo.facts, 'gerencia'));
    carmen = await signIn(browser, demo.facts, personOf(demo.facts, 'carmen'));
  });
  afterAll(async () => {
    await browser?.close();
    await demo?.stop();
    await rm(folder, { recursive: true, force: true });
  });
  keepPicturesOfFailures(() => ({ manager, carmen }));

  const section = () => manager.page.getByRole('region', { name: manager.t('signature.title'), exact: true });

  it('are written in the settings, with a picture, and previewed on white and dark', async () => {
    const { page, t, go } = manager;
    await go(`/settings/conversations/accounts/${account}`);
    await section().getByText(t('signature.empty.hint')).waitFor();
    await section()
      .getByRole('button', { name: t('signature.add') })
      .click();
    await section()
      .getByRole('textbox', { name: t('signature.name') })
      .fill('Empresa');
    const editor = section().getByRole('textbox', { name: t('signature.content') });
    expect(await editor.innerText()).toContain('{{user_name}}');
    await editor.click();
    await page.keyboard.press('Control+End');
    await page.keyboard.type(' - Atentamente ');
    await choose(section(), t('signature.variable.insert'), t('signature.variable.user_email'));
    await page.locator('input[data-signature-picture]').setInputFiles(join(folder, 'logo.png'));
    await editor.locator('img[data-content-id][src^="data:image/png"]').waitFor();
    for (const ground of ['paper', 'dark'] as const) {
      const frame = page.frameLocator(`iframe[title="${t(`signature.preview.${ground}`)}"]`);
      await frame.getByText('gerencia').first().waitFor();
      await frame.locator('img[src^="data:image/png"]').waitFor();
      // Nothing is known of the job title: no trace of it.
      expect(await frame.locator('body').innerText()).not.toContain('{{');
    }
  });

  it('say in the source view what is taken out, and are saved without it', async () => {
    const { page, t } = manager;
    await section()
      .getByRole('button', { name: t('signature.view.source') })
      .click();
    const source = section().getByRole('textbox', { name: t('signature.view.source') });
    const html = await source.inputValue();
    expect(html).toMatch(/<img [^>]*data-content-id="[a-z0-9]{24}"/);
    expect(html).not.toContain('data:image');
    await source.fill(`${html}<script>alert(1)</script>`);
    await section().getByText(t('signature.removed.title')).waitFor();
    await section()
      .getByRole('checkbox', { name: t('signature.default.account') })
      .click();
    await section()
      .getByRole('button', { name: t('signature.save') })
      .click();
    await page.getByText(t('signature.saved.removed', { parts: '<script>' })).waitFor();
    await section().getByText(t('signature.badge.account')).waitFor();
  });

  it('are shown in the composer with the details of the person, and sent', async () => {
    const { page, t, go } = carmen;
    await customer.write({ subject: SUBJECT, text: '¿Tienen pastillas?' });
    await go(INBOX);
    await openConversation(carmen, SUBJECT);
    const signature = page.getByRole('region', { name: t('composer.signature'), exact: true });
    await signature.getByRole('button', { name: t('profile.open') }).click();
    await page.getByRole('textbox', { name: t('profile.job-title') }).fill('Jefa de ventas');
    await page
      .getByRole('dialog')
      .getByRole('button', { name: t('action.save') })
      .click();
    const frame = signature.frameLocator('iframe');
    await frame.getByText('Jefa de ventas').waitFor();
    await writeReply(carmen, 'Sí, las tenemos.');
    await page.getByRole('button', { name: t('composer.send'), exact: true }).click();
    const mail = await customer.receives('Sí, las tenemos.');
    expect(mail.text).toMatch(/tenemos\.\s+-- \s*\nCarmen Ruiz\nJefa de ventas/);
    expect(mail.html?.split('data-conversations-signature=')).toHaveLength(2);
    expect(mail.attachments.map(({ type }) => type)).toEqual(['image/png']);
  });

  it('reach the customer as they were written, with the picture', async () => {
    const page = await openCustomerPage(browser, demo.facts, 'c-101', SUBJECT);
    const mail = page.frameLocator('article.received iframe').last();
    await mail.getByText('Jefa de ventas').waitFor();
    const lines = (await mail.locator('body').innerText()).split('\n').filter((line) => line.trim() !== '');
    expect(lines.slice(0, 3)).toEqual([
      'Sí, las tenemos.',
      'Carmen Ruiz',
      expect.stringMatching(/^Jefa de ventas/) as unknown,
    ]);
    const logo = mail.locator('img');
    expect(await logo.count()).toBe(1);
    expect(await logo.evaluate((image: HTMLImageElement) => [image.naturalWidth, image.naturalHeight])).toEqual([3, 2]);
    await page.close();
  });

  it('can be left out', async () => {
    const { page, t } = carmen;
    const signature = page.getByRole('region', { name: t('composer.signature'), exact: true });
    await choose(signature, t('composer.signature'), t('composer.signature.none'));
    expect(await signature.locator('iframe').count()).toBe(0);
    await writeReply(carmen, 'Un saludo.');
    await page.getByRole('button', { name: t('composer.send'), exact: true }).click();
    const mail = await customer.receives('Un saludo.');
    expect(mail.text).not.toContain('Carmen Ruiz');
  });

  it('are deleted after a question', async () => {
    const { page, t } = manager;
    await section()
      .getByRole('button', { name: t('action.delete') })
      .click();
    await page
      .getByRole('alertdialog')
      .getByRole('button', { name: t('action.delete') })
      .click();
    await section().getByText(t('signature.empty.hint')).waitFor();
  });
});
