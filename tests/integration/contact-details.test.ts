import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACTION } from '../../server/constants';
import type { MailAccountDto } from '../../server/api/contracts/accounts';
import type { ContactDetailDto } from '../../server/api/contracts/contacts';
import type { ConversationDto } from '../../server/api/contracts/inbox';
import type { AdminPerson } from '../support/admin-client';
import { codeOf, dataOf, type ApiClient } from '../support/api-client';
import { mostlyOn } from '../support/host-data';
import { mailSource } from '../support/mail-source';
import { until } from '../support/until';
import { connectMailbox, MAILBOX, openOffice, type Office } from './mail/office';
import { conversationAbout, MAILBOX_PASSWORD } from './support/accounts';

const OTHER = 'taller@empresa.test';

describe.each(mostlyOn('sqlite'))('what is known of a contact, on %s', (database) => {
  let office: Office;
  let ana: ApiClient;
  let luis: AdminPerson;
  let other: MailAccountDto;
  let conversation: ConversationDto;
  let contactId: string;

  beforeAll(async () => {
    office = await openOffice(database, { passwords: { [OTHER]: MAILBOX_PASSWORD } });
    ana = office.agent.api;
    luis = await office.admin.person('luis@empresa.test', [await office.admin.role('Sales', [ACTION.useInbox])]);
    other = await connectMailbox(office, OTHER);
    await deliver(MAILBOX, 'Eva García <eva@cliente.test>', 'frenos');
    await deliver(OTHER, 'eva@cliente.test', 'embrague');
    await deliver(MAILBOX, 'otro@cliente.test', 'faros');
    conversation = await until('frenos', () => conversationAbout(ana, 'frenos'));
    contactId = conversation.contact.id;
    for (const subject of ['embrague', 'faros']) await until(subject, () => conversationAbout(ana, subject));
  });
  afterAll(() => office?.stop());

  const deliver = (to: string, from: string, subject: string) =>
    office.dovecot.deliver(to, mailSource({ from, to, subject, text: 'Hola' }));
  const url = (id = contactId) => `/conversations/contacts/${id}`;
  const get = async (api = ana) => dataOf<ContactDetailDto>(await api.get(url()));
  const add = (text: string, api = ana, idempotencyKey: string = randomUUID()) =>
    api.post(`${url()}/notes`, { text, idempotencyKey });
  const authorise = async (accountId: string, ...userIds: number[]) =>
    dataOf(await office.admin.owner.api.put(`/conversations/accounts/${accountId}/authorised-users`, { userIds }));
  const texts = async (api = ana) => (await get(api)).notes.map(({ text }) => text);

  it('has the name and the addresses', async () => {
    expect(await get()).toEqual({
      id: contactId,
      name: 'Eva García',
      identities: [{ kind: 'email', value: 'eva@cliente.test', former: false }],
      customer: null,
      notes: [],
    });
  });

  it('finds all conversations of the person, on the accounts of whoever asks', async () => {
    const subjects = async (api: ApiClient) =>
      dataOf<ConversationDto[]>(await api.get(`/conversations/inbox?contact=${contactId}`))
        .map(({ subject }) => subject)
        .sort();
    expect(await subjects(ana)).toEqual(['embrague', 'frenos']);
    expect(await subjects(luis.api)).toEqual([]);
    await authorise(other.id, office.agent.id, luis.id);
    expect(await subjects(luis.api)).toEqual(['embrague']);
    expect(codeOf(await ana.get("/conversations/inbox?contact=a'b"))).toBe('invalid-input');
  });

  it('keeps notes, once each, newest first, for all who may read a conversation with the person', async () => {
    const key = randomUUID();
    expect((await add('  Prefiere que la llamen\npor la tarde.  ', ana, key)).status).toBe(201);
    await add('Prefiere que la llamen por la tarde.', ana, key);
    await add('Paga siempre tarde', luis.api);
    expect(await texts()).toEqual(['Paga siempre tarde', 'Prefiere que la llamen\npor la tarde.']);
    expect((await get(luis.api)).notes).toMatchObject([
      { author: { id: luis.id, name: 'luis Test' } },
      { author: { id: office.agent.id } },
    ]);
    for (const text of ['', '   ', 'x'.repeat(4_001)]) expect(codeOf(await add(text))).toBe('invalid-input');
  });

  it('lets nobody but its writer delete a note', async () => {
    const [theirs, mine] = (await get()).notes;
    expect((await ana.del(`${url()}/notes/${theirs?.id}`)).status).toBe(404);
    for (const id of ['x', '0', '-1', '99999999999', '1.5'])
      expect((await ana.del(`${url()}/notes/${id}`)).status).toBe(404);
    dataOf(await ana.del(`${url()}/notes/${mine?.id}`));
    expect(await texts()).toEqual(['Paga siempre tarde']);
  });

  it('does not exist for those who may read none of the conversations', async () => {
    await authorise(other.id, office.agent.id);
    for (const answer of [
      await luis.api.get(url()),
      await add('x', luis.api),
      await luis.api.del(`${url()}/notes/1`),
      await ana.get(url('nowhere')),
    ]) {
      expect(answer.status).toBe(404);
      expect(JSON.stringify(answer.body)).not.toContain('Eva');
    }
  });

  it('takes no more notes than a person can read', async () => {
    for (let count = (await texts()).length; count < 100; count += 1)
      expect((await add(`nota ${count}`)).status).toBe(201);
    expect(codeOf(await add('una más'))).toBe('too-many-notes');
    expect(await texts()).toHaveLength(100);
  });
});
