import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Browser, Route } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HOSTILE_HTML, TRACKER } from './support/attacks';
import { openBrowser, signIn, type Visit } from './support/browser';
import { playCustomer } from './support/customer';
import { personOf, startDemo, type Demo } from './support/demo';
import { keepPicturesOfFailures } from './support/failure-pictures';
import { INBOX, messages, openConversation, reading, rowOf, writeReply } from './support/inbox';
import { fileInSent } from './support/mail-client';
import { connectMailbox } from './support/office';
import { accessibilityViolations, takePicture } from './support/screen-checks';

const SUBJECT = 'Plano del soporte del alternador';
const CATALOGUE = 'Catálogo de otoño';
const PHOTOS = 'Fotos de la pieza';
const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
/** A page that is loaded anew takes a while. */
const PATIENTLY = { timeout: 20_000 };
const PLAN = randomBytes(20_000);
const OFFER = randomBytes(9_000);

describe('an agent and a customer write to each other', () => {
  let demo: Demo;
  let browser: Browser;
  let carmen: Visit;
  let customer: ReturnType<typeof playCustomer>;
  const dialogs: string[] = [];

  beforeAll(async () => {
    demo = await startDemo();
    await connectMailbox(demo.facts, [personOf(demo.facts, 'carmen')]);
    customer = playCustomer(demo.facts, 'c-101');
    browser = await openBrowser();
    carmen = await signIn(browser, demo.facts, personOf(demo.facts, 'carmen'));
    carmen.page.on('dialog', (dialog) => {
      dialogs.push(dialog.message());
      void dialog.dismiss();
    });
  });
  afterAll(async () => {
    await browser?.close();
    await demo?.stop();
  });
  keepPicturesOfFailures(() => ({ carmen }));

  it('shows an empty inbox that says what will happen', async () => {
    const { page, t } = carmen;
    await page.getByRole('link', { name: t('menu.inbox') }).click();
    await page.getByRole('heading', { name: t('inbox.empty.title') }).waitFor();
    expect(await page.getByText(t('inbox.empty.hint')).isVisible()).toBe(true);
    // Everything below happens without a reload: a reload would lose this.
    await page.evaluate(() => Object.assign(window, { sameDocument: true }));
  });

  it('shows the mail by itself, unread', async () => {
    const { page } = carmen;
    await customer.write({
      subject: SUBJECT,
      text: 'Buenos días, adjunto el plano.',
      html: HOSTILE_HTML,
      attachments: [{ name: 'plano.pdf', type: 'application/pdf', content: PLAN.toString('base64') }],
    });
    await rowOf(page, SUBJECT).waitFor();
    expect(await rowOf(page, SUBJECT).getAttribute('data-unread')).toBe('true');
  });

  it('shows its HTML in a frame that runs, loads and leaves nothing', async () => {
    const { page, t, strayRequests } = carmen;
    await openConversation(carmen, SUBJECT);
    const frame = page.locator('article[data-message] iframe');
    await frame.waitFor();
    const sandbox = (await frame.getAttribute('sandbox'))?.split(' ') ?? [];
    expect(sandbox.length).toBeGreaterThan(0);
    expect(sandbox).not.toContain('allow-scripts');
    expect(sandbox).not.toContain('allow-forms');
    expect(sandbox).not.toContain('allow-top-navigation');
    const body = frame.contentFrame().locator('body');
    await body.getByText('adjunto el plano').waitFor();
    await page.getByText(t('message.remote-images-blocked')).waitFor();
    await body.getByText('pulse aquí').click();
    expect(await body.locator('script, iframe, object, svg, form, input, meta, link, style').count()).toBe(0);
    expect(await body.locator('a[href^="javascript"]').count()).toBe(0);
    expect(await page.evaluate(() => 'taken' in window)).toBe(false);
    expect(dialogs).toEqual([]);
    expect(strayRequests.filter((url) => url.startsWith(TRACKER))).toEqual([]);
  });

  it('would have noticed: the same mail in a bare page runs and loads', async () => {
    const { context, strayRequests } = carmen;
    const bare = await context.newPage();
    const before = strayRequests.length;
    bare.on('dialog', (dialog) => void dialog.dismiss());
    await bare.setContent(HOSTILE_HTML.replace(/<meta[^>]*>/, ''), { waitUntil: 'commit' });
    await bare.waitForFunction(() => 'taken' in window);
    expect(strayRequests.slice(before).some((url) => url.startsWith(TRACKER))).toBe(true);
    await bare.close();
  });

  it('downloads the attachment byte for byte', async () => {
    const { page, t } = carmen;
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: t('attachment.download', { name: 'plano.pdf' }) }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('plano.pdf');
    expect((await readFile(await download.path())).equals(PLAN)).toBe(true);
  });

  it('sends an answer with a file by the keyboard, and the customer gets it in the thread', async () => {
    const { page, t } = carmen;
    const asked = (await customer.mails()).find((mail) => mail.subject === SUBJECT);
    await page
      .locator('input[type="file"]')
      .setInputFiles({ name: 'oferta.pdf', mimeType: 'application/pdf', buffer: OFFER });
    await page.getByRole('button', { name: t('composer.remove-file', { name: 'oferta.pdf' }) }).waitFor();
    await writeReply(carmen, 'Lo tenemos en existencias, sale hoy.');
    // The last letters and the key within one turn, as from a quick hand on a busy machine: nothing is drawn between.
    await page.getByRole('textbox', { name: t('composer.text.reply') }).evaluate(async (editor) => {
      document.execCommand('insertText', false, ' Un saludo.');
      await Promise.resolve();
      editor.dispatchEvent(
        new KeyboardEvent('keydown', { key: 'Enter', ctrlKey: true, bubbles: true, cancelable: true })
      );
    });
    const sent = page.locator('article[data-direction="outbound"]');
    await sent.locator('iframe').contentFrame().getByText('Lo tenemos en existencias, sale hoy.').waitFor();
    const received = await customer.receives('Lo tenemos en existencias, sale hoy.');
    expect(received.text).toContain('sale hoy. Un saludo.');
    expect(received.inReplyTo).toBe(asked?.messageId);
    expect(received.subject).toBe(`Re: ${SUBJECT}`);
    const file = received.attachments.find(({ name }) => name === 'oferta.pdf');
    const bytes = await (await fetch(new URL(file?.url ?? '', demo.facts.customerUrl))).arrayBuffer();
    expect(Buffer.from(bytes).equals(OFFER)).toBe(true);
    await page
      .locator('article[data-direction="outbound"]:is([data-status="accepted"], [data-status="sent"])')
      .waitFor();
    const left = await page.getByRole('textbox', { name: t('composer.text.reply') }).innerText();
    expect(left.trim()).toBe('');
  });

  it('shows the next mail of the customer in the same conversation by itself', async () => {
    const { page } = carmen;
    const answer = await customer.receives('Lo tenemos en existencias, sale hoy.');
    await customer.write({ text: 'Perfecto, envíenlo al taller.', inReplyTo: answer.id });
    await messages(page).filter({ hasText: 'Perfecto, envíenlo al taller.' }).waitFor();
    expect(await messages(page).count()).toBe(3);
    expect(await page.locator('a[data-conversation]').count()).toBe(1);
  });

  it('shows what somebody answered in another mail program', async () => {
    const { page, t } = carmen;
    const last = (await customer.mails()).filter((mail) => mail.direction === 'sent').at(-1);
    await fileInSent(
      demo.facts,
      [
        `From: Recambios Levante <${demo.facts.imap.user}>`,
        `To: ${last?.from.address}`,
        `Subject: Re: ${SUBJECT}`,
        `Date: ${new Date().toUTCString()}`,
        'Message-ID: <from-outlook-1@recambios-levante.example>',
        `In-Reply-To: ${last?.messageId}`,
        `References: ${last?.messageId}`,
        'Content-Type: text/plain; charset=utf-8',
        '',
        'Sale con el transportista de las cinco.',
        '',
      ].join('\n')
    );
    const elsewhere = messages(page).filter({ hasText: 'Sale con el transportista de las cinco.' });
    await elsewhere.waitFor();
    expect(await elsewhere.getAttribute('data-direction')).toBe('outbound');
    await elsewhere.getByText(t('message.sent-elsewhere')).waitFor();
  });

  it('did all of it on one page, with nothing unread left', async () => {
    const { page } = carmen;
    expect(await page.evaluate(() => 'sameDocument' in window)).toBe(true);
    await page.locator('a[data-conversation][data-unread="false"]').waitFor();
  });

  it('opens a conversation from the list with the keyboard alone', async () => {
    const { page, t, go } = carmen;
    await go(INBOX);
    await rowOf(page, SUBJECT).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 2, name: SUBJECT }).waitFor();
    await page.getByRole('textbox', { name: t('composer.text.reply') }).waitFor();
  });

  it('loads a picture of the internet when it is asked for, and not by itself', async () => {
    const { page, t, strayRequests } = carmen;
    await carmen.go(INBOX);
    await customer.write({
      subject: 'Una foto',
      text: 'La foto',
      attachments: [{ name: 'foto.png', type: 'image/png', content: PNG }],
    });
    const sent = (await customer.mails()).find(({ subject }) => subject === 'Una foto');
    const photo = new URL(sent?.attachments[0]?.url ?? '', demo.facts.customerUrl).href;
    await customer.write({
      subject: CATALOGUE,
      text: 'El catálogo',
      html: `<p>El catálogo</p><img src="${photo}" alt="foto" width="60"><img src="${photo}" alt="espía" width="1" height="1">`,
    });
    await openConversation(carmen, CATALOGUE);
    const images = page.locator('article[data-message] iframe').contentFrame().locator('img');
    const widths = () => images.evaluateAll((all) => all.map((image) => (image as HTMLImageElement).naturalWidth));
    const show = page.getByRole('button', { name: t('images.show') });
    await show.waitFor();
    await takePicture(page, 'images-blocked-es-1280');
    expect(await widths()).toEqual([0, 0]);
    await show.click();
    await page.locator('[data-remote-images="shown"]').waitFor({ state: 'attached' });
    await expect.poll(widths, PATIENTLY).toEqual([1, 0]);
    await takePicture(page, 'images-shown-es-1280');

    await page.reload();
    await page.getByRole('button', { name: new RegExp(`^${t('images.always')}`) }).click();
    await expect.poll(widths, PATIENTLY).toEqual([1, 0]);
    await page.reload();
    await expect.poll(widths, PATIENTLY).toEqual([1, 0]);
    await page.getByRole('button', { name: t('images.never') }).click();
    await show.waitFor();
    expect(strayRequests.filter((url) => url.startsWith(photo))).toEqual([]);
  });

  it('shows pictures small and large, one after the other, and plays a recording', async () => {
    const { page, t } = carmen;
    await carmen.go(INBOX);
    await customer.write({
      subject: PHOTOS,
      text: 'Así está la pieza',
      attachments: [
        { name: 'delante.png', type: 'image/png', content: PNG },
        { name: 'detras.png', type: 'image/png', content: PNG },
        { name: 'ruido.wav', type: 'audio/wav', content: silence().toString('base64') },
        { name: 'plano.pdf', type: 'application/pdf', content: PLAN.toString('base64') },
      ],
    });
    await openConversation(carmen, PHOTOS);
    const thumbnails = page.locator('[data-thumbnail]');
    await expect.poll(() => thumbnails.count(), PATIENTLY).toBe(2);
    await takePicture(page, 'pictures-es-1280');
    await thumbnails.first().click();
    const viewer = page.getByRole('dialog', { name: 'delante.png' });
    await viewer.getByText(t('media.picture.of', { number: '1', total: '2' })).waitFor();
    await page.keyboard.press('ArrowRight');
    await page.getByRole('dialog', { name: 'detras.png' }).waitFor();
    await page.waitForTimeout(500);
    await takePicture(page, 'picture-viewer-es-1280');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });

    await page.getByRole('button', { name: t('whatsapp.media.play') }).click();
    const length = () => page.locator('audio').evaluate((player) => (player as HTMLAudioElement).duration);
    await expect.poll(length, PATIENTLY).toBeCloseTo(0.5, 1);
  });

  it('shows who writes, what else they wrote, and what colleagues know of them', async () => {
    const { page, t } = carmen;
    const open = page.getByRole('button', { name: t('contact.title') });
    await open.click();
    const panel = page.getByRole('complementary', { name: t('contact.title') });
    const { address } = (await customer.mails()).find(({ direction }) => direction === 'sent')?.from ?? { address: '' };
    await panel.getByText(address).waitFor();
    await panel.getByRole('link', { name: SUBJECT }).waitFor();
    expect(await panel.getByRole('link', { name: PHOTOS }).count()).toBe(0);
    await panel.getByRole('textbox', { name: t('contact.notes') }).fill('Solo por las tardes.\nPregunta por Marta.');
    await panel.getByRole('button', { name: t('contact.notes.add') }).click();
    await panel.locator('[data-contact-note]').getByText('Pregunta por Marta.').waitFor();
    await takePicture(page, 'contact-es-1280');
    expect(await accessibilityViolations(page)).toEqual([]);
    await panel.getByRole('link', { name: SUBJECT }).click();
    await page.getByRole('heading', { level: 2, name: SUBJECT }).waitFor();
    // On another conversation of the same person, by its key.
    await page.getByRole('heading', { level: 2, name: SUBJECT }).click();
    await page.keyboard.press('i');
    await panel.locator('[data-contact-note]').getByText('Pregunta por Marta.').waitFor();
    await panel.getByRole('button', { name: t('contact.notes.delete') }).click();
    await panel.locator('[data-contact-note]').waitFor({ state: 'detached' });
    await page.keyboard.press('Escape');
    await panel.waitFor({ state: 'detached' });
  });

  it('shows a change at once, and takes it back when it is refused', async () => {
    const { page, t } = carmen;
    await openConversation(carmen, CATALOGUE);
    const status = rowOf(page, CATALOGUE).getByText(t('conversation.status.closed'), { exact: true });
    const refuse = async (route: Route) => {
      if (!route.request().postData()?.includes('closed')) return route.fallback();
      await new Promise((resolve) => setTimeout(resolve, 3_000));
      const error = { status: 500, name: 'InternalServerError', message: 'Internal Server Error' };
      return route.fulfill({ status: 500, contentType: 'application/json', body: JSON.stringify({ error }) });
    };
    await page.route(/\/conversations\/inbox\/\w+$/, refuse);
    await page.getByRole('button', { name: t('conversation.close'), exact: true }).click();
    await status.waitFor({ timeout: 2_000 });
    await status.waitFor({ state: 'detached' });
    await reading(carmen)
      .getByRole('button', { name: t('conversation.close'), exact: true })
      .waitFor();
    await page.unroute(/\/conversations\/inbox\/\w+$/, refuse);
  });

  it('marks as spam and blocks the sender, and takes both back', async () => {
    const { page, t } = carmen;
    await openConversation(carmen, CATALOGUE);
    await page.getByRole('button', { name: t('spam.title'), exact: true }).click();
    await page.getByRole('button', { name: t('spam.mark-and-block') }).waitFor();
    await page.waitForTimeout(500);
    await takePicture(page, 'spam-menu-es-1280');
    await page.getByRole('button', { name: t('spam.mark-and-block') }).click();
    await page.getByText(t('spam.banner.blocked')).waitFor();
    await rowOf(page, CATALOGUE).waitFor({ state: 'detached' });
    expect(await page.getByRole('textbox', { name: t('composer.text.reply') }).count()).toBe(0);
    await takePicture(page, 'spam-es-1280');

    await carmen.go(`${INBOX}?status=spam`);
    await openConversation(carmen, CATALOGUE);
    await page.getByRole('button', { name: t('blocked.title') }).click();
    await page.getByRole('dialog').locator('[data-blocked]').waitFor();
    await takePicture(page, 'blocked-es-1280');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: t('spam.unmark-and-unblock') }).click();
    await rowOf(page, CATALOGUE).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: t('blocked.title') }).click();
    await page.getByRole('dialog').getByText(t('blocked.empty.title')).waitFor();
    await page.keyboard.press('Escape');
    await carmen.go(INBOX);
    await rowOf(page, CATALOGUE).waitFor();
  });
});

/** Half a second of nothing: 8,000 samples a second of one byte (RIFF/WAVE, PCM). */
function silence(): Buffer {
  const samples = 4_000;
  const head = Buffer.alloc(44);
  head.write('RIFF', 0);
  head.writeUInt32LE(36 + samples, 4);
  head.write('WAVEfmt ', 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(8_000, 24);
  head.writeUInt32LE(8_000, 28);
  head.writeUInt16LE(1, 32);
  head.writeUInt16LE(8, 34);
  head.write('data', 36);
  head.writeUInt32LE(samples, 40);
  return Buffer.concat([head, Buffer.alloc(samples, 128)]);
}
