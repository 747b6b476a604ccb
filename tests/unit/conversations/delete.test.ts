import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Account } from '../../../server/accounts/account';
import { createDeleteConversation } from '../../../server/conversations/delete-conversation';
import { createLinkedConversations } from '../../../server/conversations/linked-conversations';
import { createPurgeConversation } from '../../../server/conversations/purge-conversation';
import { MESSAGES } from '../../../server/conversations/tables';
import { TABLE } from '../../../server/database/models';
import { visibleConversation, type Scope } from '../../../server/security/scope';
import { createMailRoom, VENTAS, type MailRoom, type RoomMail } from '../../support/mail-room';

const ANA = 'ana@customer.test';
const first: RoomMail = { id: 'first@customer.test', from: ANA };
const answer: RoomMail = { id: 'second@customer.test', from: ANA, inReplyTo: ['first@customer.test'] };

let room: MailRoom;
let account: Account;
let scope: Scope;
let removedFiles: string[];
beforeEach(async () => {
  room = await createMailRoom();
  account = await room.account();
  scope = { person: { id: 7, name: 'Ana' }, accountIds: [account.id] };
  removedFiles = [];
});
afterEach(() => room.close());

const remove = (id: string) => createDeleteConversation(room)(scope, id);
const purge = async () => {
  const files = { remove: async (key: string) => void removedFiles.push(key) };
  const work = createPurgeConversation({ database: room.database, files });
  const jobs = (await room.database.knex(TABLE.job).where({ topic: 'conversations.purge' })) as { payload: string }[];
  for (const job of jobs) {
    const payload = JSON.parse(job.payload) as Record<string, unknown>;
    const envelope = { id: 1, topic: '', payload, orderKey: null, attempts: 1, maxAttempts: 9 };
    await work(envelope, new AbortController().signal);
  }
};
const only = async () => {
  const [id, ...more] = await room.conversationIds(account);
  expect(more).toEqual([]);
  return id ?? '';
};

describe('a deleted conversation', () => {
  it('does not come back, before its rows are gone and after, and the ledger balances', async () => {
    await room.take(account, [first, answer]);
    await remove(await only());
    await room.take(account, [first]);
    expect(await room.conversationIds(account)).toEqual([]);
    await purge();
    await room.take(account, [answer, first, { ...first, to: [VENTAS], role: 'sent' }]);
    expect(await room.conversationIds(account)).toEqual([]);
    expect(await room.database.knex(MESSAGES)).toEqual([]);
    expect(await room.ledger(account)).toEqual({
      received: 6,
      stored: 0,
      duplicate: 0,
      ignored: 6,
      quarantined: 0,
      pending: 0,
    });
    expect(removedFiles.sort()).toEqual(['raw1', 'raw2']);
    const kept = await room.database.knex(TABLE.journal).whereNotNull('raw_key').pluck('raw_key');
    expect(kept, 'nothing of an ignored mail').toEqual([]);
  });

  it('lets what the customer writes next begin a new one', async () => {
    await room.take(account, [first]);
    await remove(await only());
    await room.take(account, [answer]);
    const id = await only();
    await room.take(account, [{ id: 'third@customer.test', from: ANA, references: ['first@customer.test'] }]);
    expect(await only()).toBe(id);
  });

  it('is gone for everybody, with an entry in the change log and one without content in the audit', async () => {
    await room.take(account, [first]);
    const id = await only();
    await remove(id);
    expect(await visibleConversation(room.database, scope, id)).toBeNull();
    await expect(remove(id)).rejects.toMatchObject({ name: 'NotFoundError' });
    expect((await room.changes.since([account.id], '0', room.now())).conversationIds).toContain(id);
    expect(await room.audit.list(account.id, 5)).toMatchObject([
      { action: 'conversation.deleted', actor: { id: 7 }, details: { conversationId: id, mails: 1 } },
    ]);
    expect(JSON.stringify(await room.audit.list(account.id, 5))).not.toContain(ANA);
  });

  it('cannot be deleted by somebody else, nor while an answer is on its way', async () => {
    await room.take(account, [first]);
    const id = await only();
    const stranger: Scope = { person: { id: 8, name: '' }, accountIds: ['another'] };
    await expect(createDeleteConversation(room)(stranger, id)).rejects.toMatchObject({ name: 'NotFoundError' });
    for (const status of ['queued', 'sending']) {
      await room.database.knex(MESSAGES).update({ status });
      await expect(remove(id)).rejects.toMatchObject({ details: { code: 'send-pending' } });
    }
    await room.database.knex(MESSAGES).update({ status: 'cancelled' });
    await remove(id);
    expect(await room.conversationIds(account)).toEqual([]);
  });
});

describe('the same mail in two accounts', () => {
  it('links their conversations both ways, for those who may read both', async () => {
    const other = await room.account('soporte@company.test');
    const shared: RoomMail = { ...first, to: [VENTAS, 'soporte@company.test'] };
    await room.take(account, [shared]);
    await room.take(other, [shared, { id: 'unrelated@customer.test', from: ANA }]);
    const linked = createLinkedConversations(room.database);
    const accounts = await room.accounts.list();
    const both: Scope = { ...scope, accountIds: [account.id, other.id] };
    const [mine = ''] = await room.conversationIds(account);
    const [theirs = ''] = await room.conversationIds(other);
    const here = await visibleConversation(room.database, both, mine);
    const there = await visibleConversation(room.database, both, theirs);
    if (!here || !there) throw new Error('a conversation is missing');
    expect(await linked(both, here, accounts)).toMatchObject([
      { id: theirs, account: { address: 'soporte@company.test' } },
    ]);
    expect(await linked(both, there, accounts)).toMatchObject([{ id: mine, account: { address: VENTAS } }]);
    expect(await linked(scope, here, accounts), 'without the right to the other').toEqual([]);
  });
});

describe('conversations that turn out to be one', () => {
  it('become the older one, and the younger one leads to it', async () => {
    await room.take(account, [first]);
    await room.take(account, [{ id: 'third@customer.test', from: ANA, inReplyTo: ['second@customer.test'] }]);
    const [older, younger] = await room.conversationIds(account);
    await room.take(account, [answer]);
    expect(await only()).toBe(older);
    expect((await visibleConversation(room.database, scope, younger ?? ''))?.id).toBe(older);
    expect((await visibleConversation(room.database, scope, older ?? ''))?.messageCount).toBe(3);
    await remove(younger ?? '');
    expect(await room.conversationIds(account)).toEqual([]);
  });
});
