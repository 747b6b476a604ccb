import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dataOf } from '../support/api-client';
import { until } from '../support/until';
import { openBrowser, signIn, type Visit } from './support/browser';
import { personOf, startDemo, type Demo } from './support/demo';
import { keepPicturesOfFailures } from './support/failure-pictures';
import { choose, INBOX, messages, reading, rowOf } from './support/inbox';
import { apiOf } from './support/office';
import { accessibilityViolations, inspectScreen, takePicture } from './support/screen-checks';

const SUBJECT = 'Su presupuesto P-2050';
const PHONE = '34600777888';
const PERSON = 'Ramón Nuevo';

describe('beginning a conversation', () => {
  let demo: Demo;
  let browser: Browser;
  let agent: Visit;
  let mailAccount: string;
  let whatsAppAccount: string;

  const control = async (action: string, body: object) => {
    const answer = await fetch(`${demo.facts.simulators.meta.url}/_control/${action}`, {
      method: 'POST',
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${action}: ${answer.status}`);
  };

  beforeAll(async () => {
    demo = await startDemo({ seed: true });
    await control('people', { name: PERSON, phone: PHONE });
    await control('template-reviews', { afterMs: 50 });
    const api = await apiOf(demo.facts, personOf(demo.facts, 'admin'));
    const accounts = dataOf<{ name: string; kind: string }[]>(await api.get('/conversations/accounts'));
    mailAccount = accounts.find(({ kind }) => kind === 'imap')?.name ?? '';
    whatsAppAccount = accounts.find(({ kind }) => kind !== 'imap')?.name ?? '';
    const common = { language: 'es', useTypes: ['start'] };
    dataOf(
      await api.post('/conversations/templates', {
        ...common,
        medium: 'email',
        name: 'Enviar presupuesto',
        subject: 'Su presupuesto {{quote_number}}',
        body: '<p>Hola {{customer_name | "cliente"}}, le adjunto el presupuesto {{quote_number}}.</p>',
      })
    );
    const { id } = dataOf<{ id: string }>(
      await api.post('/conversations/templates', {
        ...common,
        medium: 'whatsapp',
        name: 'Presupuesto nuevo',
        body: 'Hola {{customer_name | "cliente"}}, su presupuesto {{quote_number}} ya está listo. ¿Lo quiere?',
      })
    );
    await until('the approval', async () => {
      const { state } = dataOf<{ state: string }>(await api.get(`/conversations/templates/${id}`));
      return state === 'approved';
    });
    browser = await openBrowser();
    agent = await signIn(browser, demo.facts, personOf(demo.facts, 'carmen'), { height: 1000 });
    await agent.go(INBOX);
  });
  afterAll(async () => {
    await browser?.close();
    await demo?.stop();
  });
  keepPicturesOfFailures(() => ({ agent }));

  const editor = () => agent.page.getByRole('textbox', { name: agent.t('composer.text.reply') });
  const begin = async () => {
    const { page, t } = agent;
    await page.getByRole('button', { name: t('start.title') }).click();
    await page.getByRole('heading', { level: 2, name: t('start.title') }).waitFor();
  };

  it('by mail, with a template, a file and what it still has to know', async () => {
    const { page, t } = agent;
    await begin();
    await choose(reading(agent), t('start.account'), mailAccount);
    await page.getByRole('button', { name: t('composer.send') }).click();
    await page.getByText(t('composer.problem.no-recipient')).waitFor();
    await page.getByRole('combobox', { name: t('composer.to') }).fill('ramon@nuevo.example');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: t('template.insert') }).click();
    await page.getByRole('button', { name: 'Enviar presupuesto' }).click();
    await page.getByLabel(t('template.variable.quote_number')).fill('P-2050');
    await page.keyboard.press('Enter');
    await editor().getByText('le adjunto el presupuesto P-2050').waitFor();
    expect(await page.getByLabel(t('start.subject')).inputValue()).toBe(SUBJECT);
    await page.locator('input[type="file"]').setInputFiles({
      name: 'P-2050.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from('%PDF-1.4 presupuesto'),
    });
    await page.getByText('P-2050.pdf', { exact: true }).waitFor();
    await page.mouse.move(5, 5);
    expect(await accessibilityViolations(page)).toEqual([]);
    await takePicture(page, 'start-mail-es-1280');
  });

  it('keeps what is written over a reload', async () => {
    const { page, t } = agent;
    await page.reload();
    await editor().getByText('le adjunto el presupuesto P-2050').waitFor();
    expect(await page.getByLabel(t('start.subject')).inputValue()).toBe(SUBJECT);
    await page.getByText('P-2050.pdf', { exact: true }).waitFor();
    await page.getByRole('button', { name: t('composer.send') }).click();
    await reading(agent).getByRole('heading', { level: 2, name: SUBJECT }).waitFor();
    await messages(page).filter({ hasText: 'P-2050.pdf' }).waitFor();
    await rowOf(page, SUBJECT).waitFor();
    await takePicture(page, 'start-mail-sent-es-1280');
  });

  it('says that there is one with this person already, and is forgotten when it is discarded', async () => {
    const { page, t } = agent;
    await begin();
    expect(await page.getByLabel(t('start.subject')).inputValue()).toBe('');
    await page.getByRole('combobox', { name: t('composer.to') }).fill('ramon@nuevo.example');
    await page.keyboard.press('Enter');
    const existing = page.locator('[data-existing-conversations]');
    await existing.getByRole('link', { name: SUBJECT }).waitFor();
    await takePicture(page, 'start-existing-es-1280');
    await page.getByRole('button', { name: t('start.discard') }).click();
    await page
      .getByRole('alertdialog')
      .getByRole('button', { name: t('start.discard') })
      .click();
    await page.getByText(t('inbox.none-selected.title')).waitFor();
    await begin();
    expect(await reading(agent).getByText('ramon@nuevo.example').count()).toBe(0);
  });

  it('by WhatsApp, with a number and an approved template', async () => {
    const { page, t } = agent;
    await choose(reading(agent), t('start.account'), whatsAppAccount);
    await page.getByRole('combobox', { name: t('start.phone') }).fill('600 777 888');
    await page.locator('[data-start-person]').getByText(`+${PHONE}`).waitFor();
    await page.getByRole('textbox', { name: t('start.name'), exact: true }).fill(PERSON);
    await page.getByRole('button', { name: 'Presupuesto nuevo' }).click();
    await page.getByLabel(t('template.variable.quote_number')).fill('P-9');
    await page.getByText(`Hola ${PERSON}, su presupuesto P-9`).waitFor();
    await page.mouse.move(5, 5);
    expect(await accessibilityViolations(page)).toEqual([]);
    await takePicture(page, 'start-whatsapp-es-1280');
    await page.getByRole('button', { name: t('whatsapp.templates.send') }).click();
    await reading(agent).getByRole('heading', { level: 2, name: PERSON }).waitFor();
    const bubble = messages(page).filter({ hasText: `Hola ${PERSON}, su presupuesto P-9` });
    await bubble.and(page.locator('[data-status="delivered"]')).waitFor();
    await control('say', { person: PHONE, text: 'Sí, lo quiero' });
    await messages(page).filter({ hasText: 'Sí, lo quiero' }).waitFor();
    await editor().waitFor();
    await takePicture(page, 'start-whatsapp-answered-es-1280');
  });

  it('from the contact, to whom it is addressed already', async () => {
    const { page, t } = agent;
    await page.getByRole('button', { name: t('contact.title') }).click();
    const panel = page.locator('[data-contact-panel]');
    await panel.getByRole('link', { name: t('start.title') }).click();
    await page.getByRole('heading', { level: 2, name: t('start.title') }).waitFor();
    await page.locator('[data-existing-conversations]').getByText(t('start.existing.whatsapp')).waitFor();
    await takePicture(page, 'start-from-contact-es-1280');
  });

  it('reads well in English, and on a telephone', async () => {
    const api = await apiOf(demo.facts, personOf(demo.facts, 'carmen'));
    dataOf(await api.put('/admin/users/me', { preferedLanguage: 'en' }));
    for (const width of [1280, 390]) {
      const visit = await signIn(browser, demo.facts, personOf(demo.facts, 'carmen'), {
        language: 'en',
        width,
        height: 900,
      });
      await visit.go(`${INBOX}/new`);
      await visit.page.getByRole('heading', { level: 2, name: visit.t('start.title') }).waitFor();
      await choose(reading(visit), visit.t('start.account'), mailAccount);
      await visit.page.getByRole('textbox', { name: visit.t('composer.text.reply') }).waitFor();
      expect(await inspectScreen(visit.page)).toEqual({ overflow: 0, cut: [], rawKeys: [] });
      await takePicture(visit.page, `start-mail-en-${width}`);
      await choose(reading(visit), visit.t('start.account'), whatsAppAccount);
      await visit.page.getByRole('button', { name: 'Presupuesto nuevo' }).waitFor();
      await takePicture(visit.page, `start-whatsapp-en-${width}`);
      await visit.context.close();
    }
  });
});
