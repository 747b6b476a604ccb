import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Account } from '../../../server/accounts/account';
import { CONVERSATIONS } from '../../../server/conversations/tables';
import { rememberAliases } from '../../../server/conversations/thread-memory';
import { createMessageId } from '../../../server/mail/message-id';
import { messageIdKey } from '../../../server/mail/message-ids';
import { createMailRoom, SECRET, VENTAS, type MailRoom, type RoomMail } from '../../support/mail-room';

const CUSTOMER = 'ana@cliente.test';
const question: RoomMail = { id: 'question@cliente.test', from: CUSTOMER };

/** What other inboxes put together wrongly, or tore apart, through the storing that decides here. */
describe('mails as they really come', () => {
  let room: MailRoom;
  let account: Account;
  beforeEach(async () => {
    room = await createMailRoom();
    account = await room.account();
  });
  afterEach(() => room.close());

  const conversations = async () => (await room.conversationIds(account)).length;
  const takeAll = async (...mails: RoomMail[]) => {
    for (const mail of mails) await room.take(account, [mail]);
  };
  const first = async () => (await room.conversationIds(account))[0] ?? '';
  const idOfOurs = async (messageId: string, conversationId?: string) =>
    createMessageId({
      conversationId: conversationId ?? (await first()),
      messageId: messageId.repeat(24),
      domain: 'company.test',
      secret: SECRET,
    }).slice(1, -1);

  it('a relay replaced the Message-ID of our answer: our own id in References leads home', async () => {
    await takeAll(question);
    const ours = await idOfOurs('m');
    await takeAll({
      id: 'thanks@cliente.test',
      from: CUSTOMER,
      inReplyTo: ['0100018f-000000@eu-west-1.relay.test'],
      references: [ours, 'question@cliente.test', '0100018f-000000@eu-west-1.relay.test'],
    });
    expect(await conversations()).toBe(1);
  });

  it('a relay replaced it, and the client names nothing but the new id: the copy in Sent knows it', async () => {
    await takeAll(
      question,
      {
        id: 'replaced@relay.test',
        from: VENTAS,
        to: [CUSTOMER],
        role: 'sent',
        inReplyTo: ['question@cliente.test'],
      },
      { id: 'thanks@cliente.test', from: CUSTOMER, inReplyTo: ['replaced@relay.test'] }
    );
    expect(await conversations()).toBe(1);
  });

  it('an answer without References', async () => {
    await takeAll(question, { id: 'more@cliente.test', from: CUSTOMER, inReplyTo: ['question@cliente.test'] });
    expect(await conversations()).toBe(1);
  });

  it('an answer with References alone', async () => {
    await takeAll(question, { id: 'more@cliente.test', from: CUSTOMER, references: ['question@cliente.test'] });
    expect(await conversations()).toBe(1);
  });

  it('a client lower-cased the ids that it quotes', async () => {
    await takeAll(
      { ...question, id: 'CAF-Xyz@Mail.Cliente.test' },
      { id: 'more@cliente.test', from: CUSTOMER, inReplyTo: ['caf-xyz@mail.cliente.test'] }
    );
    expect(await conversations()).toBe(1);
  });

  it('mails of a shop with one subject, one sender and no ids of others stay apart', async () => {
    await takeAll(
      { id: 'order-1@shop.test', from: 'shop@shop.test' },
      { id: 'order-2@shop.test', from: 'shop@shop.test' },
      { id: null, from: 'shop@shop.test', text: 'order 3' }
    );
    expect(await conversations()).toBe(3);
  });

  it('somebody who quotes a customer’s id, without one of ours, begins a conversation of their own', async () => {
    await takeAll(question, { id: 'spy@evil.test', from: 'eve@evil.test', inReplyTo: ['question@cliente.test'] });
    expect(await conversations()).toBe(2);
  });

  it('the customer answers from another address, with our id at hand', async () => {
    await takeAll(question);
    const ours = await idOfOurs('m');
    await takeAll({ id: 'private@home.test', from: 'ana@home.test', inReplyTo: [ours], references: [ours] });
    expect(await conversations()).toBe(1);
    await takeAll({
      id: 'again@home.test',
      from: 'ana@home.test',
      inReplyTo: ['private@home.test'],
      references: [ours],
    });
    expect(await conversations()).toBe(1);
    // Nobody has vouched for that address: without an id of ours it is a stranger's.
    await takeAll({ id: 'alone@home.test', from: 'ana@home.test', inReplyTo: ['private@home.test'] });
    expect(await conversations()).toBe(2);
  });

  it('an answer to a conversation that became part of another goes to that one', async () => {
    await takeAll(
      question,
      { id: 'later@cliente.test', from: CUSTOMER },
      { id: 'both@cliente.test', from: CUSTOMER, references: ['question@cliente.test', 'later@cliente.test'] }
    );
    expect(await conversations()).toBe(1);
    const gone = (await room.database.knex('conversations_redirects').first()) as { from_document_id: string };
    const younger = gone.from_document_id;
    expect(younger).toMatch(/^[a-z0-9]{24}$/);
    expect(younger).not.toBe(await first());
    const ours = await idOfOurs('m', younger);
    await takeAll({ id: 'late@cliente.test', from: CUSTOMER, inReplyTo: [ours] });
    expect(await conversations()).toBe(1);
    expect(await room.together(account)).toHaveLength(1);
  });

  it.each(['first', 'last'])(
    'the copy of a mailing list, with its footer, is kept beside the direct one: %s',
    async (place) => {
      const direct = { ...question, text: 'Hola', cc: ['all@list.test'] };
      const copy = { ...question, text: 'Hola -- list footer', to: ['all@list.test'] };
      await takeAll(...(place === 'first' ? [copy, direct] : [direct, copy]));
      expect((await room.together(account)).flat()).toHaveLength(2);
      // An answer names the id that both bear, so all three are together.
      await takeAll({ id: 'more@cliente.test', from: CUSTOMER, inReplyTo: ['question@cliente.test'] });
      expect(await conversations()).toBe(1);
      expect(await room.ledger(account)).toMatchObject({ received: 3, stored: 3 });
    }
  );

  it('a conversation that holds nothing but a note takes the answer to the id it is known by', async () => {
    const { knex } = room.database;
    const conversationId = 'n'.repeat(24);
    await knex(CONVERSATIONS).insert({
      document_id: conversationId,
      account_document_id: account.id,
      contact_document_id: 'c',
      status: 'open',
      last_message_at: 1,
      message_count: 0,
    });
    await knex('conversations_participants').insert({
      conversation_document_id: conversationId,
      address: CUSTOMER,
      name: '',
    });
    const idKey = messageIdKey('<gone@company.test>') ?? '';
    await rememberAliases(knex, [{ accountId: account.id, idKey, conversationId, messageId: null, ours: true }]);
    await takeAll({ id: 'more@cliente.test', from: CUSTOMER, inReplyTo: ['gone@company.test'] });
    expect(await room.conversationIds(account)).toEqual([conversationId]);
  });

  it('a mail from one of our accounts to another is one conversation in each, and answers stay in theirs', async () => {
    const support = await room.account('soporte@company.test');
    const mail = { id: 'inside@company.test', from: VENTAS, to: ['soporte@company.test'] };
    await room.take(account, [{ ...mail, role: 'sent' }]);
    await room.take(support, [mail]);
    const back = {
      id: 'back@company.test',
      from: 'soporte@company.test',
      to: [VENTAS],
      inReplyTo: ['inside@company.test'],
    };
    await room.take(support, [{ ...back, role: 'sent' }]);
    await room.take(account, [back]);
    for (const each of [account, support]) {
      expect(await room.conversationIds(each)).toHaveLength(1);
      expect((await room.together(each))[0]).toHaveLength(2);
    }
    expect(await first()).not.toBe((await room.conversationIds(support))[0]);
  });
});
