import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, signIn, type Visit } from './support/browser';
import { playCustomer } from './support/customer';
import { personOf, startDemo, type Demo } from './support/demo';
import { keepPicturesOfFailures } from './support/failure-pictures';
import { INBOX, messages, openConversation } from './support/inbox';
import { connectMailbox } from './support/office';

const SUBJECT = 'Bomba de agua';
const QUESTION =
  '<div dir="ltr">¿Es esta la bomba?</div><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">El lun, 16 nov 2026 a las 9:00, Ventas escribió:<br></div><blockquote class="gmail_quote">Tenemos tres bombas.</blockquote></div>';
const WORD =
  '<p class=MsoNormal>Precios <b>netos</b>:<o:p></o:p></p>' +
  "<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·<span>&nbsp;&nbsp;</span></span>Bomba</p>" +
  "<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·<span>&nbsp;&nbsp;</span></span>Junta</p>" +
  '<p onclick="steal()">Fin<script>steal()</script><img src="https://tracker.test/x.gif"></p>';

/** What a browser does with a clipboard, which a page cannot fill by itself. */
const paste = (editor: Locator, content: { html?: string; picture?: string }) =>
  editor.evaluate((element, { html, picture }) => {
    const data = new DataTransfer();
    if (html !== undefined) {
      data.setData('text/html', html);
      data.setData('text/plain', 'text');
    }
    if (picture !== undefined) {
      const canvas = document.createElement('canvas');
      canvas.width = 600;
      canvas.height = 30;
      canvas.getContext('2d')?.fillRect(10, 10, 200, 10);
      const bytes = Uint8Array.from(atob(canvas.toDataURL('image/png').split(',')[1] ?? ''), (c) => c.charCodeAt(0));
      data.items.add(new File([bytes], picture, { type: 'image/png' }));
    }
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  }, content);

const isDrawn = (image: Locator) =>
  image.evaluate((element) => element instanceof HTMLImageElement && element.complete && element.naturalWidth === 600);

describe('writing an answer', () => {
  let demo: Demo;
  let browser: Browser;
  let carmen: Visit;
  let customer: ReturnType<typeof playCustomer>;
  const editor = () => carmen.page.getByRole('textbox', { name: carmen.t('composer.text.reply') });
  const button = (name: string) => carmen.page.getByRole('button', { name, exact: true });

  beforeAll(async () => {
    demo = await startDemo();
    await connectMailbox(demo.facts, [personOf(demo.facts, 'carmen')]);
    customer = playCustomer(demo.facts, 'c-101');
    browser = await openBrowser();
    carmen = await signIn(browser, demo.facts, personOf(demo.facts, 'carmen'));
    await customer.write({ subject: SUBJECT, text: '¿Es esta la bomba?', html: QUESTION });
    await carmen.go(INBOX);
    await openConversation(carmen, SUBJECT);
  });
  afterAll(async () => {
    await browser?.close();
    await demo?.stop();
  });
  keepPicturesOfFailures(() => ({ carmen }));

  it('begins with a mail whose quotation is folded, opens and closes', async () => {
    const { page, t } = carmen;
    const body = page.locator('article[data-message] iframe').first().contentFrame().locator('body');
    const quoted = body.getByText('Tenemos tres bombas.');
    await body.getByText('¿Es esta la bomba?').waitFor();
    expect(await quoted.isVisible()).toBe(false);
    await body.getByText(t('message.quoted.show')).click();
    await quoted.waitFor();
    await body.getByText(t('message.quoted.hide')).click();
    await quoted.waitFor({ state: 'hidden' });
  });

  it('formats by keys, cleans what is pasted, and undoes', async () => {
    const { page, t, strayRequests } = carmen;
    await editor().click();
    await page.keyboard.press('Control+b');
    await page.keyboard.type('Sí');
    await page.keyboard.press('Control+b');
    await page.keyboard.type(', es esta.');
    expect(await editor().locator('strong').innerText()).toBe('Sí');
    await page.keyboard.press('Enter');
    await paste(editor(), { html: WORD });
    expect(await editor().locator('ul > li').allInnerTexts()).toEqual(['Bomba', 'Junta']);
    expect(await editor().locator('script, img:not(.ProseMirror-separator), [onclick], [style]').count()).toBe(0);
    expect(await editor().innerText()).not.toContain('·');
    await button(t('composer.undo')).click();
    expect(await editor().locator('li').count()).toBe(0);
    await button(t('composer.redo')).click();
    expect(await editor().locator('li').count()).toBe(2);
    await page.keyboard.press('Control+End');
    await page.keyboard.press('Control+k');
    const address = page.getByRole('textbox', { name: t('composer.link.address') });
    await address.fill('javascript:alert(1)');
    await page.keyboard.press('Enter');
    await page.getByText(t('composer.link.problem')).waitFor();
    await address.fill('empresa.example/bombas');
    await page.keyboard.press('Enter');
    await editor().locator('a[href="https://empresa.example/bombas"]').waitFor();
    expect(strayRequests).toEqual([]);
  });

  it('leaves Tab to the page', async () => {
    const { page } = carmen;
    await editor().locator('li').last().click();
    await page.keyboard.press('Tab');
    expect(await editor().evaluate((element) => element === document.activeElement)).toBe(false);
  });

  it('takes a picture from the clipboard, shows it, sizes it, and keeps it over a reload', async () => {
    const { page, t } = carmen;
    await editor().click();
    await page.keyboard.press('Control+End');
    await paste(editor(), { picture: 'captura.png' });
    const image = editor().locator('img[data-upload-id]');
    await image.waitFor();
    expect(await isDrawn(image)).toBe(true);
    await image.click();
    await button(t('composer.image.size.small')).click();
    expect(await image.getAttribute('width')).toBe('160');
    expect(await button(t('composer.image.size.medium')).isVisible()).toBe(true);
    // Another one, taken out again: its file is no part of the mail.
    await page.keyboard.press('Control+End');
    await paste(editor(), { picture: 'sobra.png' });
    await editor().locator('img[alt="sobra.png"][data-upload-id]').waitFor();
    await page.keyboard.press('Backspace');
    await editor().locator('img[alt="sobra.png"]').waitFor({ state: 'detached' });
    await page.reload();
    await image.waitFor();
    await page.waitForFunction(
      () => document.querySelector<HTMLImageElement>('img[data-upload-id]')?.naturalWidth === 600
    );
    expect(await image.getAttribute('width')).toBe('160');
    expect(await editor().locator('strong').first().innerText()).toBe('Sí');
  });

  it('shows what the answer quotes when asked', async () => {
    const { page, t } = carmen;
    const quote = page.getByRole('region', { name: t('composer.quote'), exact: true });
    expect(await quote.locator('iframe').count()).toBe(0);
    await quote.getByRole('button', { name: t('composer.quote.show') }).click();
    await quote.locator('iframe').contentFrame().getByText('¿Es esta la bomba?').waitFor();
    await quote.getByRole('button', { name: t('composer.quote.hide') }).click();
  });

  it('sends it all, and shows what was sent as the customer gets it', async () => {
    const { page, t } = carmen;
    await editor().click();
    await page.keyboard.press('Control+Enter');
    const received = await customer.receives(', es esta.');
    expect(received.text).toMatch(/- Bomba\n- Junta/);
    expect(received.text).toContain('[imagen: captura.png]');
    expect(received.text).toMatch(/\nEl .* escribió:\n> ¿Es esta la bomba\?/);
    expect(received.html).toContain('<strong>Sí</strong>');
    expect(received.html).toMatch(/<blockquote type="cite"[\s\S]*¿Es esta la bomba\?/);
    expect(received.html).not.toContain('data-upload-id');
    expect(JSON.stringify(received)).not.toContain('sobra.png');
    const sent = page.locator('article[data-direction="outbound"]');
    await sent.waitFor();
    expect((await editor().innerText()).trim()).toBe('');
    const frame = sent.locator('iframe').contentFrame();
    await frame.locator('img[src^="blob:"]').waitFor();
    expect(await frame.getByText('Tenemos tres bombas.').isVisible()).toBe(false);
    await frame.getByText(t('message.quoted.show')).click();
    await frame.getByText('¿Es esta la bomba?').waitFor();
    // The picture stands in the text and in no list of files.
    expect(await sent.getByRole('button', { name: t('attachment.download', { name: 'captura.png' }) }).count()).toBe(0);
    expect(await messages(page).count()).toBe(2);
  });

  it('asked for no hole in the policy of the page', () => {
    // What a paste brings is looked at in documents that run nothing; that the handler in it is refused there is right.
    expect(carmen.complaints.filter((text) => /tiptap|prosemirror|style-src|img-src/i.test(text))).toEqual([]);
  });
});
