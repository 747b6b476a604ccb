import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../support/until';
import { openBrowser, signIn, type Visit } from './support/browser';
import { playCustomer } from './support/customer';
import { personOf, startDemo, type Demo } from './support/demo';
import { keepPicturesOfFailures } from './support/failure-pictures';
import { INBOX, openConversation, rowOf, writeReply } from './support/inbox';
import { connectMailbox } from './support/office';

const SUBJECT = 'Correa de servicio';
const PICTURES = process.env['E2E_PICTURES'];

describe('drafts, and mails that go on', () => {
  let demo: Demo;
  let browser: Browser;
  let office: Visit;
  let home: Visit;
  let customer: ReturnType<typeof playCustomer>;
  const editor = ({ page, t }: Visit) => page.getByRole('textbox', { name: t('composer.text.reply') });
  const button = ({ page }: Visit, name: string) => page.getByRole('button', { name, exact: true });
  const saved = ({ page, t }: Visit) => page.getByText(t('draft.saved')).waitFor();
  const open = async (visit: Visit) => {
    await visit.go(INBOX);
    await openConversation(visit, SUBJECT);
  };
  const picture = async ({ page }: Visit, name: string) => {
    if (PICTURES) await page.screenshot({ path: `${PICTURES}/${name}.png` });
  };

  beforeAll(async () => {
    demo = await startDemo();
    await connectMailbox(demo.facts, [personOf(demo.facts, 'carmen')]);
    customer = playCustomer(demo.facts, 'c-101');
    browser = await openBrowser();
    office = await signIn(browser, demo.facts, personOf(demo.facts, 'carmen'));
    home = await signIn(browser, demo.facts, personOf(demo.facts, 'carmen'), { width: 390, height: 844 });
    const content = Buffer.from('10 x 20').toString('base64');
    await customer.write({
      subject: SUBJECT,
      text: '¿Tienen esta correa?',
      attachments: [
        { name: 'medidas.txt', type: 'text/plain', content },
        { name: 'interno.txt', type: 'text/plain', content },
      ],
    });
  });
  afterAll(async () => {
    await browser?.close();
    await demo?.stop();
  });
  keepPicturesOfFailures(() => ({ office, home }));

  it('are there again after a reload, and in another browser', async () => {
    await open(office);
    await writeReply(office, 'Sí, la tenemos');
    await saved(office);
    await picture(office, 'draft-saved-1280');
    await office.page.reload();
    await editor(office).getByText('Sí, la tenemos').waitFor();
    await home.go(INBOX);
    await rowOf(home.page, SUBJECT).getByText(home.t('inbox.row.draft')).waitFor();
    await picture(home, 'list-390');
    await openConversation(home, SUBJECT);
    await editor(home).getByText('Sí, la tenemos').waitFor();
    await picture(home, 'draft-390');
  });

  it('are not overwritten by another window', async () => {
    const { page, t } = office;
    await editor(home).click();
    await home.page.keyboard.press('Control+End');
    await home.page.keyboard.type(', en casa');
    await saved(home);
    await editor(office).click();
    await page.keyboard.press('Control+End');
    await page.keyboard.type(', en la oficina');
    await page.getByText(t('draft.conflict.title')).waitFor();
    await page.locator('blockquote').getByText('Sí, la tenemos, en casa').waitFor();
    // Sending waits for a choice, and says so.
    await button(office, t('composer.send')).click();
    await page.getByText(t('composer.problem.conflict')).waitFor();
    await picture(office, 'conflict-1280');
    await button(office, t('draft.conflict.both')).click();
    await saved(office);
    const both = await editor(office).innerText();
    expect(both.replace(/\s+/g, ' ').trim()).toBe('Sí, la tenemos, en casa Sí, la tenemos, en la oficina');
    await editor(home).click();
    await home.page.keyboard.press('Control+End');
    await home.page.keyboard.type(' también');
    await home.page.getByText(home.t('draft.conflict.title')).waitFor();
    await picture(home, 'conflict-390');
    await button(home, home.t('draft.conflict.mine')).click();
    await saved(home);
    await editor(office).click();
    await page.keyboard.press('Control+End');
    await page.keyboard.type('!');
    await page.getByText(t('draft.conflict.title')).waitFor();
    await button(office, t('draft.conflict.other')).click();
    await editor(office).getByText('Sí, la tenemos, en casa también').waitFor();
  });

  it('stay in the tab while the server cannot be reached, and are saved when it is back', async () => {
    const { page, t } = office;
    await page.route('**/draft', (route) => (route.request().method() === 'PUT' ? route.abort() : route.continue()));
    await editor(office).click();
    await page.keyboard.press('Control+End');
    await page.keyboard.type('. Mañana.');
    await page.getByText(t('draft.failed', { reason: '' }).slice(0, 12)).waitFor();
    await picture(office, 'failed-1280');
    await page.unroute('**/draft');
    await saved(office);
  });

  it('go with what was sent, everywhere', async () => {
    await button(office, office.t('composer.send')).click();
    const mail = await customer.receives('Sí, la tenemos, en casa también. Mañana.');
    expect(mail.subject).toBe(`Re: ${SUBJECT}`);
    await open(home);
    await home.page.locator('article[data-message]').nth(1).waitFor();
    await home.page.getByRole('button', { name: home.t('composer.open') }).click();
    expect((await editor(home).innerText()).trim()).toBe('');
    await office.go(INBOX);
    await rowOf(office.page, SUBJECT).waitFor();
    expect(await rowOf(office.page, SUBJECT).getByText(office.t('inbox.row.draft')).count()).toBe(0);
  });

  it('pass a mail on with its file, to somebody who is suggested, and to somebody nobody sees', async () => {
    const { page, t } = office;
    const other = playCustomer(demo.facts, 'c-102');
    await other.write({ subject: 'Otra cosa', text: 'Hola' });
    await rowOf(page, 'Otra cosa').waitFor();
    const { address } = (await other.mails())[0]!.from;
    await open(office);
    await page
      .locator('article[data-message]')
      .first()
      .getByRole('button', { name: t('message.forward') })
      .click();
    const to = page.getByRole('combobox', { name: t('composer.to') });
    await to.fill(address.slice(0, 5));
    await page.getByRole('option').filter({ hasText: address }).waitFor();
    await picture(office, 'forward-1280');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: t('composer.add-copies') }).click();
    const copies = page.getByRole('combobox', { name: t('composer.cc'), exact: true });
    await copies.evaluate((field) => {
      const data = new DataTransfer();
      data.setData('text/plain', '"Pérez, Ana" <ana@taller.test>, eva@taller.test; nadie');
      field.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
    });
    await page.getByText('Pérez, Ana <ana@taller.test>').waitFor();
    await page.getByText(t('composer.wrong-address', { addresses: '“nadie”' })).waitFor();
    await page.getByRole('checkbox', { name: 'interno.txt' }).uncheck();
    await button(office, t('composer.send')).click();
    await page.getByText(t('composer.problem.address')).waitFor();
    await picture(office, 'forward-copies-1280');
    await home.page.reload();
    await home.page.getByText('Pérez, Ana <ana@taller.test>').waitFor();
    expect(await home.page.getByRole('checkbox', { name: 'interno.txt' }).isChecked()).toBe(false);
    await picture(home, 'forward-copies-390');
    await home.go(INBOX);
    await button(office, t('composer.correct-address', { address: 'nadie' })).click();
    expect(await copies.inputValue()).toBe('nadie');
    await copies.fill('');
    for (const address of ['ana@taller.test', 'eva@taller.test'])
      await button(office, t('composer.remove-address', { address })).click();
    await button(office, t('composer.send')).click();
    const mail = await other.receives('¿Tienen esta correa?');
    expect(mail.subject).toBe(`Fwd: ${SUBJECT}`);
    expect(mail.attachments.map(({ name }) => name)).toEqual(['medidas.txt']);
  });

  it('keep the last words of a page that is closed while it saves, and go with a page that empties them', async () => {
    await open(office);
    const begun = office.page.waitForRequest(
      (request) => request.method() === 'PUT' && request.url().endsWith('/draft')
    );
    await writeReply(office, 'Última');
    await begun;
    await office.page.keyboard.type(' palabra');
    await office.page.goto('about:blank');
    await open(home);
    await editor(home).getByText('Última palabra').waitFor();
    // What the closed page sent last may come twice, and is newer than what this one has read.
    await home.page.waitForTimeout(2_000);
    await home.page.reload();
    await editor(home).getByText('Última palabra').waitFor();
    await editor(home).click();
    await home.page.keyboard.press('Control+A');
    await home.page.keyboard.press('Delete');
    await home.page.goto('about:blank');
    await until('the draft to be gone', async () => {
      await home.go(INBOX);
      await rowOf(home.page, SUBJECT).waitFor();
      return (await rowOf(home.page, SUBJECT).getByText(home.t('inbox.row.draft')).count()) === 0;
    });
    await open(office);
  });

  it('answer the mail that was chosen, by the keyboard, and lead back to the newest', async () => {
    const { page, t } = office;
    const first = page
      .locator('article[data-message]')
      .first()
      .getByRole('button', { name: t('message.reply') });
    await first.focus();
    await page.keyboard.press('Enter');
    const leave = button(office, t('composer.answered.leave'));
    await leave.waitFor();
    await picture(office, 'answered-1280');
    await leave.click();
    await leave.waitFor({ state: 'detached' });
    await first.click();
    await writeReply(office, 'A la primera');
    await button(office, t('composer.send')).click();
    const mail = await customer.receives('A la primera');
    const question = (await customer.mails()).find(({ text }) => text.includes('¿Tienen esta correa?'));
    expect(mail.inReplyTo).toBe(question?.messageId);
    await leave.waitFor({ state: 'detached' });
  });

  it('are thrown away after a question', async () => {
    const { page, t } = office;
    await writeReply(office, 'Mejor no');
    await saved(office);
    await button(office, t('draft.discard')).click();
    await picture(office, 'discard-1280');
    await page
      .getByRole('alertdialog')
      .getByRole('button', { name: t('draft.discard') })
      .click();
    await page.reload();
    await page.getByRole('heading', { level: 2, name: SUBJECT }).waitFor();
    expect((await editor(office).innerText()).trim()).toBe('');
    expect(
      office.complaints.filter((complaint) => !complaint.includes('ERR_FAILED') && !complaint.includes('409'))
    ).toEqual([]);
  });
});
