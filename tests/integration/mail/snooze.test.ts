import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACTION } from '../../../server/constants';
import type { ConversationDetailDto } from '../../../server/api/contracts/inbox';
import { codeOf, dataOf, type ApiClient } from '../../support/api-client';
import { mostlyOn } from '../../support/host-data';
import { mailSource } from '../../support/mail-source';
import { until } from '../../support/until';
import { conversationAbout } from '../support/accounts';
import { MAILBOX, openOffice, readConversation, readMessages, type Office } from './office';

const HOUR = 3_600_000;

describe.each(mostlyOn('postgres'))('a conversation that is put off, on %s', (database) => {
  let office: Office;
  let agent: ApiClient;
  beforeAll(async () => {
    office = await openOffice(database);
    agent = office.agent.api;
  });
  afterAll(() => office?.stop());

  const deliver = (subject: string, ids: { messageId?: string; references?: string[] } = {}) =>
    office.dovecot.deliver(
      MAILBOX,
      mailSource({ from: 'eva@cliente.test', to: MAILBOX, subject, text: 'Hola', ...ids })
    );
  async function begun(subject: string): Promise<string> {
    await deliver(subject, { messageId: `<${subject}@cliente.test>` });
    return (await until(`the conversation ${subject}`, () => conversationAbout(agent, subject))).id;
  }
  const put = (id: string, body: object) => agent.put(`/conversations/inbox/${id}`, body);
  const snooze = async (id: string, at: number | null) =>
    dataOf<ConversationDetailDto>(
      await put(id, { status: 'snoozed', snoozedUntil: at === null ? null : new Date(at).toISOString() })
    );
  const statusOf = async (id: string) => (await readConversation(agent, id)).status;
  const eventsOf = async (id: string) =>
    (await readMessages(agent, id)).flatMap(({ event }) => (event ? [event.type] : []));

  it('says until when, and opens by itself when the time is up', async () => {
    const id = await begun('plazo');
    const at = Date.now() + 2_000;
    expect(await snooze(id, at)).toMatchObject({ status: 'snoozed', snoozedUntil: new Date(at).toISOString() });
    await until('the conversation to open', async () => (await statusOf(id)) === 'open');
    expect(Date.now()).toBeGreaterThanOrEqual(at);
    expect((await readConversation(agent, id)).snoozedUntil).toBeNull();
    expect(await eventsOf(id)).toContain('snooze-ended');
  });

  it('goes by the last word: further, or closed', async () => {
    const [further, closed] = [await begun('aplazada'), await begun('cerrada')];
    await snooze(further, Date.now() + 1_000);
    await snooze(further, Date.now() + HOUR);
    await snooze(closed, Date.now() + 1_000);
    dataOf(await put(closed, { status: 'closed' }));
    const third = await begun('tercera');
    await snooze(third, Date.now() + 2_500);
    await until('the third to open', async () => (await statusOf(third)) === 'open');
    expect([await statusOf(further), await statusOf(closed)]).toEqual(['snoozed', 'closed']);
    expect(await eventsOf(further)).not.toContain('snooze-ended');
  });

  it('opens when the customer answers, and leaves whom it was assigned to only while they may read it', async () => {
    const role = await office.admin.role(`Agents of ${database}`, [ACTION.useInbox]);
    const gone = await office.admin.person('baja@empresa.test', [role]);
    const authorise = (userIds: number[]) =>
      office.admin.owner.api.put(`/conversations/accounts/${office.account.id}/authorised-users`, { userIds });
    dataOf(await authorise([office.agent.id, gone.id]));
    const [stays, leaves] = [await begun('se-queda'), await begun('se-va')];
    dataOf(await put(stays, { assigneeId: office.agent.id }));
    dataOf(await put(leaves, { assigneeId: gone.id }));
    for (const id of [stays, leaves])
      expect(await snooze(id, null)).toMatchObject({ status: 'snoozed', snoozedUntil: null });
    dataOf(await authorise([office.agent.id]));
    for (const subject of ['se-queda', 'se-va'])
      await deliver(`Re: ${subject}`, { references: [`<${subject}@cliente.test>`] });
    for (const id of [stays, leaves]) await until('it to open', async () => (await statusOf(id)) === 'open');
    expect((await readConversation(agent, stays)).assignee?.id).toBe(office.agent.id);
    expect((await readConversation(agent, leaves)).assignee).toBeNull();
  });

  it.each([
    [{ status: 'snoozed', snoozedUntil: '2020-01-01T00:00:00Z' }, 'snooze-in-the-past'],
    [{ status: 'snoozed', snoozedUntil: '2099-01-01T00:00:00Z' }, 'snooze-too-long'],
    [{ status: 'snoozed', snoozedUntil: 'mañana' }, 'invalid-input'],
    [{ status: 'open', snoozedUntil: '2099-01-01T00:00:00Z' }, 'invalid-input'],
    [{ snoozedUntil: '2099-01-01T00:00:00Z' }, 'invalid-input'],
  ])('refuses %j', async (body, code) => {
    const id = (await until('a conversation', () => conversationAbout(agent, 'plazo'))).id;
    const answer = await put(id, body);
    expect([answer.status, codeOf(answer)]).toEqual([400, code]);
    expect(await statusOf(id)).toBe('open');
  });
});
