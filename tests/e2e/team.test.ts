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
  let account: Awaited<ReturnType<typeof connectMailbox>>;
  let carmen: Visit;
  let javier: Visit;
  let customer: ReturnType<typeof playCustomer>;

  beforeAll(async () => {
    demo = await startDemo();
    const people = [personOf(demo.facts, 'carmen'), personOf(demo.facts, 'javier')];
    account = await connectMailbox(demo.facts, people);
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

  /** Carmen does; answers after how many milliseconds Javier, who has it open, saw each. */
  async function closeAndReopen(patienceMs: number): Promise<number[]> {
    const { page, t } = carmen;
    const took: number[] = [];
    for (const [button, status] of [
      ['close', 'closed'],
      ['reopen', 'open'],
    ] as const) {
      await page.getByRole('button', { name: t(`conversation.${button}`), exact: true }).click();
      const began = Date.now();
      const badge = reading(javier).getByText(t(`conversation.status.${status}`), { exact: true });
      await badge.first().waitFor({ timeout: patienceMs });
      took.push(Date.now() - began);
      // The pace of a rush is over: the next one is shown at once again.
      await page.waitForTimeout(2_500);
    }
    return took;
  }

  it('says who else looks and writes, and when they are gone', async () => {
    await openConversation(javier, CLUTCH);
    const there = javier.page.locator('[data-present-people]');
    expect(await there.innerText()).toBe('');
    await openConversation(carmen, CLUTCH);
    await there.getByText('Carmen Ruiz está viendo esta conversación.').waitFor();
    await carmen.page.locator('[data-present-people]').getByText('Javier Molina está viendo').waitFor();
    await writeReply(carmen, 'Le miro el precio');
    await there.getByText('Carmen Ruiz está escribiendo aquí…').waitFor();
    await takePicture(javier.page, 'presence-es-1280');
    await openConversation(javier, BRAKES);
    await rowOf(javier.page, CLUTCH).getByText('Carmen Ruiz está escribiendo…').waitFor();
    // She stops, and is still there.
    await rowOf(javier.page, CLUTCH).getByText('Carmen Ruiz la está viendo').waitFor();
    await carmen.page.keyboard.press('Control+A');
    await carmen.page.keyboard.press('Backspace');
    await openConversation(carmen, BRAKES);
    await rowOf(javier.page, CLUTCH).getByText('Carmen Ruiz').waitFor({ state: 'detached' });
  });

  it('is told of a change within moments', async () => {
    expect(Math.max(...(await closeAndReopen(10_000)))).toBeLessThan(3_000);
  });

  it('goes on by asking where no stream gets through', async () => {
    const stream = '**/conversations/inbox/stream*';
    await javier.page.route(stream, (route) => route.abort());
    await javier.page.reload();
    await javier.page.getByRole('heading', { level: 2, name: BRAKES }).waitFor();
    await closeAndReopen(60_000);
    await javier.page.unroute(stream);
    await javier.page.reload();
  });

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
    await page.getByRole('button', { name: t('mention.button') }).click();
    await page.getByRole('button', { name: 'Carmen Ruiz', exact: true }).click();
    await page
      .getByRole('textbox', { name: t('composer.text.note') })
      .getByText('@Carmen Ruiz')
      .waitFor();
    await page.getByRole('button', { name: t('composer.save-note') }).click();
    const note = carmen.page.locator('article[data-kind="note"]').filter({ hasText: 'Pedir al proveedor el lunes.' });
    await note.waitFor();
    expect((await customer.mails()).some((mail) => mail.text.includes('proveedor'))).toBe(false);
  });

  it('tells each of what concerns them, with a number in the menu', async () => {
    const { page, t } = carmen;
    // She has the conversation open: what happens in it is read with it.
    await page.locator('[data-notifications="0"]').click();
    await page.locator('[data-notification="mentioned"]').getByText('Javier Molina le ha mencionado').waitFor();
    expect(await page.getByRole('button', { name: t('notifications.read-all') }).count()).toBe(0);
    await page.keyboard.press('Escape');
    // Javier was given the conversation, and its customer answers while he is elsewhere.
    await javier.go(INBOX);
    const { id: inReplyTo } = await customer.receives('Carmen: sí, las tenemos a 32 euros.');
    await customer.write({ inReplyTo, subject: `Re: ${BRAKES}`, text: 'De acuerdo, gracias.' });
    const number = javier.page.locator('[data-menu-badge] [data-count-mark]');
    await number.waitFor();
    await javier.page.getByRole('button', { name: t('notifications.button', { count: '1' }).split(' (')[0] }).click();
    await javier.page.locator('[data-notification="assigned"]').getByText('Carmen Ruiz le ha asignado').waitFor();
    await takePicture(javier.page, 'notifications-es-1280');
    await javier.page.locator('[data-notification="replied"]').first().click();
    await javier.page.getByRole('heading', { level: 2, name: BRAKES }).waitFor();
    await number.waitFor({ state: 'detached' });
    await page.locator('article[data-message]').getByText('De acuerdo, gracias.').waitFor();
  });

  const sentToCustomer = async (text: string) =>
    (await customer.mails()).filter((mail) => mail.direction === 'received' && mail.text.includes(text)).length;
  const undoFor = (undoSeconds: number) =>
    account.manager.put(`/conversations/accounts/${account.id}`, { undoSeconds });

  it('gives an answer back that is regretted in time', async () => {
    const { page, t } = carmen;
    expect((await undoFor(8)).status).toBe(200);
    await page.getByRole('button', { name: t('composer.kind.reply'), exact: true }).click();
    await writeReply(carmen, 'El precio es de 3 euros.');
    await page.getByRole('button', { name: t('composer.send'), exact: true }).click();
    const undo = page.getByRole('button', { name: new RegExp(`^${t('held.undo').split(' (')[0]} \\(`) });
    await undo.waitFor();
    await takePicture(page, 'undo-es-1280');
    await undo.click();
    const editor = page.getByRole('textbox', { name: t('composer.text.reply') });
    await editor.getByText('El precio es de 3 euros.').waitFor();
    await page.getByText('Carmen Ruiz retiró una respuesta antes de enviarla').waitFor();
    await page.waitForTimeout(9_000);
    expect(await sentToCustomer('El precio es de 3 euros.')).toBe(0);
    await editor.click();
    await page.keyboard.press('Control+End');
    await page.keyboard.type(' Perdón: de 30.');
    await page.getByRole('button', { name: t('composer.send'), exact: true }).click();
    await customer.receives('Perdón: de 30.');
    expect(await sentToCustomer('El precio es de 3 euros.')).toBe(1);
    expect((await undoFor(0)).status).toBe(200);
  });

  it('sends later what is to be sent later, which the colleague sees and may hasten', async () => {
    const { page, t } = carmen;
    await writeReply(carmen, 'Mañana le llega el paquete.');
    await page.getByRole('button', { name: t('composer.send-menu') }).click();
    await page.getByRole('button', { name: new RegExp(`^${t('later.tomorrow')}`) }).waitFor();
    await takePicture(page, 'send-menu-es-1280');
    await page.getByRole('button', { name: new RegExp(`^${t('later.tomorrow')}`) }).click();
    const there = javier.page.locator('article[data-status="scheduled"]');
    await there.getByText(/^Sale el .*9:00$/).waitFor();
    await takePicture(javier.page, 'scheduled-es-1280');
    expect(await sentToCustomer('Mañana le llega el paquete.')).toBe(0);
    await there.getByRole('button', { name: t('held.send-now') }).click();
    await customer.receives('Mañana le llega el paquete.');
    await there.waitFor({ state: 'detached' });
  });

  it('does one thing to many, and says what could not be done', async () => {
    const { page, t } = carmen;
    const box = (subject: string) => rowOf(page, subject).locator('xpath=..').getByRole('checkbox');
    await box(CLUTCH).click();
    await box(BRAKES).click({ modifiers: ['Shift'] });
    const bar = page.getByRole('region', { name: t('bulk.label') });
    await bar.getByText('2 elegidas').waitFor();
    await takePicture(page, 'bulk-es-1280');
    await choose(bar, t('bulk.assign'), 'Carmen Ruiz');
    await bar.getByText('2 conversaciones cambiadas.').waitFor();
    for (const subject of [CLUTCH, BRAKES]) await rowOf(page, subject).getByText('Carmen Ruiz').waitFor();
    await bar.getByRole('button', { name: t('action.close') }).click();
    await bar.waitFor({ state: 'detached' });

    await rowOf(page, CLUTCH).focus();
    await page.keyboard.press('Space');
    await bar.getByText('1 elegida').waitFor();
    await page.keyboard.press('Escape');
    await bar.waitFor({ state: 'detached' });
    await page.keyboard.press('Space');
    await bar.getByRole('button', { name: t('bulk.read') }).click();
    await bar.getByText('1 conversación cambiada.').waitFor();
    await bar.getByRole('button', { name: t('action.close') }).click();
  });

  it('closes with the last word', async () => {
    const { page, t } = carmen;
    await writeReply(carmen, 'Gracias por su compra.');
    await page.getByRole('button', { name: t('composer.send-menu') }).click();
    await page.getByRole('button', { name: t('composer.send-and-close') }).click();
    await page.getByRole('button', { name: t('conversation.reopen') }).waitFor();
    await customer.receives('Gracias por su compra.');
  });
});
