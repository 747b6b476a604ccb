import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACTION } from '../../server/constants';
import type { BulkResultDto } from '../../server/api/contracts/bulk';
import type { ChangesDto } from '../../server/api/contracts/inbox';
import type { MailAccountDto } from '../../server/api/contracts/accounts';
import type { AdminPerson } from '../support/admin-client';
import { codeOf, dataOf, type ApiClient } from '../support/api-client';
import { DATABASES } from '../support/host-data';
import { mailSource } from '../support/mail-source';
import { MAILBOX_PASSWORD, conversationAbout } from './support/accounts';
import { until } from '../support/until';
import { connectMailbox, MAILBOX, openOffice, readConversation, readMessages, type Office } from './mail/office';

const OTHER = 'taller@empresa.test';

describe.each(DATABASES)('one change to many conversations, on %s', (database) => {
  let office: Office;
  let agent: ApiClient;
  let luis: AdminPerson;
  let other: MailAccountDto;
  let ids: string[];
  let foreign: string;

  beforeAll(async () => {
    office = await openOffice(database, { passwords: { [OTHER]: MAILBOX_PASSWORD } });
    agent = office.agent.api;
    luis = await office.admin.person('luis@empresa.test', [await office.admin.role('Sales', [ACTION.useInbox])]);
    other = await connectMailbox(office, OTHER);
    ids = [];
    for (const subject of ['uno', 'dos', 'tres']) ids.push(await begun(MAILBOX, subject));
    foreign = await begun(OTHER, 'ajena');
    await authorise(other.id, luis.id);
  });
  afterAll(() => office?.stop());

  const authorise = async (accountId: string, ...userIds: number[]) =>
    dataOf(await office.admin.owner.api.put(`/conversations/accounts/${accountId}/authorised-users`, { userIds }));
  async function begun(mailbox: string, subject: string): Promise<string> {
    await office.dovecot.deliver(mailbox, mailSource({ from: 'eva@cliente.test', to: mailbox, subject, text: 'Hola' }));
    return (await until(`the conversation ${subject}`, () => conversationAbout(agent, subject))).id;
  }
  const bulk = (body: object) => agent.post('/conversations/inbox/bulk', body);
  const change = async (change: object, chosen = ids) => dataOf<BulkResultDto>(await bulk({ ids: chosen, change }));
  const all = <T>(read: (conversation: Awaited<ReturnType<typeof readConversation>>) => T) =>
    Promise.all(ids.map(async (id) => read(await readConversation(agent, id))));

  it('assigns, tags, marks as read, puts off and closes', async () => {
    const { id: tag } = dataOf<{ id: string }>(await agent.post('/conversations/tags', { name: 'Urgente' }));
    expect(await all(({ unreadCount }) => unreadCount)).toEqual([1, 1, 1]);
    expect(await change({ assigneeId: office.agent.id, tags: { add: [tag] }, read: true })).toEqual({
      done: ids,
      failed: [],
    });
    expect(await all(({ assignee, tags, unreadCount }) => [assignee?.id, tags[0]?.id, unreadCount])).toEqual(
      ids.map(() => [office.agent.id, tag, 0])
    );
    await change({ status: 'snoozed', snoozedUntil: new Date(Date.now() + 3_600_000).toISOString() });
    expect(await all(({ status }) => status)).toEqual(['snoozed', 'snoozed', 'snoozed']);
    await change({ status: 'closed' });
    expect(await all(({ status }) => status)).toEqual(['closed', 'closed', 'closed']);
    const events = (await readMessages(agent, ids[0] ?? '')).flatMap(({ event }) => (event ? [event.type] : []));
    expect(events.sort()).toEqual(['assigned', 'status-changed', 'status-changed', 'tags-changed']);
  });

  it('does what can be done and says of the rest why not, and nothing of what is hidden', async () => {
    const before = dataOf<{ status: string }>(await luis.api.get(`/conversations/inbox/${foreign}`));
    const result = await change({ status: 'open' }, [...ids, foreign, 'nowhere']);
    expect(result.done).toEqual(ids);
    expect(result.failed).toEqual([
      { id: foreign, code: 'not-found', message: 'Conversation not found' },
      { id: 'nowhere', code: 'not-found', message: 'Conversation not found' },
    ]);
    expect(dataOf<{ status: string }>(await luis.api.get(`/conversations/inbox/${foreign}`)).status).toBe(
      before.status
    );
    // Who may not read the account is nobody to assign it to.
    const refused = await change({ assigneeId: luis.id });
    expect(refused.failed.map(({ code }) => code)).toEqual(ids.map(() => 'assignee-not-authorised'));
  });

  it('is the same when it comes twice', async () => {
    await change({ status: 'pending' });
    const count = (await readMessages(agent, ids[0] ?? '')).length;
    expect((await change({ status: 'pending' }, [...ids, ...ids])).done).toEqual(ids);
    expect(await readMessages(agent, ids[0] ?? '')).toHaveLength(count);
  });

  it('lets no page load anything for a change that changes nothing', async () => {
    const changes = async (query = '') => dataOf<ChangesDto>(await agent.get(`/conversations/inbox/changes${query}`));
    // A cursor stays behind what may still be committed by another transaction.
    await sleep(5_500);
    const { cursor } = await changes();
    await change({ status: 'pending' });
    expect((await changes(`?since=${cursor}`)).conversationIds).toEqual([]);
    await change({ status: 'open' });
    expect((await changes(`?since=${cursor}`)).conversationIds.sort()).toEqual([...ids].sort());
  });

  it.each([
    [{ ids: [], change: { status: 'open' } }],
    [{ ids: Array.from({ length: 101 }, (_none, index) => `id${index}`), change: { status: 'open' } }],
    [{ ids: ['a'], change: {} }],
    [{ ids: ['a'], change: { status: 'lost' } }],
    [{ ids: ['a'], change: { status: 'open', snoozedUntil: '2099-01-01T00:00:00Z' } }],
  ])('refuses what is no change: %#', async (body) => {
    expect(codeOf(await bulk(body))).toBe('invalid-input');
  });
});
