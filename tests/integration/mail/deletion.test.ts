import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AccountDto, HealthDto } from '../../../server/api/contracts/accounts';
import { dataOf } from '../../support/api-client';
import { DATABASES } from '../../support/host-data';
import { mailSource } from '../../support/mail-source';
import { until } from '../../support/until';
import { conversationAbout, MAILBOX_PASSWORD } from '../support/accounts';
import {
  connectMailbox,
  listInbox,
  MAILBOX,
  openOffice,
  readConversation,
  readMessages,
  reply,
  type Office,
} from './office';

const OTHER = 'soporte@empresa.test';
const FIRST = '<primero@cliente.test>';

describe.each(DATABASES)('what is deleted, numbered anew and in two places, on %s', (database) => {
  let office: Office;
  let other: AccountDto;
  beforeAll(async () => {
    office = await openOffice(database, { passwords: { [OTHER]: MAILBOX_PASSWORD } });
    other = await connectMailbox(office, OTHER, { name: 'Soporte', senderName: 'Soporte' });
  });
  afterAll(() => office?.stop());

  const from = 'Ana <ana@cliente.test>';
  const health = async () =>
    dataOf<HealthDto>(await office.admin.owner.api.get(`/conversations/accounts/${office.account.id}/health`));
  const settled = (received: number) =>
    until(`${received} journalled and all of them settled`, async () => {
      const { ledger } = await health();
      const { stored, duplicate, ignored, quarantined, pending } = ledger;
      expect(ledger.received).toBe(stored + duplicate + ignored + quarantined + pending);
      return ledger.received >= received && pending === 0 && ledger;
    });
  let validity = 2_000_000_000;
  /** As after a restore of the mail server: every UID is another one, and an open session has to be told. */
  const renumber = async (folder: string) => {
    const { dovecot, admin, account } = office;
    validity += 1_000;
    dovecot.doveadm('mailbox', 'update', '-u', MAILBOX, '--uid-validity', String(validity), folder);
    dovecot.kick(MAILBOX);
    await admin.owner.api.post(`/conversations/accounts/${account.id}/resume`, {});
  };

  it('keeps mails, and what people did with them, when the folders are numbered anew while mail arrives', async () => {
    const { api } = office.agent;
    for (const subject of ['Leído', 'Cerrado'])
      await office.dovecot.deliver(MAILBOX, mailSource({ from, to: MAILBOX, subject, text: subject }));
    const read = await conversationAbout(api, 'Leído');
    const closed = await conversationAbout(api, 'Cerrado');
    const { lastMessageId } = await readConversation(api, read.id);
    const answer = await reply(api, read.id, { text: 'Respuesta', lastSeenMessageId: lastMessageId });
    await until('the copy in Sent, read back', async () => (await health()).ledger.received >= 3);
    dataOf(await api.put(`/conversations/inbox/${read.id}`, { readUpToMessageId: answer.id }));
    dataOf(await api.put(`/conversations/inbox/${closed.id}`, { status: 'closed', assigneeId: office.agent.id }));
    const before = await listInbox(api);
    const { ledger } = await health();

    await renumber('INBOX');
    await renumber('Sent');
    await office.dovecot.deliver(MAILBOX, mailSource({ from, to: MAILBOX, subject: 'Mientras tanto', text: 'Hola' }));
    await conversationAbout(api, 'Mientras tanto');
    const after = await settled(ledger.received + 4);
    expect(after).toMatchObject({ stored: ledger.stored + 1, quarantined: 0, ignored: 0 });
    expect((await listInbox(api)).filter(({ subject }) => subject !== 'Mientras tanto')).toEqual(before);
    expect(await readMessages(api, read.id)).toHaveLength(2);
  });

  it('links the same mail in another account', async () => {
    const { api } = office.agent;
    const raw = mailSource({
      from,
      to: `${MAILBOX}, ${OTHER}`,
      subject: 'A las dos',
      text: 'Hola',
      messageId: FIRST,
      attachments: [{ name: 'plano.txt', type: 'text/plain', content: 'plano' }],
    });
    await office.dovecot.deliver(MAILBOX, raw);
    await office.dovecot.deliver(OTHER, raw);
    const both = await until('both conversations', async () => {
      const list = (await listInbox(api)).filter(({ subject }) => subject === 'A las dos');
      return list.length === 2 && list;
    });
    const details = await Promise.all(both.map(({ id }) => readConversation(api, id)));
    const mine = details.find(({ account }) => account.id === office.account.id);
    const theirs = details.find(({ account }) => account.id === other.id);
    expect(mine?.alsoIn).toMatchObject([{ id: theirs?.id, account: { address: OTHER } }]);
    expect(theirs?.alsoIn).toMatchObject([{ id: mine?.id, account: { address: MAILBOX } }]);
  });

  it('does not bring back what was deleted here, whatever happens to the mailbox', async () => {
    const { api } = office.agent;
    const list = await listInbox(api);
    const doomed = list.find(({ subject, account }) => subject === 'A las dos' && account.id === office.account.id);
    const [message] = await readMessages(api, doomed?.id ?? '');
    const file = message?.attachments[0]?.id ?? '';
    const path = `/conversations/inbox/${doomed?.id}`;
    expect((await office.admin.owner.api.send('DELETE', path)).status, 'not authorised').toBe(404);
    dataOf(await api.send('DELETE', path));
    expect((await api.get(path)).status).toBe(404);
    await until(
      'the file to be gone',
      async () => (await api.post(`/conversations/attachments/${file}/link`, {})).status === 404
    );

    const { ledger } = await health();
    await renumber('INBOX');
    office.dovecot.doveadm('mailbox', 'create', '-u', MAILBOX, 'Archivo');
    office.dovecot.doveadm('copy', '-u', MAILBOX, 'Sent', 'mailbox', 'INBOX', 'subject', 'dos');
    const after = await settled(ledger.received + 5);
    expect(after.ignored).toBeGreaterThanOrEqual(3);
    expect(after.stored).toBe(ledger.stored);
    const left = (await listInbox(api)).filter(({ subject }) => subject === 'A las dos');
    expect(left.map(({ account }) => account.id)).toEqual([other.id]);

    await office.dovecot.deliver(
      MAILBOX,
      mailSource({ from, to: MAILBOX, subject: 'Re: A las dos, otra vez', text: '¿Y?', inReplyTo: FIRST })
    );
    const fresh = await conversationAbout(api, 'otra vez');
    expect(fresh.id).not.toBe(doomed?.id);
    expect(await readMessages(api, fresh.id)).toHaveLength(1);
  });
});
