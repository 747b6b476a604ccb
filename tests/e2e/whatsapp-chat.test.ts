import { readFile } from 'node:fs/promises';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, signIn, type Visit } from './support/browser';
import { personOf, startDemo, type Demo } from './support/demo';
import { keepPicturesOfFailures } from './support/failure-pictures';
import { INBOX, messages, reading, rowOf } from './support/inbox';
import { takePicture } from './support/screen-checks';

const NAME = 'Lucas Vidal';
const PICTURE = 'docs/images/inbox-es.png';

/** Frames of MPEG-1 Layer III at 128 kbit/s and 44.1 kHz with nothing in them: 26 ms of silence each. */
const silence = (frames: number) =>
  Buffer.concat(
    Array.from({ length: frames }, () => Buffer.concat([Buffer.from('fffb9064', 'hex'), Buffer.alloc(413)]))
  );

/** A customer at the phone's page of the demo, and an agent at the inbox. */
describe('a chat by WhatsApp, seen from both sides', () => {
  let demo: Demo;
  let browser: Browser;
  let agent: Visit;
  let phone: Page;

  const bubble = (words: string) => messages(agent.page).filter({ hasText: words });
  const onPhone = (words: string) => phone.locator('li.bubble').filter({ hasText: words });
  const say = async (words: string) => {
    await phone.locator('#text').fill(words);
    await phone.locator('#text').press('Enter');
  };
  const sendFromPhone = (name: string, mimeType: string, buffer: Buffer) =>
    phone.locator('#file').setInputFiles({ name, mimeType, buffer });
  const isDrawn = (picture: Locator) =>
    expect
      .poll(() => picture.evaluate((image) => (image instanceof HTMLImageElement ? image.naturalWidth : 0)), {
        timeout: 30_000,
      })
      .toBeGreaterThan(0);
  const editor = () => agent.page.getByRole('textbox', { name: agent.t('composer.text.reply') });
  const send = () => agent.page.getByRole('button', { name: agent.t('composer.send'), exact: true }).click();

  beforeAll(async () => {
    demo = await startDemo({ seed: true });
    browser = await openBrowser();
    agent = await signIn(browser, demo.facts, personOf(demo.facts, 'carmen'), { height: 1000 });
    phone = await (await browser.newContext({ locale: 'es-ES' })).newPage();
    phone.setDefaultTimeout(30_000);
    await phone.goto(`${demo.facts.simulators.meta.url}/phone/`);
  });
  afterAll(async () => {
    await browser?.close();
    await demo?.stop();
  });
  keepPicturesOfFailures(() => ({ agent }));

  it('begins with somebody who has no number, and is answered', async () => {
    const { page, t } = agent;
    await phone.locator('#new-person input[name="name"]').fill(NAME);
    await phone.locator('#new-person button').click();
    await phone.locator('#who').filter({ hasText: NAME }).waitFor();
    await say('Hola, busco un alternador');
    await agent.go(INBOX);
    await rowOf(page, NAME).click();
    await reading(agent).getByRole('heading', { level: 2, name: NAME }).waitFor();
    await bubble('busco un alternador').waitFor();
    await editor().fill('¿Para qué *modelo*?');
    await send();
    await onPhone('¿Para qué').waitFor();
    await bubble('¿Para qué').and(page.locator('[data-status="read"]')).waitFor();
    await bubble('¿Para qué').getByText(t('whatsapp.tick.read')).waitFor();
  });

  it('brings pictures, sound and documents', async () => {
    const { page } = agent;
    await phone.locator('#text').fill('El viejo');
    await sendFromPhone('viejo.png', 'image/png', await readFile(PICTURE));
    await isDrawn(bubble('El viejo').locator('img').first());
    await sendFromPhone('nota.mp3', 'audio/mpeg', silence(40));
    const sound = messages(page).and(page.locator('[data-content="audio"]'));
    await sound.getByRole('button').first().click();
    const player = sound.locator('audio');
    await expect
      .poll(() => player.evaluate((audio) => (audio as HTMLAudioElement).duration), { timeout: 30_000 })
      .toBeGreaterThan(0);
    await sendFromPhone('ficha técnica.pdf', 'application/pdf', Buffer.from('%PDF-1.4'));
    await bubble('ficha técnica.pdf').waitFor();
    await takePicture(page, 'whatsapp-chat-media');
  });

  it('takes a picture with its words to the phone', async () => {
    const { page } = agent;
    await page.locator('input[data-attach]').setInputFiles({
      name: 'nuevo.png',
      mimeType: 'image/png',
      buffer: await readFile(PICTURE),
    });
    await editor().fill('Este es el nuevo');
    // Until it is uploaded, nothing is sent.
    await page.getByText('nuevo.png → ').waitFor();
    await send();
    await isDrawn(onPhone('Este es el nuevo').locator('img'));
    await isDrawn(bubble('Este es el nuevo').locator('img').first());
  });

  it('shows answers to a message, reactions, changes, and what was taken back', async () => {
    const { page, t } = agent;
    const asked = onPhone('¿Para qué');
    await asked.getByRole('button', { name: 'Responder' }).click();
    await say('León 2.0 TDI');
    await bubble('León 2.0 TDI').locator('[data-quote]').filter({ hasText: 'modelo' }).waitFor();
    await asked.getByRole('button', { name: '👍' }).click();
    await bubble('¿Para qué').locator('[data-reaction]').filter({ hasText: '👍' }).waitFor();

    await bubble('busco un alternador')
      .getByRole('button', { name: t('whatsapp.reaction.add') })
      .click();
    await page.getByRole('button', { name: t('whatsapp.reaction.with', { emoji: '🙏' }) }).click();
    await onPhone('busco un alternador').filter({ hasText: '🙏' }).waitFor();

    phone.once('dialog', (dialog) => void dialog.accept('León 1.6 TDI'));
    await onPhone('León 2.0 TDI').getByRole('button', { name: 'Cambiar' }).click();
    await bubble('León 1.6 TDI').getByText(t('whatsapp.edited')).waitFor();
    await onPhone('León 1.6 TDI').getByRole('button', { name: 'Eliminar' }).click();
    await messages(page)
      .filter({ hasText: t('whatsapp.revoked') })
      .waitFor();
    await takePicture(page, 'whatsapp-chat');
  });

  it('says why a message did not arrive', async () => {
    const { url } = demo.facts.simulators.meta;
    const control = async (action: string, body: object) => {
      const response = await fetch(`${url}/_control/${action}`, { method: 'POST', body: JSON.stringify(body) });
      expect(response.status).toBe(200);
    };
    await control('faults', { path: '/messages', code: 131026, times: 20 });
    await editor().fill('¿Sigue ahí?');
    await send();
    // Whoever had scrolled up is taken to what they sent.
    await expect
      .poll(() => bubble('¿Sigue ahí?').evaluate((one) => one.getBoundingClientRect().bottom))
      .toBeLessThan(1000);
    const failed = bubble('¿Sigue ahí?').and(agent.page.locator('[data-status="failed"]'));
    await failed.getByText(agent.t('whatsapp.tick.failed')).waitFor();
    await takePicture(agent.page, 'whatsapp-chat-failed');
    expect(await failed.getByRole('button').count()).toBeGreaterThan(0);
  });
});
