import type { Knex } from 'knex';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACTION } from '../../server/constants';
import type { ConversationDto, InboxPageDto } from '../../server/api/contracts/inbox';
import { administrate, type AdminPerson } from '../support/admin-client';
import { dataOf } from '../support/api-client';
import { openDatabase } from '../support/database';
import { createHostData, DATABASES, type HostData } from '../support/host-data';
import { insertAll, storeRows, type MessageOf } from '../support/inbox-rows';
import { until } from '../support/until';
import { spawnHost, type SpawnedHost } from '../support/spawned-host';

const AT = Date.UTC(2026, 5, 1);

describe.each(DATABASES)('searching, on %s', (database) => {
  let data: HostData;
  let host: SpawnedHost;
  let knex: Knex;
  let me: AdminPerson;

  /** As an earlier version would have left it: rows that no journal names. */
  beforeAll(async () => {
    data = await createHostData(database);
    host = await spawnHost(data);
    const admin = await administrate(host.url);
    const role = await admin.role('Agents', [ACTION.useInbox]);
    me = await admin.person('ana@empresa.test', [role]);
    const other = await admin.person('luis@empresa.test', [role]);
    knex = openDatabase(data);
    const conversation = (id: string, at: number, more: object = {}) => ({
      id,
      accountId: 'mine',
      contactId: `contact-${id}`,
      contactName: '',
      contactAddress: `${id}@cliente.test`,
      subject: '',
      status: 'open',
      assigneeId: null,
      lastMessageAt: AT + at * 1000,
      ...more,
    });
    const message = (id: string, conversationId: string, text: string, more: Partial<MessageOf> = {}): MessageOf => ({
      id,
      accountId: conversationId.startsWith('secret') ? 'theirs' : 'mine',
      conversationId,
      direction: 'inbound',
      kind: 'message',
      status: 'received',
      receivedAt: AT,
      text,
      subject: '',
      imported: false,
      automatic: false,
      ...more,
    });
    const long = Array.from({ length: 95 }, (_, index) => message(`long${index}`, 'long', `entrada${index} relleno`));
    const conversations = [
      conversation('one', 1, { subject: 'Presupuésto de embragues', contactName: 'José Ñáñez' }),
      conversation('two', 2, { contactAddress: '34612345678', status: 'closed' }),
      conversation('three', 3, { assigneeId: me.id }),
      conversation('long', 4),
      conversation('secret', 9, { accountId: 'theirs', subject: 'Presupuesto secreto' }),
    ];
    await storeRows(knex, {
      accounts: [
        { id: 'mine', kind: 'imap', name: 'Ventas', members: [me.id] },
        { id: 'theirs', kind: 'imap', name: 'Dirección', members: [other.id] },
      ],
      contacts: conversations.map(({ contactId, contactName, id }) => ({
        id: contactId,
        name: contactName,
        customerId: id === 'three' ? 'customer3' : null,
        customerName: id === 'three' ? 'Talleres Muñoz S.L.' : null,
      })),
      conversations,
      messages: [
        message('m1', 'one', 'Necesito el precio cuanto antes. Ref. P-2024-0017'),
        message('m2', 'two', 'El presupuesto llegó. <b>Gracias</b>'),
        message('m3', 'three', 'Buenos días'),
        message('n3', 'three', 'Ojo: moroso conocido', { kind: 'note', direction: 'outbound', status: 'sent' }),
        message('s1', 'secret', 'presupuesto confidencial'),
        ...long,
      ],
    });
    await insertAll(knex, 'conversations_attachments', [
      {
        document_id: 'file1',
        account_document_id: 'mine',
        conversation_document_id: 'three',
        message_document_id: 'm3',
        name: 'Catálogo_2026.pdf',
        state: 'stored',
      },
    ]);
    await host.kill();
    host = await spawnHost(data, { worker: true });
    me = await (await administrate(host.url)).login('ana@empresa.test');
    await until('the search of what was there', async () => (await found('relleno')).length === 1);
  });
  afterAll(async () => {
    await knex?.destroy();
    await host?.kill();
    if (process.env['SHOW_HOST_LOG']) console.log(host?.log());
    await data?.remove();
  });

  const page = async (q: string, more = ''): Promise<InboxPageDto> => {
    const answer = await me.api.get(`/conversations/inbox?q=${encodeURIComponent(q)}${more}`);
    if (answer.status !== 200) throw new Error(answer.text);
    return answer.body as InboxPageDto;
  };
  const found = async (q: string, more = ''): Promise<string[]> => (await page(q, more)).data.map(({ id }) => id);
  const excerpt = ({ match }: ConversationDto) =>
    match?.excerpt.map(({ text, marked }) => (marked ? `[${text}]` : text)).join('');

  it.each([
    ['presupuesto', ['two', 'one']],
    ['PRESUPUÉSTO', ['two', 'one']],
    ['presup', ['two', 'one']],
    ['jose nanez', ['one']],
    ['one@cliente.test', ['one']],
    ['612 345 678', ['two']],
    ['+34612345678', ['two']],
    ['612345', ['two']],
    ['talleres munoz', ['three']],
    ['P-2024-0017', ['one']],
    ['2024-0017', ['one']],
    ['catalogo', ['three']],
    ['moroso', ['three']],
    ['precio embragues', ['one']],
    ['"cuanto antes"', ['one']],
    ['"antes cuanto"', []],
    ['entrada7 entrada8', ['long']],
    ['presupuesto moroso', []],
    ['%', []],
    ['" OR 1', []],
  ])('finds %s', async (asked, ids) => {
    expect(await found(asked)).toEqual(ids);
  });

  it('keeps to the scope and to the filters', async () => {
    expect(await found('confidencial')).toEqual([]);
    expect((await me.api.get('/conversations/inbox?q=presupuesto')).text).not.toMatch(/secret|confidencial/);
    expect(await found('presupuesto', '&status=closed')).toEqual(['two']);
    expect(await found('presupuesto', '&assignee=me')).toEqual([]);
    expect(await found('buenos', '&assignee=me&customer=customer3')).toEqual(['three']);
  });

  it('goes on where a page ends', async () => {
    const first = await page('presupuesto', '&limit=1');
    expect(first.data.map(({ id }) => id)).toEqual(['two']);
    expect(await found('presupuesto', `&limit=1&cursor=${first.meta.nextCursor}`)).toEqual(['one']);
  });

  it('shows where the words stand, as plain text', async () => {
    const [two, one] = (await page('presupuesto')).data;
    expect(excerpt(two!)).toBe('El [presupuesto] llegó. <b>Gracias</b>');
    expect(two?.match?.messageId).toBe('m2');
    expect(excerpt(one!)).toBe('[Presupuésto] de embragues');
    expect((await page('moroso')).data[0]?.match?.field).toBe('note');
    expect((await page('catalogo')).data[0]?.match).toMatchObject({ field: 'file', messageId: 'm3' });
  });

  it('knows what is written a moment later, and no longer what is deleted', async () => {
    const note = { kind: 'note', text: 'Llamar por el carburador', idempotencyKey: `search-${database}` };
    dataOf(await me.api.post('/conversations/inbox/long/messages', note));
    await expect.poll(() => found('carburador'), { timeout: 5_000 }).toEqual(['long']);
    expect(await found('entrada0')).toEqual(['long']);
    dataOf(await me.api.del('/conversations/inbox/long'));
    await expect.poll(() => found('carburador'), { timeout: 5_000 }).toEqual([]);
    const left = async () => (await knex('conversations_search_state').select('id')).length;
    await expect.poll(left, { timeout: 5_000 }).toBe(4);
  });

  it('has caught up with what a process that died had only noted', async () => {
    await knex('conversations_messages').where({ document_id: 'm3' }).update({ text: 'Se rompió el alternador' });
    await knex('conversations_search_journal').insert({ conversation_document_id: 'three', entire: 1 });
    await host.kill();
    host = await spawnHost(data, { worker: true });
    me = await (await administrate(host.url)).login('ana@empresa.test');
    await expect.poll(() => found('alternador'), { timeout: 10_000 }).toEqual(['three']);
    expect(await found('buenos')).toEqual([]);
    expect((await page('alternador')).meta.preparing).toBeNull();
  });
});
