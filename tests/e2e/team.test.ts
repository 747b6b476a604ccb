import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, signIn, type Visit } from './support/browser';
import { playCustomer } from './support/customer';
import { personOf, startDemo, type Demo } from './support/demo';
import { keepPicturesOfFailures } from './support/failure-pictures';
import { answerSaying, choose, INBOX, list, openConversation, reading, rowOf, writeReply } from './support/inbox';
import { connectMailbox } from './support/office';
import { takePicture } from './support/screen-checks';

const BRAKES = 'Pastillas para una Berlingo';
const CLUTCH = 'Kit de embrague para un Ibiza';

describe('two agents share an inbox', () => {
  let demo: Demo;
  let browser: Browser;
  let carmen: Visit;
  let javier: Visit;
  let customer: ReturnType<typeof playCustomer>;

  beforeAll(async () => {
    demo = await startDemo();
    const people = [personOf(demo.facts, 'carmen'), personOf(demo.facts, 'javier')];
    await connectMailbox(demo.facts, people);
    customer = playCustomer(demo.facts, 'c-101');
    await customer.write({ subject: BRAKES, text: '¿Tienen pastillas delanteras?' });
    await playCustomer(demo.facts, 'c-102').write({ subject: CLUTCH, text: '¿Qué precio tiene el kit?' });
    browser = await openBrowser();
    carmen = await signIn(browser, demo.facts, personOf(demo.facts, 'carmen'));
    javier = await signIn(browser, demo.facts, personOf(demo.facts, 'javier'));
    for (const visit of [carmen, javier]) {
      await visit.go(INBOX);
      await rowOf(visit.page, BRAKES).waitFor();
      await rowOf(visit.page, CLUTCH).waitFor();
    }
  });
  afterAll(async () => {
    await browser?.close();
    await demo?.stop();
  });
  keepPicturesOfFailures(() => ({ carmen, javier }));

  const quick = ({ page, t }: Visit, name: 'open' | 'mine' | 'unassigned', count: number) =>
    page.getByRole('button', { name: t(`inbox.quick.${name}.count`).replace(/\{.*\}/, String(count)), exact: true });

  it('shows an assignment to the colleague by itself', async () => {
    await quick(javier, 'mine', 0).click();
    await javier.page.getByRole('heading', { name: javier.t('inbox.no-match.title') }).waitFor();
    await openConversation(carmen, BRAKES);
    await choose(reading(carmen), carmen.t('conversation.assignee'), 'Javier Molina');
    await carmen.page.getByText('Carmen Ruiz la ha asignado a Javier Molina').waitFor();
    await rowOf(javier.page, BRAKES).waitFor();
    await quick(javier, 'mine', 1).waitFor();
    expect(await rowOf(javier.page, CLUTCH).count()).toBe(0);
  });

  it('keeps the filters in the address, so that a link leads to the same list', async () => {
    const { page, t } = javier;
    expect(new URL(page.url()).searchParams.get('assignee')).toBe('me');
    await page.reload();
    await rowOf(page, BRAKES).waitFor();
    expect(await page.locator('a[data-conversation]').count()).toBe(1);
    await choose(list(javier), t('inbox.filter.assignee'), t('inbox.filter.assignee.nobody'));
    await rowOf(page, CLUTCH).waitFor();
    expect(await rowOf(page, BRAKES).count()).toBe(0);
    await choose(list(javier), t('inbox.filter.assignee'), t('inbox.filter.assignee.all'));
    await rowOf(page, BRAKES).waitFor();
  });

  it('closes and reopens, and the colleague sees both', async () => {
    const { page, t } = carmen;
    const badge = rowOf(javier.page, BRAKES);
    await page.getByRole('button', { name: t('conversation.close'), exact: true }).click();
    await page.getByRole('button', { name: t('conversation.reopen') }).waitFor();
    // His filter shows what is open.
    await badge.waitFor({ state: 'detached' });
    await choose(list(javier), t('inbox.filter.status'), t('conversation.status.closed'));
    await badge.getByText(t('conversation.status.closed'), { exact: true }).waitFor();
    await page.getByRole('button', { name: t('conversation.reopen') }).click();
    await badge.waitFor({ state: 'detached' });
    await choose(list(javier), t('inbox.filter.status'), t('inbox.filter.status.all'));
    await badge.getByText(t('conversation.status.open'), { exact: true }).waitFor();
  });

  it('is put off until tomorrow or until an answer, and opened again', async () => {
    const { page, t } = carmen;
    const later = (name: 'tomorrow' | 'reply' | 'open') =>
      page.getByRole('button', { name: new RegExp(`^${t(`later.${name}`)}`) });
    const badge = rowOf(javier.page, BRAKES).getByText(t('conversation.status.snoozed'), { exact: true });
    await page.getByRole('button', { name: t('later.title') }).click();
    await later('tomorrow').waitFor();
    await takePicture(page, 'later-menu-es-1280');
    await later('tomorrow').click();
    await reading(carmen)
      .getByText(/^hasta .*9:00$/)
      .waitFor();
    await page.getByText(/^Carmen Ruiz la pospuso hasta el .*9:00/).waitFor();
    await badge.waitFor();
    await page.getByRole('button', { name: t('later.title') }).click();
    await later('reply').click();
    await page.getByText('Carmen Ruiz la pospuso hasta que responda el cliente').waitFor();
    await takePicture(page, 'later-snoozed-es-1280');
    await page.getByRole('button', { name: t('later.title') }).click();
    await later('open').click();
    await badge.waitFor({ state: 'detached' });
  });

  it('does by key what the buttons do, shows which, and leaves typing alone', async () => {
    const { page, t } = carmen;
    const badge = rowOf(javier.page, BRAKES).getByText(t('conversation.status.closed'), { exact: true });
    await page.getByRole('heading', { level: 2, name: BRAKES }).click();
    await page.keyboard.press('e');
    await badge.waitFor();
    await page.keyboard.press('e');
    await badge.waitFor({ state: 'detached' });
    await page.keyboard.press('n');
    const note = page.getByRole('textbox', { name: t('composer.text.note') });
    await page.keyboard.type('rent');
    expect((await note.innerText()).trim()).toBe('rent');
    for (let letter = 0; letter < 4; letter += 1) await page.keyboard.press('Backspace');
    await page.getByRole('heading', { level: 2, name: BRAKES }).click();
    await page.keyboard.press('r');
    await page.getByRole('textbox', { name: t('composer.text.reply') }).waitFor();
    await page.getByRole('heading', { level: 2, name: BRAKES }).click();
    await page.keyboard.press('?');
    const help = page.getByRole('dialog');
    await help.getByText(t('keyboard.later')).waitFor();
    await takePicture(page, 'keyboard-es-1280');
    await help.getByRole('switch').click();
    await page.keyboard.press('Escape');
    await help.waitFor({ state: 'detached' });
    await page.keyboard.press('/');
    expect(await page.getByLabel(t('inbox.search.label')).evaluate((input) => input === document.activeElement)).toBe(
      false
    );
    await page.getByRole('button', { name: t('keyboard.title') }).click();
    await help.getByRole('switch').click();
    await page.keyboard.press('Escape');
    await help.waitFor({ state: 'detached' });
    await page.getByRole('heading', { level: 2, name: BRAKES }).click();
    await page.keyboard.press('/');
    expect(await page.getByLabel(t('inbox.search.label')).evaluate((input) => input === document.activeElement)).toBe(
      true
    );
  });

  it('stops an answer that was written without seeing what is newer, and shows it', async () => {
    await writeReply(carmen, 'Carmen: sí, las tenemos a 32 euros.');
    await openConversation(javier, BRAKES);
    await writeReply(javier, 'Javier: hoy no nos quedan.');
    await javier.page.keyboard.press('Control+Enter');
    await answerSaying(javier.page, 'Javier: hoy no nos quedan.').waitFor();

    const { page, t } = carmen;
    await page.getByRole('button', { name: t('composer.send'), exact: true }).click();
    const dialog = page.getByRole('alertdialog');
    await dialog.getByText(t('collision.title')).waitFor();
    expect(await dialog.locator('[data-newer]').innerText()).toContain('Javier: hoy no nos quedan.');
    await dialog.getByRole('button', { name: t('collision.back') }).click();
    await dialog.waitFor({ state: 'hidden' });
    const editor = page.getByRole('textbox', { name: t('composer.text.reply') });
    expect(await editor.innerText()).toContain('Carmen: sí, las tenemos a 32 euros.');
    await customer.receives('Javier: hoy no nos quedan.');
    expect((await customer.mails()).filter((mail) => mail.direction === 'received')).toHaveLength(1);
  });

  it('sends it when the writer has read that and still wants to', async () => {
    const { page, t } = carmen;
    await page.getByRole('button', { name: t('composer.send'), exact: true }).click();
    await customer.receives('Carmen: sí, las tenemos a 32 euros.');
    expect((await customer.mails()).filter((mail) => mail.direction === 'received')).toHaveLength(2);
    const second = javier.page.locator('article[data-direction="outbound"]').nth(1).locator('iframe').contentFrame();
    await second.getByText('Carmen: sí, las tenemos a 32 euros.').waitFor();
  });

  it('keeps a note in the house', async () => {
    const { page, t } = javier;
    await page.getByRole('button', { name: t('composer.kind.note') }).click();
    await page.getByRole('textbox', { name: t('composer.text.note') }).click();
    await page.keyboard.type('Pedir al proveedor el lunes.');
    await page.getByRole('button', { name: t('composer.save-note') }).click();
    const note = carmen.page.locator('article[data-kind="note"]').filter({ hasText: 'Pedir al proveedor el lunes.' });
    await note.waitFor();
    expect((await customer.mails()).some((mail) => mail.text.includes('proveedor'))).toBe(false);
  });
});
