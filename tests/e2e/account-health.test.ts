import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dataOf } from '../support/api-client';
import { openBrowser, signIn, type Visit } from './support/browser';
import { playCustomer } from './support/customer';
import { personOf, startDemo, type Demo } from './support/demo';
import { keepPicturesOfFailures } from './support/failure-pictures';
import { INBOX, rowOf } from './support/inbox';
import { connectMailbox } from './support/office';
import { takePicture } from './support/screen-checks';

const SUBJECT = 'Consulta que se puede contar';
const ACCOUNTS = '/settings/conversations/accounts';

describe('looking after an account', () => {
  let demo: Demo;
  let browser: Browser;
  let mailbox: Awaited<ReturnType<typeof connectMailbox>>;
  let admin: Visit;

  beforeAll(async () => {
    demo = await startDemo();
    mailbox = await connectMailbox(demo.facts, [personOf(demo.facts, 'admin')]);
    await playCustomer(demo.facts, 'c-101').write({ subject: SUBJECT, text: 'Hola' });
    browser = await openBrowser();
    admin = await signIn(browser, demo.facts, personOf(demo.facts, 'admin'));
    await admin.go(INBOX);
    await rowOf(admin.page, SUBJECT).waitFor();
  });
  afterAll(async () => {
    await browser?.close();
    await demo?.stop();
  });
  keepPicturesOfFailures(() => ({ admin }));

  it('opens the list behind a number of the ledger, and an empty one says so', async () => {
    const { page, t, go } = admin;
    const ledger = page.getByRole('region', { name: t('ledger.title'), exact: true });
    await go(`${ACCOUNTS}/${mailbox.id}`);
    await ledger.locator('a[href$="/journal/stored"]').click();
    await page.getByRole('heading', { name: t('ledger.stored'), exact: true }).waitFor();
    const rows = page.getByRole('listitem').filter({ hasText: t('journal.size') });
    await rows.first().waitFor();
    expect(await rows.count()).toBe(1);
    expect(await page.locator('main').innerText()).not.toContain(SUBJECT);
    await takePicture(page, 'account-journal-es-1280');
    await go(`${ACCOUNTS}/${mailbox.id}/journal/quarantined`);
    await page.getByRole('heading', { name: t('journal.empty.title') }).waitFor();
  });

  it('names an account in trouble above the list and above the inbox, and leads to it', async () => {
    const { page, t, go } = admin;
    dataOf(await mailbox.manager.put(`/conversations/accounts/${mailbox.id}`, { password: 'not-the-password' }));
    await go(ACCOUNTS);
    const notice = page.getByRole('status').filter({ hasText: t('trouble.login-refused.message') });
    await notice.waitFor();
    await go(INBOX);
    await notice.waitFor();
    await rowOf(page, SUBJECT).waitFor();
    await takePicture(page, 'inbox-trouble-es-1280');
    await notice.getByRole('link', { name: 'Ventas' }).click();
    await page.getByRole('heading', { level: 1, name: 'Ventas' }).waitFor();
  });

  it('deletes an account only for somebody who types its address', async () => {
    const { page, t, go } = admin;
    await go(`${ACCOUNTS}/${mailbox.id}`);
    await page.getByRole('button', { name: t('action.delete'), exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('1 conversación, 1 mensaje y 0 archivos').waitFor();
    await dialog.getByRole('textbox').fill('otra@direccion.test');
    await dialog.getByRole('button', { name: t('account.delete.confirm') }).click();
    await dialog.getByText(t('account.delete.mismatch')).waitFor();
    await takePicture(page, 'account-delete-es-1280');
    await dialog.getByRole('textbox').fill(demo.facts.imap.user);
    await dialog.getByRole('button', { name: t('account.delete.confirm') }).click();
    await page.getByRole('heading', { name: t('accounts.empty.title') }).waitFor();
    expect(dataOf(await mailbox.manager.get('/conversations/accounts'))).toEqual([]);
  });
});
