import { simpleParser } from 'mailparser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dataOf, codeOf } from '../../support/api-client';
import { DATABASES } from '../../support/host-data';
import { mailSource } from '../../support/mail-source';
import { until } from '../../support/until';
import { conversationAbout } from '../support/accounts';
import { appendTo, listInbox, MAILBOX, openOffice, readConversation, readMessages, reply, type Office } from './office';

const CUSTOMER = 'Lola Pérez <lola@cliente.test>';

describe.each(DATABASES)('a mail comes in, an answer goes out, on %s', (database) => {
  let office: Office;
  beforeAll(async () => {
    office = await openOffice(database);
  });
  afterAll(() => office?.stop());

  it('connects the account', async () => {
    expect(office.account.state).toBe('active');
  });

  it('makes a conversation of a mail, answers it, and puts the next mail into the same', async () => {
    const { agent, dovecot, smtp } = office;
    await dovecot.deliver(
      MAILBOX,
      mailSource({
        from: CUSTOMER,
        to: MAILBOX,
        subject: 'Precio de un embrague',
        text: '¿Cuánto cuesta?',
        messageId: '<a1@cliente.test>',
      })
    );
    const conversation = await conversationAbout(agent.api, 'embrague');
    expect(conversation).toMatchObject({
      contact: { name: 'Lola Pérez', address: 'lola@cliente.test' },
      status: 'open',
      unreadCount: 1,
      preview: '¿Cuánto cuesta?',
    });

    const detail = await readConversation(agent.api, conversation.id);
    expect(detail.replyTo).toMatchObject({
      to: [{ name: 'Lola Pérez', address: 'lola@cliente.test' }],
      subject: 'Re: Precio de un embrague',
    });
    const sent = await reply(agent.api, conversation.id, {
      html: '<p>Son <b>120 €</b></p>',
      lastSeenMessageId: detail.lastMessageId,
    });
    expect(sent).toMatchObject({ status: 'queued', direction: 'outbound' });

    const [mail] = await smtp.waitForMails(1);
    expect(mail?.to).toEqual(['lola@cliente.test']);
    const parsed = await simpleParser(mail?.raw ?? '');
    expect(parsed.messageId).toBe(sent.externalId);
    expect(parsed.inReplyTo).toBe('<a1@cliente.test>');
    expect(parsed.references).toEqual([sent.externalId, '<a1@cliente.test>']);
    expect(parsed.html).toContain('<b>120 €</b>');
    expect(parsed.text).toContain('Son 120 €');
    await until('the answer to be sent', async () =>
      (await readMessages(agent.api, conversation.id)).some((message) => message.status === 'sent')
    );

    await dovecot.deliver(
      MAILBOX,
      mailSource({
        from: CUSTOMER,
        to: MAILBOX,
        subject: 'RE: otra cosa',
        text: 'Me lo quedo.',
        inReplyTo: sent.externalId,
        references: ['<a1@cliente.test>', sent.externalId],
      })
    );
    const messages = await until('the second mail', async () => {
      const list = await readMessages(agent.api, conversation.id);
      return list.length === 3 && list;
    });
    expect(messages.map((message) => [message.direction, message.text.trim()])).toEqual([
      ['inbound', '¿Cuánto cuesta?'],
      ['outbound', 'Son 120 €'],
      ['inbound', 'Me lo quedo.'],
    ]);
    expect(await listInbox(agent.api)).toHaveLength(1);
  });

  it('files a copy in Sent that is no second message', async () => {
    const { dovecot, agent, account, admin } = office;
    const copies = () => dovecot.doveadm('fetch', '-u', MAILBOX, 'uid', 'mailbox', 'Sent').trim();
    await until('the copy in Sent', () => Promise.resolve(copies() !== ''));
    await until('the copy to be seen', async () => {
      const health = dataOf<{ ledger: { duplicate: number } }>(
        await admin.owner.api.get(`/conversations/accounts/${account.id}/health`)
      );
      return health.ledger.duplicate === 1;
    });
    const [conversation] = await listInbox(agent.api);
    expect(await readMessages(agent.api, conversation?.id ?? '')).toHaveLength(3);
  });

  it('shows an answer that was written in another mail client', async () => {
    const { agent } = office;
    const [conversation] = await listInbox(agent.api);
    const [first] = await readMessages(agent.api, conversation?.id ?? '');
    await appendTo(
      office,
      'Sent',
      mailSource({
        from: MAILBOX,
        to: CUSTOMER,
        subject: 'Re: Precio',
        text: 'Desde Outlook.',
        inReplyTo: first?.externalId,
      })
    );
    const last = await until('the answer from Outlook', async () =>
      (await readMessages(agent.api, conversation?.id ?? '')).find((message) => message.text.includes('Outlook'))
    );
    expect(last).toMatchObject({ direction: 'outbound', status: 'sent', author: null });
  });

  it('refuses an answer when something newer has arrived, and the same key twice is one message', async () => {
    const { agent } = office;
    const [conversation] = await listInbox(agent.api);
    const messages = await readMessages(agent.api, conversation?.id ?? '');
    const late = await agent.api.post(`/conversations/inbox/${conversation?.id}/messages`, {
      kind: 'reply',
      text: 'tarde',
      lastSeenMessageId: messages[0]?.id,
      idempotencyKey: 'late-answer',
    });
    expect([late.status, codeOf(late)]).toEqual([409, 'newer-message']);
    const note = { kind: 'note', text: 'Ojo con el stock', idempotencyKey: 'one-note-only' };
    const one = await reply(agent.api, conversation?.id ?? '', { ...note, kind: 'note' });
    const two = await reply(agent.api, conversation?.id ?? '', { ...note, kind: 'note' });
    expect(two.id).toBe(one.id);
  });

  it('balances the ledger', async () => {
    const { admin, account } = office;
    const { ledger } = dataOf<{ ledger: Record<string, number> }>(
      await admin.owner.api.get(`/conversations/accounts/${account.id}/health`)
    );
    expect(ledger).toMatchObject({ stored: 3, duplicate: 1, ignored: 0, quarantined: 0, pending: 0, received: 4 });
  });
});
