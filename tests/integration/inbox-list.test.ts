import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Knex } from 'knex';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACTION } from '../../server/constants';
import type { ConversationDto } from '../../server/api/contracts/inbox';
import type { ViewDto } from '../../server/api/contracts/views';
import type { Page } from '../../server/api/contracts/common';
import { keepStanding } from '../../server/conversations/standing';
import { administrate, type AdminPerson } from '../support/admin-client';
import { codeOf, dataOf, type ApiClient } from '../support/api-client';
import { STATEMENT_LOG, statementsIn } from '../support/count-statements';
import { openDatabase } from '../support/database';
import { createHostData, DATABASES, type HostData } from '../support/host-data';
import { insertAll, storeRows } from '../support/inbox-rows';
import { spawnHost, type SpawnedHost } from '../support/spawned-host';
import { expectedIds, filtersToTry, inventInbox, toQuery, type Facts, type Filter } from './support/inbox-model';

const MINE = ['account1', 'account2'];

describe.each(DATABASES)('the list of conversations, on %s', (database) => {
  let data: HostData;
  let host: SpawnedHost;
  let knex: Knex;
  let me: AdminPerson;
  let other: AdminPerson;
  let facts: Facts;

  beforeAll(async () => {
    data = await createHostData(database);
    const code = join(data.directory, 'statements.cjs');
    await writeFile(code, STATEMENT_LOG);
    host = await spawnHost(data, { env: { HOST_CODE: code } });
    const admin = await administrate(host.url);
    const role = await admin.role('Agents', [ACTION.useInbox]);
    me = await admin.person('ana@empresa.test', [role]);
    other = await admin.person('luis@empresa.test', [role]);
    facts = inventInbox(7, { me: me.id, other: other.id });
    knex = openDatabase(data);
    await storeRows(knex, facts.rows);
    await insertAll(
      knex,
      'conversations_tags',
      ['tag-a', 'tag-b', 'tag-c'].map((id) => ({ document_id: id, name: id, folded_name: id, color: '#123456' }))
    );
    await insertAll(
      knex,
      'conversations_conversation_tags',
      [...facts.tagsOf].flatMap(([id, tags]) =>
        tags.map((tag) => ({ conversation_document_id: id, tag_document_id: tag }))
      )
    );
    await insertAll(
      knex,
      'conversations_reads',
      [...facts.readUpTo].map(([key, read]) => {
        const [user, conversation] = key.split(':');
        return { user_id: Number(user), conversation_document_id: conversation, read_message_id: read };
      })
    );
    await keepStanding(
      knex,
      facts.rows.conversations.map(({ id }) => id)
    );
  });
  afterAll(async () => {
    await knex?.destroy();
    await host?.kill();
    if (process.env['SHOW_HOST_LOG']) console.log(host?.log());
    await data?.remove();
  });

  const page = async (api: ApiClient, query: string): Promise<Page<ConversationDto>> => {
    const answer = await api.get(`/conversations/inbox?${query}`);
    if (answer.status !== 200) throw new Error(`${query}: ${answer.status} ${answer.text}`);
    return answer.body as Page<ConversationDto>;
  };
  const all = async (query: string, limit: number): Promise<ConversationDto[]> => {
    const rows: ConversationDto[] = [];
    for (let cursor = ''; ;) {
      const { data: part, meta } = await page(me.api, `${query}&limit=${limit}${cursor}`);
      rows.push(...part);
      if (meta.nextCursor === null) return rows;
      cursor = `&cursor=${meta.nextCursor}`;
    }
  };

  it('answers each filter, and many at once, as a plain model does', async () => {
    for (const filter of filtersToTry(11, { me: me.id, other: other.id })) {
      const ids = (await all(toQuery(filter), 100)).map(({ id }) => id);
      expect({ filter, ids }).toEqual({ filter, ids: expectedIds(facts, me.id, MINE, filter) });
    }
  });

  it('goes on where a page ends, also where instants fall together', async () => {
    for (const filter of [
      {},
      { status: ['open', 'closed'] },
      { sort: 'waiting' as const },
      { customer: 'customer4' },
    ]) {
      const ids = (await all(toQuery(filter), 7)).map(({ id }) => id);
      expect(ids).toEqual(expectedIds(facts, me.id, MINE, filter));
    }
  });

  it('shows nothing of accounts that do not name the person', async () => {
    const mine = new Set((await all('', 100)).map(({ account }) => account.id));
    expect([...mine].sort()).toEqual(MINE);
    expect((await page(me.api, 'accountId=account0')).data).toEqual([]);
    const theirs = (await page(other.api, 'limit=100')).data;
    expect(new Set(theirs.map(({ account }) => account.id))).toEqual(new Set(['account0']));
  });

  it('says of each row what it is filtered by', async () => {
    const rows = await all('', 100);
    const waiting = expectedIds(facts, me.id, MINE, { waiting: true });
    const failed = expectedIds(facts, me.id, MINE, { failed: true });
    const unread = expectedIds(facts, me.id, MINE, { unread: true });
    expect(rows.filter((row) => row.waitingSince !== null).map(({ id }) => id)).toEqual(waiting);
    expect(rows.filter((row) => row.sendFailed).map(({ id }) => id)).toEqual(failed);
    expect(rows.filter((row) => row.unreadCount > 0).map(({ id }) => id)).toEqual(unread);
    for (const { id, tags } of rows) expect(tags.map((tag) => tag.id)).toEqual(facts.tagsOf.get(id) ?? []);
  });

  it('refuses what is no filter, with a reason', async () => {
    for (const query of ['status=gone', 'from=yesterday', 'assignee=0', 'accountId=a%27b', 'unread=perhaps', 'x=1']) {
      expect((await me.api.get(`/conversations/inbox?${query}`)).status).toBe(400);
    }
    expect(codeOf(await me.api.get('/conversations/inbox?cursor=%24'))).toBe('bad-cursor');
  });

  it('takes at most three statements for a page', async () => {
    const queries = [
      'limit=100',
      'limit=50&status=open,pending&assignee=me&unread=true&waiting=true&channel=email&tag=tag-a,tag-b&tagMode=all',
      'limit=50&sort=waiting&customer=customer4&failed=true',
    ];
    for (const query of queries) {
      const before = statementsIn(host.log()).length;
      await page(me.api, query);
      await expect.poll(() => statementsIn(host.log()).length).toBeGreaterThan(before);
      expect(statementsIn(host.log()).slice(before).length).toBeLessThanOrEqual(3);
    }
  });

  it('keeps views of one person, with counts of what that person may see', async () => {
    const filters = { status: 'open,pending', assignee: 'anyone' };
    const view = dataOf<ViewDto>(await me.api.post('/conversations/views', { name: 'Lo mío', filters }));
    const expected = expectedIds(facts, me.id, MINE, { status: ['open', 'pending'], assignee: 'anyone' }).length;
    expect(view).toMatchObject({ name: 'Lo mío', filters, count: expected });
    expect(dataOf<ViewDto[]>(await me.api.get('/conversations/views'))).toEqual([view]);

    expect(dataOf<ViewDto[]>(await other.api.get('/conversations/views'))).toEqual([]);
    expect((await other.api.put(`/conversations/views/${view.id}`, { name: 'x' })).status).toBe(404);
    expect((await other.api.del(`/conversations/views/${view.id}`)).status).toBe(404);
    const theirs = { name: 'LO MIO', filters: { accountId: 'account1,account2' } };
    expect(dataOf<ViewDto>(await other.api.post('/conversations/views', theirs)).count).toBe(0);

    expect((await me.api.post('/conversations/views', { name: 'lo mio', filters })).status).toBe(409);
    expect((await me.api.post('/conversations/views', { name: 'b', filters: { status: 'gone' } })).status).toBe(400);
    expect((await me.api.post('/conversations/views', { name: 'b', filters: { cursor: '1-1' } })).status).toBe(400);
    const all = { name: 'Todo', filters: {} };
    const changed = dataOf<ViewDto>(await me.api.put(`/conversations/views/${view.id}`, all));
    expect(changed).toMatchObject({
      id: view.id,
      name: 'Todo',
      count: Math.min(100, expectedIds(facts, me.id, MINE, {}).length),
    });
    dataOf(await me.api.del(`/conversations/views/${view.id}`));
    expect(dataOf<ViewDto[]>(await me.api.get('/conversations/views'))).toEqual([]);
  });

  it('counts as the list does', async () => {
    const number = (filter: Filter) => expectedIds(facts, me.id, MINE, { status: ['open'], ...filter }).length;
    expect(dataOf(await me.api.get('/conversations/inbox/counts'))).toEqual({
      open: number({}),
      mine: number({ assignee: 'me' }),
      unassigned: number({ assignee: 'nobody' }),
    });
  });
});
