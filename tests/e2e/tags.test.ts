import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, signIn, type Visit } from './support/browser';
import { playCustomer } from './support/customer';
import { personOf, startDemo, type Demo } from './support/demo';
import { keepPicturesOfFailures } from './support/failure-pictures';
import { INBOX, openConversation, reading, rowOf } from './support/inbox';
import { dataOf } from '../support/api-client';
import { apiOf, connectMailbox } from './support/office';
import { accessibilityViolations, inspectScreen, takePicture } from './support/screen-checks';

const BRAKES = 'Pastillas para una Berlingo';
const CLUTCH = 'Kit de embrague para un Ibiza';
const TAGS = '/settings/conversations/tags';

describe('tags', () => {
  let demo: Demo;
  let browser: Browser;
  let gerencia: Visit;
  let carmen: Visit;

  beforeAll(async () => {
    demo = await startDemo();
    await connectMailbox(demo.facts, [personOf(demo.facts, 'carmen')]);
    await playCustomer(demo.facts, 'c-101').write({ subject: BRAKES, text: '¿Tienen pastillas?' });
    await playCustomer(demo.facts, 'c-102').write({ subject: CLUTCH, text: '¿Qué precio tiene?' });
    browser = await openBrowser();
    gerencia = await signIn(browser, demo.facts, personOf(demo.facts, 'gerencia'));
    carmen = await signIn(browser, demo.facts, personOf(demo.facts, 'carmen'));
    await carmen.go(INBOX);
    for (const subject of [BRAKES, CLUTCH]) await rowOf(carmen.page, subject).waitFor();
  });
  afterAll(async () => {
    await browser?.close();
    await demo?.stop();
  });
  keepPicturesOfFailures(() => ({ gerencia, carmen }));

  const carried = (visit: Visit) => reading(visit).getByRole('group', { name: visit.t('tags.title') });

  it('are made in the settings, with a name of their own and a colour', async () => {
    const { page, t } = gerencia;
    await gerencia.go(TAGS);
    await page.getByRole('heading', { name: t('tags.empty.title') }).waitFor();
    await takePicture(page, 'tags-empty-es-1280');
    const dialog = page.getByRole('dialog');
    const make = async (name: string) => {
      await page.getByRole('button', { name: t('tags.new') }).click();
      await dialog.getByLabel(t('tags.name')).fill(name);
      await dialog.getByRole('radio', { name: t('tags.color.red') }).check();
      await takePicture(page, 'tags-dialog-es-1280');
      await dialog.getByRole('button', { name: t('action.save') }).click();
    };
    await make('Garantía');
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('row').filter({ hasText: 'Garantía' }).waitFor();
    await make('GARANTIA');
    await dialog.getByText(t('error.tag-name-taken')).waitFor();
    await dialog.getByRole('button', { name: t('action.cancel') }).click();
  });

  it('are put on a conversation by typing, and made on the spot', async () => {
    const { page, t } = carmen;
    await openConversation(carmen, BRAKES);
    await carried(carmen)
      .getByRole('button', { name: t('tags.add'), exact: true })
      .click();
    const field = page.getByRole('textbox', { name: t('tags.search') });
    await field.fill('garant');
    await page.getByRole('button', { name: 'Garantía', exact: true }).click();
    await carried(carmen).getByText('Garantía').waitFor();
    await field.fill('Urgente');
    await takePicture(page, 'tags-picker-es-1280');
    await page.getByRole('button', { name: t('tags.create', { name: 'Urgente' }) }).click();
    await carried(carmen).getByText('Urgente').waitFor();
    await page.keyboard.press('Escape');
    await rowOf(page, BRAKES).getByText('Urgente').waitFor();
    await page.getByText('Carmen Ruiz añadió la etiqueta Garantía').waitFor();
    await takePicture(page, 'tags-conversation-es-1280');
  });

  it('narrow the list: any of them, all of them, none', async () => {
    const { page, t } = carmen;
    // The one of the test before fades away.
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    const filter = page.getByRole('button', { name: t('inbox.filter.tags'), exact: true });
    await filter.click();
    await page.getByRole('dialog').getByRole('button', { name: 'Urgente', exact: true }).click();
    await rowOf(page, CLUTCH).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: t('inbox.filter.tags.none'), exact: true }).click();
    await rowOf(page, CLUTCH).waitFor();
    await rowOf(page, BRAKES).waitFor({ state: 'detached' });
    expect(new URL(page.url()).searchParams.get('tagMode')).toBe('none');
    await page
      .getByRole('button', { name: t('inbox.filter.tags.none'), exact: true })
      .last()
      .click();
    await rowOf(page, BRAKES).waitFor();
    await page.keyboard.press('Escape');
  });

  it('are renamed everywhere at once, and taken off by their cross', async () => {
    const { page, t } = gerencia;
    await gerencia.go(TAGS);
    await page.getByRole('button', { name: t('tags.edit', { name: 'Urgente' }) }).click();
    await page.getByRole('dialog').getByLabel(t('tags.name')).fill('Muy urgente');
    await page
      .getByRole('dialog')
      .getByRole('button', { name: t('action.save') })
      .click();
    await rowOf(carmen.page, BRAKES).getByText('Muy urgente').waitFor();
    await carried(carmen)
      .getByRole('button', { name: carmen.t('tags.remove', { name: 'Muy urgente' }) })
      .click();
    await rowOf(carmen.page, BRAKES).getByText('Muy urgente').waitFor({ state: 'detached' });
    await carmen.page.getByText('Carmen Ruiz quitó la etiqueta Muy urgente').waitFor();
  });

  it('that are deleted stay where they were, and are no choice any more', async () => {
    const { page, t } = gerencia;
    await page.getByRole('button', { name: t('tags.delete', { name: 'Garantía' }) }).click();
    const asked = page.getByRole('alertdialog');
    await asked.getByText(/Una conversación la lleva/).waitFor();
    await asked.getByRole('button', { name: t('action.delete') }).click();
    await page.getByRole('row').filter({ hasText: 'Garantía' }).waitFor({ state: 'detached' });
    await carried(carmen)
      .getByTitle(carmen.t('tags.retired', { name: 'Garantía' }))
      .waitFor();
    await carried(carmen)
      .getByRole('button', { name: carmen.t('tags.add'), exact: true })
      .click();
    await carmen.page.getByRole('textbox', { name: carmen.t('tags.search') }).fill('garant');
    await carmen.page.getByRole('button', { name: carmen.t('tags.create', { name: 'garant' }) }).waitFor();
    expect(await carmen.page.getByRole('button', { name: 'Garantía', exact: true }).count()).toBe(0);
    await carmen.page.keyboard.press('Escape');
  });

  it('are no page for who may not manage them', async () => {
    const visit = await signIn(browser, demo.facts, personOf(demo.facts, 'carmen'));
    await visit.go(TAGS);
    await visit.page.getByRole('heading', { level: 1 }).or(visit.page.getByRole('main')).first().waitFor();
    expect(await visit.page.getByRole('button', { name: visit.t('tags.new') }).count()).toBe(0);
    await visit.context.close();
  });

  it.each([
    ['es', 390],
    ['en', 1280],
  ] as const)('are accessible in %s at %i pixels', async (language, width) => {
    // Strapi lets nobody sign in often: who speaks Spanish already is left alone.
    for (const name of language === 'es' ? [] : (['admin', 'carmen'] as const)) {
      const api = await apiOf(demo.facts, personOf(demo.facts, name));
      dataOf(await api.put('/admin/users/me', { preferedLanguage: language }));
    }
    const admin = await signIn(browser, demo.facts, personOf(demo.facts, 'admin'), { language, width, height: 900 });
    await admin.go(TAGS);
    await admin.page.getByRole('row').filter({ hasText: 'Muy urgente' }).waitFor();
    await takePicture(admin.page, `tags-settings-${language}-${width}`);
    expect(await accessibilityViolations(admin.page)).toEqual([]);
    expect(await inspectScreen(admin.page)).toEqual({ overflow: 0, cut: [], rawKeys: [] });
    expect(admin.complaints).toEqual([]);
    await admin.context.close();

    const agent = await signIn(browser, demo.facts, personOf(demo.facts, 'carmen'), { language, width, height: 900 });
    await agent.go(INBOX);
    await rowOf(agent.page, BRAKES).waitFor();
    await openConversation(agent, BRAKES);
    if (width < 1000) await agent.page.getByRole('button', { name: agent.t('conversation.details.show') }).click();
    await carried(agent).waitFor();
    await takePicture(agent.page, `tags-open-${language}-${width}`);
    expect(await accessibilityViolations(agent.page)).toEqual([]);
    expect(await inspectScreen(agent.page)).toEqual({ overflow: 0, cut: [], rawKeys: [] });
    await agent.context.close();
  });
});
