import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACTION } from '../../../server/constants';
import type { ChangesDto, ConversationDto } from '../../../server/api/contracts/inbox';
import type { PresenceDto } from '../../../server/api/contracts/realtime';
import type { AdminPerson } from '../../support/admin-client';
import { createApiClient, dataOf, type ApiClient, type Listening } from '../../support/api-client';
import { mostlyOn } from '../../support/host-data';
import { mailSource } from '../../support/mail-source';
import type { SpawnedHost } from '../../support/spawned-host';
import { until } from '../../support/until';
import { conversationAbout } from '../support/accounts';
import { MAILBOX, openOffice, type Office } from '../mail/office';

describe.each(mostlyOn('postgres'))('pages that follow along, on %s', (database) => {
  let office: Office;
  let ana: AdminPerson;
  let luis: AdminPerson;
  /** The same people at another process over the same database. */
  let there: SpawnedHost;
  const open: Listening[] = [];

  beforeAll(async () => {
    office = await openOffice(database);
    ana = office.agent;
    luis = await office.admin.person('luis@empresa.test', [await office.admin.role('Sales', [ACTION.useInbox])]);
    await authorise(ana.id, luis.id);
    there = await office.boot({ worker: false });
  });
  afterAll(async () => {
    for (const stream of open) stream.close();
    await office?.stop();
  });

  const authorise = async (...userIds: number[]) =>
    dataOf(
      await office.admin.owner.api.put(`/conversations/accounts/${office.account.id}/authorised-users`, { userIds })
    );
  const elsewhere = (person: AdminPerson): ApiClient => createApiClient(there.url, person.token);
  async function listen(api: ApiClient, since?: string): Promise<Listening> {
    const stream = await api.listen(`/conversations/inbox/stream${since === undefined ? '' : `?since=${since}`}`);
    open.push(stream);
    if (stream.status === 200) await until('the first event', () => stream.events.length >= 2);
    return stream;
  }
  const changesIn = (stream: Listening) =>
    stream.events.filter(({ name }) => name === 'changes').map(({ data }) => data as ChangesDto);
  const changedIn = (stream: Listening) => changesIn(stream).flatMap(({ conversationIds }) => conversationIds);
  const presenceIn = (stream: Listening): PresenceDto =>
    Object.assign(
      {},
      ...stream.events.filter(({ name }) => name === 'presence').map(({ data }) => data as PresenceDto)
    ) as PresenceDto;
  const endOf = (stream: Listening) =>
    (stream.events.find(({ name }) => name === 'end')?.data as { reason: string } | undefined)?.reason;
  async function begun(subject: string): Promise<ConversationDto> {
    await office.dovecot.deliver(
      MAILBOX,
      mailSource({ from: 'eva@cliente.test', to: MAILBOX, subject, text: `Hola, ${subject}` })
    );
    return until(`the conversation ${subject}`, () => conversationAbout(ana.api, subject));
  }
  const put = async (id: string, body: object, api = ana.api) =>
    dataOf<ConversationDto>(await api.put(`/conversations/inbox/${id}`, body));

  it('tells of a change, also one that another process made, with ids alone', async () => {
    const [here, other] = [await listen(luis.api), await listen(elsewhere(luis))];
    expect(here.headers.get('content-type')).toContain('text/event-stream');
    expect(here.headers.get('cache-control')).toContain('no-store');
    const { id } = await begun('aviso');
    for (const stream of [here, other]) await until('the new conversation', () => changedIn(stream).includes(id));
    const before = changedIn(other).filter((one) => one === id).length;
    await put(id, { status: 'pending' });
    await until('the change', () => changedIn(other).filter((one) => one === id).length > before);
    expect(here.text + other.text).not.toContain('aviso');
  });

  it('begins with what happened since the cursor that a page comes with', async () => {
    const first = await listen(ana.api);
    const cursor = changesIn(first)[0]?.cursor ?? '';
    first.close();
    const { id } = await begun('mientras');
    const again = await listen(ana.api, cursor);
    expect(changesIn(again)[0]?.conversationIds).toContain(id);
    const none = await listen(ana.api, changesIn(again)[0]?.cursor);
    expect(Number(changesIn(none)[0]?.cursor)).toBeGreaterThanOrEqual(Number(cursor));
  });

  it('says who else looks and writes, to those who may see the conversation, until they leave', async () => {
    const { id } = await begun('presencia');
    const [mine, its] = [await listen(ana.api), await listen(elsewhere(luis))];
    const presence = (api: ApiClient, body: object) => api.put(`/conversations/inbox/${id}/presence`, body);
    expect(dataOf(await presence(ana.api, { typing: true }))).toEqual([]);
    await until('Ana to be seen writing', () => presenceIn(its)[id]?.[0]?.typing);
    expect(presenceIn(its)[id]).toEqual([{ id: ana.id, name: 'ana Test', typing: true }]);
    expect(presenceIn(mine)[id]).toBeUndefined();
    expect(dataOf(await presence(luis.api, {}))).toEqual([{ id: ana.id, name: 'ana Test', typing: true }]);
    await until('Luis to be seen', () => presenceIn(mine)[id]?.[0]?.id === luis.id);
    dataOf(await presence(ana.api, { typing: false }));
    await until('Ana to be seen looking', () => presenceIn(its)[id]?.[0]?.typing === false);
    dataOf(await ana.api.del(`/conversations/inbox/${id}/presence`));
    await until('Ana to be gone', () => presenceIn(its)[id]?.length === 0);
    expect(presenceIn(await listen(ana.api))[id]).toEqual([{ id: luis.id, name: 'luis Test', typing: false }]);
  });

  it('shows nothing of other accounts, and nothing more once a right is gone', async () => {
    const role = await office.admin.role('Strangers', [ACTION.useInbox]);
    const stranger = await office.admin.person('nadie@empresa.test', [role]);
    const [outside, its] = [await listen(stranger.api), await listen(luis.api)];
    const { id } = await begun('ajeno');
    await until('the change', () => changedIn(its).includes(id));
    const refused = await stranger.api.put(`/conversations/inbox/${id}/presence`, { typing: true });
    expect(refused.status).toBe(404);

    await authorise(ana.id);
    const since = Date.now();
    await until('Luis to be told', () => its.events.some(({ name }) => name === 'rights'));
    expect(Date.now() - since).toBeLessThan(5_000);
    const before = its.events.length;
    await put(id, { status: 'closed' });
    await ana.api.put(`/conversations/inbox/${id}/presence`, { typing: true });
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(its.events.slice(before).flatMap(({ name, data }) => (name === 'changes' ? [data] : []))).toEqual([]);
    expect(presenceIn(its)[id] ?? []).toEqual([]);
    expect(changedIn(outside)).toEqual([]);

    await authorise(ana.id, luis.id, stranger.id);
    await until('the new reader', () => outside.events.some(({ name }) => name === 'rights'));
    await put(id, { status: 'open' });
    await until('the change', () => changedIn(outside).includes(id));
  });

  it('ends when the person may not use the inbox any more, is deactivated, or signs out', async () => {
    const role = await office.admin.role('Leaving', [ACTION.useInbox]);
    const nothing = await office.admin.role('Nothing', []);
    const leaving = await office.admin.person('sale@empresa.test', [role]);
    const stream = await listen(leaving.api);
    await office.admin.setRoles(leaving.id, [nothing]);
    await until('the end', () => endOf(stream) ?? null);
    expect(endOf(stream)).toBe('forbidden');
    await until('the stream to end', () => stream.ended);
    expect((await leaving.api.listen('/conversations/inbox/stream')).status).toBe(403);

    const blocked = await office.admin.person('fuera@empresa.test', [role]);
    const last = await listen(blocked.api);
    dataOf(await office.admin.owner.api.put(`/admin/users/${blocked.id}`, { isActive: false }));
    await until('the end', () => endOf(last) ?? null);
    expect(endOf(last)).toBe('forbidden');

    const out = await office.admin.person('adios@empresa.test', [role]);
    const signedOut = await listen(out.api);
    expect((await out.api.post('/admin/logout')).status).toBe(200);
    await until('the end of the session', () => endOf(signedOut) ?? null, 30_000);
    expect(endOf(signedOut)).toBe('session-ended');
  });

  it('lets one person follow in ten windows, and the eleventh ask', async () => {
    const role = await office.admin.role('Windows', [ACTION.useInbox]);
    const many = await office.admin.person('muchas@empresa.test', [role]);
    const streams = await Promise.all(Array.from({ length: 10 }, () => listen(many.api)));
    expect(streams.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 200));
    const eleventh = await many.api.listen('/conversations/inbox/stream');
    expect(eleventh.status).toBe(429);
    await until('its text', () => eleventh.text.includes('too-many-streams'));
    streams[0]?.close();
    await until('a place', async () => {
      const next = await many.api.listen('/conversations/inbox/stream');
      open.push(next);
      return next.status === 200 || null;
    });
  });

  it('ends its streams when the process stops, and is found again', async () => {
    const third = await office.boot({ worker: false });
    const stream = await listen(createApiClient(third.url, ana.token));
    await third.stop();
    await until('the end', () => stream.ended);
    expect((await listen(ana.api, changesIn(stream)[0]?.cursor)).status).toBe(200);
  });
});
