import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AttachmentLinkDto, ChangesDto, ConversationDto } from '../../../server/api/contracts/inbox';
import { createApiClient, dataOf, type ApiClient } from '../../support/api-client';
import { mostlyOn } from '../../support/host-data';
import { CANARY } from './canaries';
import type { PersonName } from './people';
import { createScenario, type Scenario } from './scenario';

const STRANGERS: PersonName[] = ['otherAgent', 'exAgent', 'superAdmin', 'superAdminToken'];

describe.each(mostlyOn('postgres'))('what is not yours leaves no trace, on %s', (database) => {
  let scenario: Scenario;
  beforeAll(async () => {
    scenario = await createScenario(database);
  });
  afterAll(() => scenario?.end());

  it('the reader does see it all (or the tests below would prove nothing)', async () => {
    const list = dataOf<ConversationDto[]>(await scenario.people.agent.get('/conversations/inbox'));
    expect(list.map(({ id }) => id)).toContain(scenario.conversation);
    const messages = await scenario.people.agent.get(`/conversations/inbox/${scenario.conversation}/messages`);
    for (const word of [CANARY.text, CANARY.address, CANARY.file]) expect(messages.text).toContain(word);
  });

  it.each(STRANGERS)('%s: lists, counts and accounts stay the same when mail comes for others', async (person) => {
    const before = await look(scenario.people[person]);
    await scenario.deliverToA(`Otro asunto ${person}`);
    expect(await look(scenario.people[person])).toEqual(before);
  });

  it.each(STRANGERS)('%s: no change of others is announced', async (person) => {
    const api = scenario.people[person];
    const { cursor } = dataOf<ChangesDto>(await api.get('/conversations/inbox/changes'));
    const reader = dataOf<ChangesDto>(await scenario.people.agent.get('/conversations/inbox/changes'));
    await scenario.deliverToA(`Un cambio ${person}`);
    const path = '/conversations/inbox/changes?since=';
    const told = dataOf<ChangesDto>(await api.get(path + cursor)).conversationIds;
    const own = dataOf<ConversationDto[]>(await api.get('/conversations/inbox?limit=100')).map(({ id }) => id);
    // A change may be named twice, so an old one of their own may be among them.
    expect(told.filter((id) => !own.includes(id))).toEqual([]);
    const seen = dataOf<ChangesDto>(await scenario.people.agent.get(path + reader.cursor)).conversationIds;
    expect(seen.length).toBeGreaterThan(0);
  });

  it.each(STRANGERS)('%s: filters by what is not theirs find nothing', async (person) => {
    const api = scenario.people[person];
    for (const query of [`accountId=${scenario.accountA}`, `assignee=${scenario.userIds.agent}`]) {
      const answer = await api.get(`/conversations/inbox?${query}`);
      expect([404, 200]).toContain(answer.status);
      if (answer.status === 200) expect(dataOf(answer)).toEqual([]);
    }
  });

  it.each(STRANGERS)('%s: a missing conversation and a forbidden one answer alike', async (person) => {
    const api = scenario.people[person];
    const forbidden = await api.get(`/conversations/inbox/${scenario.conversation}`);
    const missing = await api.get(`/conversations/inbox/${'z'.repeat(scenario.conversation.length)}`);
    expect(forbidden.status).toBe(404);
    expect(forbidden.text).toBe(missing.text);
  });

  it('a cursor of the reader opens nothing for others', async () => {
    await scenario.deliverToA('Para la segunda pagina');
    const page = await scenario.people.agent.get('/conversations/inbox?limit=1');
    const { nextCursor } = (page.body as { meta: { nextCursor: string } }).meta;
    expect(nextCursor).toBeTruthy();
    for (const person of STRANGERS) {
      const answer = await scenario.people[person].get(`/conversations/inbox?cursor=${encodeURIComponent(nextCursor)}`);
      const ids = answer.status === 200 ? dataOf<ConversationDto[]>(answer).map(({ account }) => account.id) : [];
      expect(ids).not.toContain(scenario.accountA);
    }
  });

  it('a link to a file works for its reader, and dies with the right', async () => {
    const make = async () =>
      dataOf<AttachmentLinkDto>(
        await scenario.people.agent.post(`/conversations/attachments/${scenario.attachment}/link`)
      );
    const { url } = await make();
    const browser = createApiClient(scenario.host.url);
    const file = await browser.get(url);
    expect(file.status).toBe(200);
    expect(file.text).toBe(CANARY.fileContent);
    expect(file.headers.get('content-disposition')).toMatch(/^attachment/);
    expect(file.headers.get('x-content-type-options')).toBe('nosniff');

    const path = `/conversations/accounts/${scenario.accountA}/authorised-users`;
    dataOf(await scenario.people.superAdmin.put(path, { userIds: [] }));
    try {
      const refused = await browser.get(url);
      expect(refused.status).toBe(404);
      expect(refused.text).not.toContain(CANARY.fileContent);
    } finally {
      dataOf(await scenario.people.superAdmin.put(path, { userIds: [scenario.userIds.agent] }));
    }
  });

  it('a manager who authorises himself is recorded', async () => {
    const path = `/conversations/accounts/${scenario.accountA}`;
    const { agent, owner } = scenario.userIds;
    dataOf(await scenario.people.superAdmin.put(`${path}/authorised-users`, { userIds: [agent, owner] }));
    try {
      expect((await scenario.people.superAdmin.get(`/conversations/inbox/${scenario.conversation}`)).status).toBe(200);
      const audit = dataOf<{ actor: { id: number } | null; details: unknown }[]>(
        await scenario.people.manager.get(`${path}/audit`)
      );
      const entry = audit.find(
        ({ actor, details }) => actor?.id === owner && JSON.stringify(details).includes(String(owner))
      );
      expect(entry).toBeDefined();
    } finally {
      dataOf(await scenario.people.superAdmin.put(`${path}/authorised-users`, { userIds: [agent] }));
    }
  });
});

/** Everything that a list or a number could give away. */
async function look(api: ApiClient) {
  const paths = ['/conversations/inbox?limit=100', '/conversations/inbox/counts', '/conversations/inbox/accounts'];
  return Promise.all(paths.map(async (path) => (await api.get(path)).body));
}
