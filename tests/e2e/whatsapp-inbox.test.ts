import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WhatsAppAccountDto } from '../../server/api/contracts/accounts';
import { dataOf } from '../support/api-client';
import { metaJson, postWebhook } from '../support/meta-webhook';
import { change, envelope, message, text, type Json } from '../unit/channels/whatsapp-cloud/payloads';
import { openBrowser, signIn, type Visit } from './support/browser';
import { personOf, startDemo, type Demo } from './support/demo';
import { keepPicturesOfFailures } from './support/failure-pictures';
import { INBOX, messages, reading, rowOf } from './support/inbox';
import { apiOf } from './support/office';
import { inspectScreen, takePicture } from './support/screen-checks';

const APP = { appId: '670843887433847', appSecret: 'appsecret0Zanahoria77' };
const NUMBER = { wabaId: '102290129340398', phoneNumberId: '106540352242922', accessToken: 'EAAGm0PX4ZCpsBAtoken77' };
const HOUR = 3_600_000;
const seconds = (at: number) => String(Math.floor(at / 1000));

/** Somebody who writes to the number, as Meta tells it. */
const person = (wa: string, name: string) => {
  const by = (ago: number) => ({ from: wa, from_user_id: undefined, timestamp: seconds(Date.now() - ago) });
  return {
    name,
    by,
    told: (...list: Json[]) => envelope([change({ contacts: [{ profile: { name }, wa_id: wa }], messages: list })]),
  };
};

describe('WhatsApp in the inbox', () => {
  let demo: Demo;
  let browser: Browser;
  let office: Visit;
  let phone: Visit;
  let english: Visit;
  let hook: string;
  /** On how many days the browser's time zone finds what Clara wrote. */
  let days: number;
  const clara = person('34611222333', 'Clara Soler');
  const late = person('34611222444', 'Tomás Tarde');

  const post = async (body: Json) =>
    expect((await postWebhook(hook, metaJson(body), APP.appSecret)).status, 'the webhook').toBe(200);
  const bubble = (visit: Visit, words: string) => messages(visit.page).filter({ hasText: words });
  const open = async (visit: Visit, name: string) => {
    await visit.go(INBOX);
    await rowOf(visit.page, name).click();
    await reading(visit).getByRole('heading', { level: 2, name }).waitFor();
  };

  beforeAll(async () => {
    demo = await startDemo();
    const manager = await apiOf(demo.facts, personOf(demo.facts, 'gerencia'));
    const candidates = dataOf<{ id: number; email: string }[]>(await manager.get('/conversations/candidates'));
    const carmen = personOf(demo.facts, 'carmen');
    // Whose language is English.
    const oliver = personOf(demo.facts, 'oliver');
    const agents = [carmen.email, oliver.email];
    const account = dataOf<WhatsAppAccountDto>(
      await manager.post('/conversations/accounts', {
        kind: 'whatsapp-cloud',
        name: 'WhatsApp Ventas',
        senderName: 'Recambios Levante',
        ...APP,
        ...NUMBER,
        authorisedUserIds: candidates.filter(({ email }) => agents.includes(email)).map(({ id }) => id),
      })
    );
    hook = new URL(new URL(account.webhookUrl, 'http://host.test').pathname, demo.facts.adminUrl).href;
    browser = await openBrowser();
    office = await signIn(browser, demo.facts, carmen);
    phone = await signIn(browser, demo.facts, carmen, { width: 390, height: 844 });
    english = await signIn(browser, demo.facts, oliver, { language: 'en' });

    const ages = [26 * HOUR, HOUR, HOUR / 2];
    const day = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Madrid' });
    days = new Set(ages.map((age) => day.format(Date.now() - age))).size;
    const first = text('*Hola*, ¿tienen la _correa_ de https://example.com/a_b_c ?', {
      ...clara.by(26 * HOUR),
      id: 'wamid.first',
    });
    const answer = text('~Da igual~ <b>es urgente</b>', {
      ...clara.by(HOUR),
      id: 'wamid.second',
      context: { from: '15550783881', id: 'wamid.first' },
    });
    const place = message(
      'location',
      { location: { latitude: 39.47, longitude: -0.376, name: 'Taller Soler', address: 'Calle Mayor 1, Valencia' } },
      clara.by(HOUR / 2)
    );
    const card = message(
      'contacts',
      { contacts: [{ name: { formatted_name: 'Pepe Gil' }, phones: [{ phone: '+34 600 100 200' }] }] },
      clara.by(HOUR / 2)
    );
    const poll = message('unsupported', { errors: [{ code: 131051, title: 'Unsupported' }] }, clara.by(HOUR / 2));
    const picture = message(
      'image',
      { image: { id: '1', mime_type: 'image/jpeg', sha256: 'x', caption: 'la vieja' } },
      clara.by(HOUR / 2)
    );
    const heart = message('reaction', { reaction: { message_id: 'wamid.second', emoji: '👍' } }, clara.by(HOUR / 3));
    await post(clara.told(first, answer, place, card, poll, picture, heart));
    await post(late.told(text('¿Sigue en pie?', { ...late.by(25 * HOUR), id: 'wamid.late' })));
  });
  afterAll(async () => {
    await browser?.close();
    await demo?.stop();
  });
  keepPicturesOfFailures(() => ({ office, phone, english }));

  it('shows bubbles with their formatting, and nothing of it as HTML', async () => {
    await open(office, clara.name);
    const first = bubble(office, 'Hola');
    await first.locator('strong', { hasText: 'Hola' }).waitFor();
    expect(await first.locator('em').textContent()).toBe('correa');
    expect(await first.getByRole('link').getAttribute('href')).toBe('https://example.com/a_b_c');
    const second = bubble(office, 'es urgente').filter({ hasText: 'Da igual' });
    expect(await second.locator('s').textContent()).toBe('Da igual');
    expect(await second.locator('b').count()).toBe(0);
    await second.getByText('<b>es urgente</b>').waitFor();
    await office.page.getByText('👍').waitFor();
    await bubble(office, 'Pepe Gil').getByText('+34 600 100 200').waitFor();
    await bubble(office, 'Taller Soler')
      .getByRole('link', { name: office.t('whatsapp.place.map') })
      .waitFor();
    await office.page.getByText(office.t('whatsapp.content.unsupported')).first().waitFor();
    expect(await office.page.locator('[data-day]').count()).toBe(days);
    expect(office.strayRequests).toEqual([]);
  });

  it('goes from an answer to what it answers', async () => {
    const { page, t } = office;
    await page.getByRole('button', { name: t('whatsapp.quote.jump') }).click();
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toContain('Hola');
  });

  it('fits on a screen and on a phone, in both languages', async () => {
    await open(phone, clara.name);
    await open(english, clara.name);
    await bubble(english, 'Taller Soler').waitFor();
    for (const [name, visit] of Object.entries({ office, phone, english })) {
      const { overflow, cut, rawKeys } = await inspectScreen(visit.page);
      expect({ name, overflow, cut, rawKeys }).toEqual({ name, overflow: 0, cut: [], rawKeys: [] });
      await takePicture(visit.page, `whatsapp-${name}`);
    }
  });

  it('counts the window down, closes the composer after it, and opens it live when the customer writes', async () => {
    const { page, t } = office;
    await page.locator('section [data-window="open"]').last().waitFor();
    await open(office, late.name);
    await page.getByText(t('whatsapp.window.closed.hint')).waitFor();
    await rowOf(page, late.name).locator('[data-window="closed"]').waitFor();
    expect(await page.getByRole('button', { name: t('composer.send'), exact: true }).isDisabled()).toBe(true);
    await takePicture(page, 'whatsapp-closed');
    await post(late.told(text('Hola otra vez', { ...late.by(0), id: 'wamid.again' })));
    const editor = page.getByRole('textbox', { name: t('composer.text.reply') });
    await editor.fill('¡Claro que *sí*!');
    expect(await page.getByRole('button', { name: t('composer.send'), exact: true }).isEnabled()).toBe(true);
    await takePicture(page, 'whatsapp-open-again');
    await page.getByText(t('draft.saved')).waitFor();
    await page.reload();
    await expect.poll(() => editor.inputValue()).toBe('¡Claro que *sí*!');
  });

  it('refuses a file that WhatsApp does not take before it is uploaded', async () => {
    const { page, t } = office;
    await page.locator('input[data-attach]').setInputFiles({
      name: 'vacio.txt',
      mimeType: 'text/plain',
      buffer: Buffer.alloc(0),
    });
    await page.getByText(t('whatsapp.file.media-empty', { name: 'vacio.txt' })).waitFor();
  });
});
