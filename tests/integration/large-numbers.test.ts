import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mailSource } from '../support/mail-source';
import { conversationAbout } from './support/accounts';
import { MAILBOX, openOffice, type Office } from './mail/office';

/** One more than an `integer` column holds, and the largest that JSON carries as it is. */
const LARGE = [2 ** 31, Number.MAX_SAFE_INTEGER];

describe('numbers that no column holds, on PostgreSQL', () => {
  let office: Office;
  let conversation: string;
  beforeAll(async () => {
    office = await openOffice('postgres');
    await office.dovecot.deliver(
      MAILBOX,
      mailSource({ from: 'Lola <lola@cliente.test>', to: MAILBOX, subject: 'Embrague', text: '¿Precio?' })
    );
    conversation = (await conversationAbout(office.agent.api, 'Embrague')).id;
  });
  afterAll(() => office?.stop());

  it('are refused where a list is asked for, and tell a page that follows along where it is', async () => {
    const { api } = office.agent;
    const owner = office.admin.owner.api;
    for (const number of LARGE) {
      const position = `${number.toString(36)}-${number.toString(36)}`;
      const lists = [
        api.get(`/conversations/inbox?assignee=${number}`),
        api.get(`/conversations/inbox?cursor=${position}`),
        api.get(`/conversations/inbox/${conversation}/messages?cursor=${position}`),
        ...['quarantine', 'journal', 'audit'].map((list) =>
          owner.get(`/conversations/accounts/${office.account.id}/${list}?cursor=${number}`)
        ),
      ];
      for (const answer of await Promise.all(lists)) expect(answer.status).toBe(400);
      for (const since of [number, -number]) {
        expect((await api.get(`/conversations/inbox/changes?since=${since}`)).status).toBe(200);
      }
    }
  });

  it('are refused where somebody is named, and nothing changes', async () => {
    const owner = office.admin.owner.api;
    const account = `/conversations/accounts/${office.account.id}`;
    const before = await owner.get(account);
    for (const number of LARGE) {
      const refused = [
        owner.put(`${account}/authorised-users`, { userIds: [number] }),
        owner.put(`${account}/host-access`, { apiTokens: [{ id: number, access: 'read' }], roles: [] }),
        owner.post(`${account}/signatures`, { name: 'Ventas', html: '<p>V</p>', userIds: [number] }),
        owner.post(`${account}/signatures`, { name: 'Ventas', html: '<p>V</p>', everywhereUserIds: [number] }),
        office.agent.api.put(`/conversations/inbox/${conversation}`, { assigneeId: number }),
        office.agent.api.post(`/conversations/inbox/${conversation}/messages`, {
          kind: 'note',
          text: 'Llamar',
          draftRevision: number,
          idempotencyKey: `large-number-${number}`,
        }),
      ];
      for (const answer of await Promise.all(refused)) expect(answer.status).toBe(400);
    }
    expect((await owner.get(account)).body).toEqual(before.body);
  });
});
