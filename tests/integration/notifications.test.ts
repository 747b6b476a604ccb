import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACTION } from '../../server/constants';
import type { MessageDto } from '../../server/api/contracts/inbox';
import type { NotificationsPage } from '../../server/api/contracts/notifications';
import type { AdminPerson } from '../support/admin-client';
import { codeOf, dataOf, type ApiClient } from '../support/api-client';
import { mostlyOn } from '../support/host-data';
import { mailSource } from '../support/mail-source';
import { until } from '../support/until';
import { MAILBOX, openOffice, readConversation, readMessages, reply, type Office } from './mail/office';
import { conversationAbout } from './support/accounts';

describe.each(mostlyOn('postgres'))('what concerns a person, on %s', (database) => {
  let office: Office;
  let ana: ApiClient;
  let luis: AdminPerson;
  let stranger: AdminPerson;

  beforeAll(async () => {
    office = await openOffice(database);
    ana = office.agent.api;
    const role = await office.admin.role('Sales', [ACTION.useInbox]);
    luis = await office.admin.person('luis@empresa.test', [role]);
    stranger = await office.admin.person('nadie@empresa.test', [role]);
    await authorise(office.agent.id, luis.id);
  });
  afterAll(() => office?.stop());

  const authorise = async (...userIds: number[]) =>
    dataOf(
      await office.admin.owner.api.put(`/conversations/accounts/${office.account.id}/authorised-users`, { userIds })
    );
  async function deliver(subject: string, references?: string[]): Promise<void> {
    const messageId = `<${references ? 're-' : ''}${subject}@cliente.test>`;
    const mail = { from: 'eva@cliente.test', to: MAILBOX, subject, text: 'Hola', messageId };
    await office.dovecot.deliver(MAILBOX, mailSource({ ...mail, ...(references ? { references } : {}) }));
  }
  async function begun(subject: string): Promise<string> {
    await deliver(subject);
    return (await until(`the conversation ${subject}`, () => conversationAbout(ana, subject))).id;
  }
  const page = async (api: ApiClient, query = '') => {
    const answer = await api.get(`/conversations/notifications?${query}`);
    expect(answer.status).toBe(200);
    return answer.body as NotificationsPage;
  };
  const kinds = async (api: ApiClient) => (await page(api)).data.map(({ kind }) => kind);
  const unread = async (api: ApiClient) => (await page(api)).meta.unread;
  const readAll = async (api: ApiClient) => {
    const [newest] = (await page(api)).data;
    if (newest) dataOf(await api.put('/conversations/notifications/read', { upTo: newest.id }));
  };
  const note = (id: string, mentions: number[], api = ana) =>
    api.post(`/conversations/inbox/${id}/messages`, {
      kind: 'note',
      text: 'Mira esto',
      mentions,
      idempotencyKey: randomUUID(),
    });

  it('tells of an assignment by somebody else, and of the customer’s next mail', async () => {
    const id = await begun('reparto');
    dataOf(await ana.put(`/conversations/inbox/${id}`, { assigneeId: luis.id }));
    expect((await page(luis.api)).data).toMatchObject([
      { kind: 'assigned', by: 'ana Test', conversationId: id, subject: 'reparto', read: false },
    ]);
    await deliver('reparto', ['<reparto@cliente.test>']);
    await until('the mail', async () => (await kinds(luis.api)).length === 2);
    expect(await kinds(luis.api)).toEqual(['replied', 'assigned']);
    expect(await unread(luis.api)).toBe(2);
    expect(await kinds(ana)).toEqual([]);
    // Whoever takes one knows it.
    dataOf(await ana.put(`/conversations/inbox/${id}`, { assigneeId: office.agent.id }));
    expect(await kinds(ana)).toEqual([]);
    await readAll(luis.api);
    expect(await unread(luis.api)).toBe(0);
    expect((await page(luis.api)).data.map(({ read }) => read)).toEqual([true, true]);
  });

  it('tells those who are mentioned in a note, once, and nobody who may not read it', async () => {
    const id = await begun('mencion');
    const written = dataOf<MessageDto>(await note(id, [luis.id, office.agent.id, luis.id]));
    expect((await page(luis.api, 'limit=1')).data).toMatchObject([
      { kind: 'mentioned', by: 'ana Test', messageId: written.id, conversationId: id },
    ]);
    expect(await kinds(ana)).toEqual([]);
    expect(codeOf(await note(id, [stranger.id]))).toBe('mention-not-authorised');
    expect(codeOf(await note(id, [4_711]))).toBe('mention-not-authorised');
    const answer = { kind: 'reply', text: 'x', mentions: [luis.id], idempotencyKey: randomUUID() };
    expect(codeOf(await ana.post(`/conversations/inbox/${id}/messages`, answer))).toBe('only-in-notes');
    expect((await readMessages(ana, id)).filter(({ kind }) => kind === 'note')).toHaveLength(1);
    expect(await kinds(stranger.api)).toEqual([]);
  });

  it('tells who wrote an answer that was refused', async () => {
    const id = await begun('rechazo');
    office.smtp.behaviour.rcptTo = () => ({ code: 550, message: '5.1.1 no such user' });
    const sent = await reply(luis.api, id, { text: 'Precio' });
    await until('the failure', async () => (await kinds(luis.api))[0] === 'failed');
    expect((await page(luis.api, 'limit=1')).data[0]).toMatchObject({
      messageId: sent.id,
      contact: 'eva@cliente.test',
    });
    expect(await kinds(ana)).toEqual([]);
    await readAll(luis.api);
    // A further try that fails is news again, and takes the place of the one before.
    dataOf(await luis.api.post(`/conversations/messages/${sent.id}/retry`, {}));
    await until('the second failure', async () => (await unread(luis.api)) === 1);
    const failed = (await page(luis.api)).data.filter(({ kind }) => kind === 'failed');
    expect(failed).toMatchObject([{ messageId: sent.id, read: false }]);
    office.smtp.behaviour = {};
  });

  it('has been read where the conversation has', async () => {
    const id = await begun('leida');
    dataOf(await note(id, [luis.id]));
    const other = await begun('sin-leer');
    dataOf(await note(other, [luis.id]));
    const before = await unread(luis.api);
    const { lastItemId } = await readConversation(luis.api, id);
    dataOf(await luis.api.put(`/conversations/inbox/${id}`, { readUpToMessageId: lastItemId }));
    expect(await unread(luis.api)).toBe(before - 1);
    const [unreadOne, readOne] = (await page(luis.api, 'limit=2')).data;
    expect([unreadOne, readOne]).toMatchObject([
      { conversationId: other, read: false },
      { conversationId: id, read: true },
    ]);
  });

  it('is walked by pages, and shows nothing of an account that one may not read any more', async () => {
    const first = await page(luis.api, 'limit=2');
    const rest = await page(luis.api, `limit=100&cursor=${first.meta.nextCursor}`);
    const ids = [...first.data, ...rest.data].map(({ id }) => id);
    expect(ids).toEqual([...ids].sort((a, b) => b - a));
    expect(ids.length).toBe((await page(luis.api, 'limit=100')).data.length);
    await authorise(office.agent.id);
    expect(await page(luis.api)).toMatchObject({ data: [], meta: { unread: 0 } });
    await authorise(office.agent.id, luis.id);
    expect((await page(luis.api, 'limit=100')).data.map(({ id }) => id)).toEqual(ids);
  });

  it('forgets what was deleted with its conversation', async () => {
    const { id } = await until('the conversation', () => conversationAbout(ana, 'mencion'));
    const told = async () => (await page(luis.api)).data.some(({ conversationId }) => conversationId === id);
    expect(await told()).toBe(true);
    dataOf(await ana.del(`/conversations/inbox/${id}`));
    await until('nothing of it', async () => !(await told()));
  });
});
