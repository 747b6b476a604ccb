import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, signIn, type Visit } from './support/browser';
import { playCustomer } from './support/customer';
import { personOf, startDemo, type Demo } from './support/demo';
import { keepPicturesOfFailures } from './support/failure-pictures';
import { INBOX, openConversation, rowOf } from './support/inbox';
import { connectMailbox } from './support/office';
import { recordAnswers } from './support/record-answers';

const SUBJECT = 'Canario: presupuesto confidencial';
/** Removal has to reach an open page within the polling of a visible page, with room for a slow machine. */
const POLLING_MS = 20_000;

describe('who sees a conversation', () => {
  let demo: Demo;
  let browser: Browser;
  let mailbox: Awaited<ReturnType<typeof connectMailbox>>;
  let conversationPath: string;
  let carmen: Visit;
  let other: Visit | undefined;

  beforeAll(async () => {
    demo = await startDemo();
    mailbox = await connectMailbox(demo.facts, [personOf(demo.facts, 'carmen'), personOf(demo.facts, 'javier')]);
    await playCustomer(demo.facts, 'c-101').write({ subject: SUBJECT, text: 'Solo para ustedes: canario.' });
    browser = await openBrowser();
    carmen = await signIn(browser, demo.facts, personOf(demo.facts, 'carmen'));
    await carmen.go(INBOX);
    await rowOf(carmen.page, SUBJECT).waitFor();
    await openConversation(carmen, SUBJECT);
    conversationPath = new URL(carmen.page.url()).pathname.replace(/^\/admin/, '');
  });
  afterAll(async () => {
    await browser?.close();
    await demo?.stop();
  });
  keepPicturesOfFailures(() => ({ carmen, other }));

  async function visitAs(name: Parameters<typeof personOf>[1]) {
    const visit = await signIn(browser, demo.facts, personOf(demo.facts, name));
    other = visit;
    return { visit, record: await recordAnswers(visit.page) };
  }
  const shows = async ({ page }: Visit) => (await page.locator('body').innerText()).toLowerCase().includes('canario');

  it('shows it to the authorised agent', async () => {
    expect(await shows(carmen)).toBe(true);
  });

  it('shows a manager without the inbox no link, no list and no conversation', async () => {
    const { visit, record } = await visitAs('gerencia');
    const { page, t, go } = visit;
    await page.getByRole('navigation').first().waitFor();
    await go('/settings/conversations/accounts');
    await page.getByRole('row').filter({ hasText: demo.facts.imap.user }).waitFor();
    expect(await page.getByRole('link', { name: t('menu.inbox') }).count()).toBe(0);
    for (const path of [INBOX, conversationPath]) {
      await go(path);
      await page.getByRole('main').waitFor();
      await page.waitForLoadState('networkidle');
      expect(await shows(visit)).toBe(false);
      expect(await page.locator('a[data-conversation], article[data-message]').count()).toBe(0);
    }
    await go(`/settings/conversations/accounts/${mailbox.id}`);
    await page.getByRole('heading', { name: t('activity.title') }).waitFor();
    await page.waitForLoadState('networkidle');
    expect(await shows(visit)).toBe(false);
    expect(record.answers.length).toBeGreaterThan(0);
    expect(record.answers.join('\n').toLowerCase()).not.toContain('canario');
    await record.stop();
    await visit.context.close();
  });

  it.each(['lucia', 'admin'] as const)(
    'shows %s, whom no account has authorised, what to do and no more',
    async (name) => {
      const { visit, record } = await visitAs(name);
      const { page, t, go } = visit;
      await page.getByRole('link', { name: t('menu.inbox') }).click();
      await page.getByRole('heading', { name: t('inbox.unauthorised.title') }).waitFor();
      await go(conversationPath);
      await page.getByRole('heading', { name: t('inbox.unauthorised.title') }).waitFor();
      expect(await shows(visit)).toBe(false);
      expect(record.answers.join('\n').toLowerCase()).not.toContain('canario');
      await record.stop();
      await visit.context.close();
    }
  );

  it('takes the conversation off the open page of an agent who is removed', async () => {
    expect(await shows(carmen)).toBe(true);
    await mailbox.authorise([personOf(demo.facts, 'javier')]);
    await carmen.page
      .getByRole('heading', { name: carmen.t('inbox.unauthorised.title') })
      .waitFor({ timeout: POLLING_MS });
    expect(await shows(carmen)).toBe(false);
  });

  it('shows it again by itself when the agent is authorised again', async () => {
    await mailbox.authorise([personOf(demo.facts, 'carmen'), personOf(demo.facts, 'javier')]);
    await carmen.page.getByRole('heading', { level: 2, name: SUBJECT }).waitFor();
  });
});
