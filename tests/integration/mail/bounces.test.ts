import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AttachmentLinkDto, MessageDto } from '../../../server/api/contracts/inbox';
import type { HealthDto } from '../../../server/api/contracts/accounts';
import { dataOf } from '../../support/api-client';
import { deliveryReport } from '../../support/delivery-report';
import { mostlyOn } from '../../support/host-data';
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

const OTHER_MAILBOX = 'compras@empresa.test';
const MARTA = 'marta@cliente.test';

describe.each(mostlyOn('postgres'))('reports on what was sent, on %s', (database) => {
  let office: Office;
  beforeAll(async () => {
    office = await openOffice(database, { passwords: { [OTHER_MAILBOX]: MAILBOX_PASSWORD } });
  });
  afterAll(() => office?.stop());

  const deliver = (raw: string) => office.dovecot.deliver(MAILBOX, raw);
  const health = async () =>
    dataOf<HealthDto>(await office.admin.owner.api.get(`/conversations/accounts/${office.account.id}/health`));
  const events = async (conversationId: string) =>
    (await readMessages(office.agent.api, conversationId)).filter(({ kind }) => kind === 'event');
  const message = async (conversationId: string, id: string): Promise<MessageDto> => {
    const found = (await readMessages(office.agent.api, conversationId)).find((one) => one.id === id);
    if (!found) throw new Error('the message is not there');
    return found;
  };
  const put = (conversationId: string, body: Record<string, unknown>) =>
    office.agent.api.put(`/conversations/inbox/${conversationId}`, body);

  /** A conversation with an answer that the SMTP server took. */
  async function answered(name: string, to?: string[]) {
    const customer = `${name}@cliente.test`;
    await deliver(mailSource({ from: customer, to: MAILBOX, subject: `Consulta ${name}`, text: 'Hola' }));
    const { id } = await conversationAbout(office.agent.api, `Consulta ${name}`);
    const { lastMessageId } = await readConversation(office.agent.api, id);
    const queued = await reply(office.agent.api, id, {
      text: 'Buenas',
      lastSeenMessageId: lastMessageId,
      ...(to ? { to: to.map((address) => ({ address })) } : {}),
    });
    const sent = await until('the answer to be sent', async () => {
      const now = await message(id, queued.id);
      return now.status === 'sent' && now;
    });
    await put(id, { readUpToMessageId: sent.id, status: 'closed' });
    return { id, customer, sent };
  }
  const entries = async (conversationId: string, count: number) =>
    until(`${count} reports`, async () => {
      const found = (await events(conversationId)).filter(({ event }) => event?.type.startsWith('delivery-'));
      return found.length >= count && found;
    });
  /** Everything that lies in the mailbox has been worked. */
  const settled = async (received: number) =>
    until('the mails to be worked', async () => {
      const { ledger } = await health();
      return ledger.received >= received && ledger.pending === 0 && ledger;
    });

  it('tells that a mail could not be delivered: event, status, unread and open again', async () => {
    const { id, customer, sent } = await answered('perdido');
    expect(await readConversation(office.agent.api, id)).toMatchObject({ status: 'closed', unreadCount: 0 });
    const report = deliveryReport({ about: sent.externalId, recipient: customer });
    await deliver(report);
    const [event] = await entries(id, 1);
    expect(event).toMatchObject({
      kind: 'event',
      automatic: true,
      event: {
        type: 'delivery-failed',
        details: {
          messageId: sent.id,
          recipients: [
            { address: customer, action: 'failed', class: 'hard', status: '5.1.1', reason: 'mailbox-unknown' },
          ],
        },
      },
    });
    expect(await message(id, sent.id)).toMatchObject({
      status: 'failed',
      error: { code: 'bounced' },
      recipients: [{ address: customer, delivery: { action: 'failed', smtpCode: '550', reason: 'mailbox-unknown' } }],
    });
    const detail = await readConversation(office.agent.api, id);
    expect(detail).toMatchObject({ status: 'open', unreadCount: 1, lastItemId: event?.id });
    expect((await listInbox(office.agent.api))[0]?.id).toBe(id);
    expect((await readMessages(office.agent.api, id)).filter(({ kind }) => kind === 'message')).toHaveLength(2);
    expect((await listInbox(office.agent.api)).some(({ contact }) => /daemon/i.test(contact.address))).toBe(false);
    await put(id, { readUpToMessageId: detail.lastItemId });
    expect(await readConversation(office.agent.api, id)).toMatchObject({ unreadCount: 0 });

    // The report itself, as it came.
    const file = event?.attachments[0];
    expect(file).toMatchObject({ name: 'Undelivered Mail Returned to Sender.eml', type: 'message/rfc822' });
    const link = dataOf<AttachmentLinkDto>(
      await office.agent.api.post(`/conversations/attachments/${file?.id ?? ''}/link`)
    );
    const opened = await fetch(`${office.host.url}${link.url}`);
    expect(opened.headers.get('content-disposition')).toMatch(/^attachment/);
    expect(await opened.text()).toContain(sent.externalId);

    // The same mail once more, and another report on the same: the end is the same, and nobody is disturbed.
    await put(id, { status: 'closed' });
    const { ledger } = await health();
    await deliver(report);
    await deliver(deliveryReport({ about: sent.externalId, recipient: customer }));
    await entries(id, 2);
    const after = await settled(ledger.received + 2);
    expect(after.duplicate).toBe(ledger.duplicate + 1);
    expect(await entries(id, 2)).toHaveLength(2);
    expect(await message(id, sent.id)).toMatchObject({ status: 'failed', error: { code: 'bounced' } });
    expect(await readConversation(office.agent.api, id)).toMatchObject({ status: 'closed', unreadCount: 0 });
  });

  it('tells who of several did not get it, and keeps the rest as sent', async () => {
    const { id, customer, sent } = await answered('varios', ['varios@cliente.test', MARTA]);
    await deliver(
      deliveryReport({
        about: sent.externalId,
        recipient: MARTA,
        diagnostic: '552 5.2.2 Mailbox full',
        status: '5.2.2',
      })
    );
    await entries(id, 1);
    const partly = await message(id, sent.id);
    expect(partly).toMatchObject({ status: 'sent', error: { code: 'partly-bounced' } });
    expect(partly.recipients.find(({ address }) => address === MARTA)?.delivery).toMatchObject({
      reason: 'mailbox-full',
    });
    expect(partly.recipients.find(({ address }) => address === customer)?.delivery).toBeUndefined();
    await deliver(deliveryReport({ about: sent.externalId, recipient: customer }));
    await entries(id, 2);
    expect(await message(id, sent.id)).toMatchObject({ status: 'failed', error: { code: 'bounced' } });
  });

  it('records a delay and a delivery quietly', async () => {
    const { id, customer, sent } = await answered('lento');
    await deliver(
      deliveryReport({
        about: sent.externalId,
        recipient: customer,
        action: 'delayed',
        status: '4.4.1',
        diagnostic: 'connect: timed out',
      })
    );
    const [event] = await entries(id, 1);
    expect(event?.event?.type).toBe('delivery-delayed');
    expect(await message(id, sent.id)).toMatchObject({ status: 'sent', error: null });
    await deliver(
      deliveryReport({
        about: sent.externalId,
        recipient: customer,
        action: 'delivered',
        status: '2.0.0',
        diagnostic: '250 2.0.0 Ok',
      })
    );
    await entries(id, 2);
    expect(await message(id, sent.id)).toMatchObject({ status: 'delivered', error: null });
    expect(await readConversation(office.agent.api, id)).toMatchObject({ status: 'closed', unreadCount: 0 });
  });

  it('believes no report on a recipient that the mail did not have; it is shown as a mail', async () => {
    const { id, sent } = await answered('falso');
    await deliver(deliveryReport({ about: sent.externalId, recipient: 'otra.persona@ajena.test' }));
    const shown = await conversationAbout(office.agent.api, 'Undelivered Mail');
    const [mail] = await readMessages(office.agent.api, shown.id);
    expect(mail).toMatchObject({ kind: 'message', direction: 'inbound', automatic: true });
    expect(await message(id, sent.id)).toMatchObject({ status: 'sent', error: null });
    expect((await events(id)).filter(({ event }) => event?.type.startsWith('delivery-'))).toEqual([]);
  });

  it('believes no report that reaches another account, or whose signature is made up', async () => {
    const { id, customer, sent } = await answered('ajeno');
    const other = await connectMailbox(office, OTHER_MAILBOX, { name: 'Compras', senderName: 'Compras Empresa' });
    await office.dovecot.deliver(OTHER_MAILBOX, deliveryReport({ about: sent.externalId, recipient: customer }));
    const madeUp = sent.externalId.replace(/\.[0-9a-f]{24}@/, '.000000000000000000000000@');
    expect(madeUp).not.toBe(sent.externalId);
    await deliver(deliveryReport({ about: madeUp, recipient: customer }));
    await until('both to be shown as mails', async () => {
      const list = (await listInbox(office.agent.api)).filter(({ subject }) => subject.startsWith('Undelivered'));
      return (
        list.some(({ account }) => account.id === other.id) &&
        list.filter(({ account }) => account.id === office.account.id).length >= 2
      );
    });
    expect(await message(id, sent.id)).toMatchObject({ status: 'sent', error: null });
  });

  it('does not open a closed conversation for an out-of-office notice, and marks it', async () => {
    const { id, customer, sent } = await answered('vacaciones');
    await deliver(
      mailSource({
        from: customer,
        to: MAILBOX,
        subject: 'Automatic reply: Consulta',
        text: 'Estoy fuera',
        inReplyTo: sent.externalId,
      }).replace('MIME-Version: 1.0', 'Auto-Submitted: auto-replied\r\nMIME-Version: 1.0')
    );
    const notice = await until('the notice', async () =>
      (await readMessages(office.agent.api, id)).find(({ text }) => text.includes('Estoy fuera'))
    );
    expect(notice).toMatchObject({ kind: 'message', automatic: true });
    expect(await readConversation(office.agent.api, id)).toMatchObject({ status: 'closed' });
    await deliver(
      mailSource({
        from: customer,
        to: MAILBOX,
        subject: 'Re: Consulta',
        text: 'Ya he vuelto',
        inReplyTo: sent.externalId,
      })
    );
    await until('the answer of the person to open it', async () =>
      (await readConversation(office.agent.api, id)).status === 'open' ? true : null
    );
  });

  it('counts a report that comes before the answer of the own server, and needs no answer then', async () => {
    const { agent, smtp } = office;
    await deliver(mailSource({ from: 'rapido@cliente.test', to: MAILBOX, subject: 'Consulta rapida', text: 'Hola' }));
    const { id } = await conversationAbout(agent.api, 'Consulta rapida');
    const { lastMessageId } = await readConversation(agent.api, id);
    // The server takes the mail and says nothing.
    smtp.behaviour = { data: 'hang' };
    const queued = await reply(agent.api, id, { text: 'Buenas', lastSeenMessageId: lastMessageId });
    await until('the answer to be on its way', async () => (await message(id, queued.id)).status === 'sending');
    await deliver(deliveryReport({ about: queued.externalId, recipient: 'rapido@cliente.test' }));
    await entries(id, 1);
    expect(await message(id, queued.id)).toMatchObject({ status: 'sending' });
    await smtp.stop();
    await until('the end of the try', async () => (await message(id, queued.id)).status !== 'sending');
    expect(await message(id, queued.id)).toMatchObject({ status: 'failed', error: { code: 'bounced' } });
  });
});
