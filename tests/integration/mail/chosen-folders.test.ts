import { ImapFlow } from 'imapflow';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MailAccountDto, AuditEntryDto, HealthDto } from '../../../server/api/contracts/accounts';
import type { FolderListDto } from '../../../server/api/contracts/folders';
import { codeOf, dataOf } from '../../support/api-client';
import { mostlyOn } from '../../support/host-data';
import { mailSource } from '../../support/mail-source';
import { until } from '../../support/until';
import { conversationAbout, MAILBOX_PASSWORD } from '../support/accounts';
import { listInbox, MAILBOX, openOffice, readMessages, type Office } from './office';

const FOLDER = 'Clientes/Señalización & más';
const DAY = 86_400_000;

describe.each(mostlyOn('sqlite'))('folders besides the inbox, on %s', (database) => {
  let office: Office;
  let path: string;
  beforeAll(async () => {
    office = await openOffice(database);
    path = `/conversations/accounts/${office.account.id}`;
    await onServer((client) => client.mailboxCreate(FOLDER));
  });
  afterAll(() => office?.stop());

  async function onServer(work: (client: ImapFlow) => Promise<unknown>): Promise<void> {
    const client = new ImapFlow({
      host: '127.0.0.1',
      port: office.dovecot.imapPort,
      secure: false,
      auth: { user: MAILBOX, pass: MAILBOX_PASSWORD },
      logger: false,
    });
    client.on('error', () => undefined);
    await client.connect();
    try {
      await work(client);
    } finally {
      await client.logout();
    }
  }
  const mail = (subject: string) =>
    mailSource({ from: 'Lola <lola@cliente.test>', to: MAILBOX, subject, text: `Texto de ${subject}` });
  const file = (subject: string, at = new Date()) => onServer((client) => client.append(FOLDER, mail(subject), [], at));
  const api = () => office.admin.owner.api;
  const health = async () => dataOf<HealthDto>(await api().get(`${path}/health`));
  const choose = async (folders: string[]) => dataOf<MailAccountDto>(await api().put(path, { folders }));
  const subjects = async () => (await listInbox(office.agent.api)).map(({ subject }) => subject).sort();

  it('are listed for a saved account, and for settings that are not saved yet', async () => {
    const saved = dataOf<FolderListDto>(await api().post(`${path}/folders`, {}));
    expect(saved.trouble).toBeNull();
    expect(saved.folders).toContainEqual({
      path: FOLDER,
      name: 'Señalización & más',
      depth: 1,
      use: null,
      selectable: true,
    });
    const { imap, smtp } = office.account;
    const settings = { kind: 'imap', address: MAILBOX, username: MAILBOX, imap, smtp };
    const unsaved = await api().post('/conversations/accounts/folders', { ...settings, password: MAILBOX_PASSWORD });
    expect(dataOf<FolderListDto>(unsaved)).toEqual(saved);
    const refused = await api().post('/conversations/accounts/folders', { ...settings, password: 'falsa-canary' });
    expect(dataOf<FolderListDto>(refused)).toMatchObject({ folders: null, trouble: { code: 'login-refused' } });
    expect(JSON.stringify(refused.body)).not.toContain('canary');
  });

  it('are followed once chosen, without a password: what lay there before alarms nobody, what comes then does', async () => {
    await file('Antes de elegir', new Date(Date.now() - 2 * DAY));
    expect((await choose([FOLDER])).folders).toEqual([FOLDER]);
    const old = await conversationAbout(office.agent.api, 'Antes de elegir');
    expect(old.unreadCount).toBe(0);
    await file('Nuevo en la carpeta');
    const fresh = await conversationAbout(office.agent.api, 'Nuevo en la carpeta');
    expect(fresh.unreadCount).toBe(1);
    await until('the import to be done', async () => (await health()).import.done);
    expect(await health()).toMatchObject({ state: 'active', folderNotices: [] });
  });

  it('show a mail once that is moved to them from the inbox', async () => {
    await office.dovecot.deliver(MAILBOX, mail('Se archiva'));
    const { id } = await conversationAbout(office.agent.api, 'Se archiva');
    const { ledger } = await health();
    await onServer(async (client) => {
      await client.mailboxOpen('INBOX');
      await client.messageMove('1:*', FOLDER);
    });
    await until('the copy to be known', async () => (await health()).ledger.duplicate === ledger.duplicate + 1);
    expect(await readMessages(office.agent.api, id)).toHaveLength(1);
    expect(await subjects()).toEqual(['Antes de elegir', 'Nuevo en la carpeta', 'Se archiva']);
  });

  it('that disappear are a notice, and the account goes on', async () => {
    await onServer((client) => client.mailboxDelete(FOLDER));
    const noticed = await until('the notice', async () => {
      const now = await health();
      return now.folderNotices.length > 0 && now;
    });
    expect(noticed).toMatchObject({ state: 'active', cause: null, folderNotices: [{ path: FOLDER, code: 'missing' }] });
    expect(Date.parse(noticed.folderNotices[0]?.since ?? '')).toBeLessThanOrEqual(Date.now());
    expect(noticed.import.done).toBe(true);
    await office.dovecot.deliver(MAILBOX, mail('Sigue llegando'));
    await conversationAbout(office.agent.api, 'Sigue llegando');
    expect(await health()).toMatchObject({ state: 'active', folderNotices: noticed.folderNotices });

    await onServer((client) => client.mailboxCreate(FOLDER));
    await file('Ha vuelto');
    await conversationAbout(office.agent.api, 'Ha vuelto');
    await until('the notice to go', async () => (await health()).folderNotices.length === 0);
  });

  it('that are given up are not followed any more, and what was imported stays', async () => {
    const before = await subjects();
    await choose([]);
    await file('Ya no se sigue');
    await office.dovecot.deliver(MAILBOX, mail('Después'));
    await conversationAbout(office.agent.api, 'Después');
    await api().post(`${path}/sync`, {});
    await until('the ledger to balance', async () => (await health()).ledger.pending === 0);
    expect(await subjects()).toEqual([...before, 'Después'].sort());

    // Chosen again, nothing of the time between is news.
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    await choose([FOLDER]);
    expect((await conversationAbout(office.agent.api, 'Ya no se sigue')).unreadCount).toBe(0);
  });

  it('are kept by a change of something else, and the activity names them', async () => {
    const renamed = dataOf<MailAccountDto>(await api().put(path, { name: 'Ventas 2' }));
    expect(renamed.folders).toEqual([FOLDER]);
    const entries = dataOf<AuditEntryDto[]>(await api().get(`${path}/audit`));
    expect(entries.map(({ details }) => details)).toContainEqual(
      expect.objectContaining({ before: { folders: [] }, after: { folders: [FOLDER] } })
    );
  });

  it('have names that cannot end a line of the protocol', async () => {
    const answer = await api().put(path, { folders: ['a\r\nA1 DELETE INBOX'] });
    expect(answer.status).toBe(400);
    expect(codeOf(answer)).toBe('invalid-input');
  });
});
