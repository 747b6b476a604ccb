import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AuditEntryDto } from '../../server/api/contracts/accounts';
import type { HostConversationDetail, HostTag } from '../../server/api/contracts/host';
import type { ChangesDto, ConversationDetailDto, MessageDto } from '../../server/api/contracts/inbox';
import type { ManagedTagDto, TagDto } from '../../server/api/contracts/tags';
import { ACTION } from '../../server/constants';
import { TAG_PALETTE } from '../../server/tags/palette';
import type { AdminPerson } from '../support/admin-client';
import { codeOf, dataOf, type ApiClient } from '../support/api-client';
import { hostCallers } from '../support/host-callers';
import { createHostData, DATABASES } from '../support/host-data';
import { mailSource } from '../support/mail-source';
import { until } from '../support/until';
import { conversationAbout } from './support/accounts';
import { listInbox, MAILBOX, openOffice, readConversation, readMessages, type Office } from './mail/office';

const SETTINGS = '/conversations/tag-settings';
const LISTENER = `
module.exports = {
  bootstrap({ strapi }) {
    const name = 'conversations.conversation.tags-changed';
    strapi.eventHub.on(name, (payload) => console.log('EVENT ' + JSON.stringify(payload)));
  },
};
`;

describe.each(DATABASES)('tags, on %s', (database) => {
  let office: Office;
  /** Manages tags, and has no inbox. */
  let manager: AdminPerson;
  /** Uses the inbox, of no account. */
  let stranger: AdminPerson;
  let agent: ApiClient;

  const list = async () => dataOf<ManagedTagDto[]>(await manager.api.get(SETTINGS));
  const listed = async (id: string) => (await list()).find((tag) => tag.id === id);
  const create = async (name: string) => dataOf<TagDto>(await manager.api.post(SETTINGS, { name }));
  const change = (id: string, body: object, api = agent) => api.put(`/conversations/inbox/${id}/tags`, body);
  const namesOn = async (id: string) => (await readConversation(agent, id)).tags.map(({ name }) => name);
  const activity = async () => dataOf<AuditEntryDto[]>(await manager.api.get(`${SETTINGS}/activity`));
  const changes = async (since?: string) =>
    dataOf<ChangesDto>(await agent.get(`/conversations/inbox/changes${since === undefined ? '' : `?since=${since}`}`));
  const tagEvents = async (id: string): Promise<MessageDto[]> =>
    (await readMessages(agent, id)).filter(({ event }) => event?.type === 'tags-changed');
  const heard = () =>
    office.host
      .log()
      .split('\n')
      .filter((line) => line.startsWith('EVENT '))
      .map((line) => JSON.parse(line.slice('EVENT '.length)) as unknown);
  interface Ids {
    messageId?: string;
    references?: string[];
  }
  const deliver = (subject: string, ids: Ids = {}) =>
    office.dovecot.deliver(
      MAILBOX,
      mailSource({ from: 'Lola Pérez <lola@cliente.test>', to: MAILBOX, subject, text: 'Hola.', ...ids })
    );
  async function letter(subject: string, ids?: Ids): Promise<string> {
    await deliver(subject, ids);
    return (await conversationAbout(agent, subject)).id;
  }

  beforeAll(async () => {
    const scratch = await createHostData('sqlite');
    const code = join(scratch.directory, 'listener.cjs');
    await writeFile(code, LISTENER);
    office = await openOffice(database, { env: { HOST_CODE: code } });
    await scratch.remove();
    agent = office.agent.api;
    const managers = await office.admin.role('Tag managers', [ACTION.manageTags]);
    manager = await office.admin.person('marta@empresa.test', [managers]);
    const users = await office.admin.role('Inbox users', [ACTION.useInbox]);
    stranger = await office.admin.person('sergio@empresa.test', [users]);
  });
  afterAll(() => office?.stop());

  it('one name, whatever case and accents, and also when all ask at once', async () => {
    const same = ['Garantía', 'garantia', 'GARANTÍA', ' Garanti\u0301a ', 'ＧＡＲＡＮＴＩＡ', 'garantïa'];
    const answers = await Promise.all(
      same.map((name, index) =>
        index % 2 === 0 ? manager.api.post(SETTINGS, { name }) : agent.post('/conversations/tags', { name })
      )
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409, 409]);
    const made = answers.find(({ status }) => status === 201);
    const { id, name, color } = dataOf<TagDto>(made as (typeof answers)[number]);
    for (const answer of answers.filter(({ status }) => status === 409)) {
      expect(codeOf(answer)).toBe('tag-name-taken');
      const details = (answer.body as { error: { details: { tag: TagDto } } }).error.details;
      expect(details.tag).toEqual({ id, name, color, description: '' });
    }
    expect(TAG_PALETTE.map(({ value }) => value as string)).toContain(color);

    const other = await create('Otra cosa');
    const taken = await manager.api.put(`${SETTINGS}/${other.id}`, { name: 'gárantia' });
    expect([taken.status, codeOf(taken)]).toEqual([409, 'tag-name-taken']);
    expect((await listed(other.id))?.name).toBe('Otra cosa');
    // Its own name in another spelling is no other tag's.
    expect(dataOf<ManagedTagDto>(await manager.api.put(`${SETTINGS}/${id}`, { name: 'GARANTÍA' })).name).toBe(
      'GARANTÍA'
    );
  });

  it('are managed by those who may, and seen by nobody else in the settings', async () => {
    for (const api of [agent, stranger.api]) {
      for (const answer of [
        await api.get(SETTINGS),
        await api.post(SETTINGS, { name: 'Nunca' }),
        await api.put(`${SETTINGS}/x`, { name: 'Nunca' }),
        await api.del(`${SETTINGS}/x`),
        await api.get(`${SETTINGS}/activity`),
      ]) {
        expect(answer.status).toBe(403);
      }
    }
    expect((await manager.api.get('/conversations/tags')).status).toBe(403);
    expect((await manager.api.put(`${SETTINGS}/no-such-tag`, { name: 'Nunca' })).status).toBe(404);
    expect((await manager.api.del(`${SETTINGS}/no-such-tag`)).status).toBe(404);
    for (const body of [{ name: ' ' }, { name: 'a', color: 'red' }, { name: 'a', icon: 'x' }, {}]) {
      const answer = await manager.api.post(SETTINGS, body);
      expect([answer.status, codeOf(answer)]).toEqual([400, 'invalid-input']);
    }
  });

  it('go onto a conversation and off it, once each, with an entry for it and word to everybody', async () => {
    const id = await letter('Precio de un embrague');
    const urgent = await create('Urgente');
    const vip = dataOf<TagDto>(await agent.post('/conversations/tags', { name: 'Cliente VIP', color: '#FFCC00' }));
    expect(vip.color).toBe('#ffcc00');
    const { cursor } = await changes();
    const before = (await readConversation(agent, id)).lastMessageAt;

    const both = dataOf<ConversationDetailDto>(await change(id, { add: [urgent.id, vip.id] }));
    expect(both.tags).toEqual([
      { id: vip.id, name: 'Cliente VIP', color: '#ffcc00', retired: false },
      { id: urgent.id, name: 'Urgente', color: urgent.color, retired: false },
    ]);
    const row = (await listInbox(agent)).find((conversation) => conversation.id === id);
    expect(row?.tags).toEqual(both.tags);
    // A tag is no news of the customer's: the conversation stays where it is in the list, and is as read as it was.
    expect([row?.lastMessageAt, row?.unreadCount]).toEqual([before, 1]);
    expect((await changes(cursor)).conversationIds).toEqual([id]);

    // The same again, by several at once: nothing to do and nothing to tell.
    await Promise.all(Array.from({ length: 4 }, () => change(id, { add: [urgent.id, vip.id] })));
    dataOf(await change(id, { remove: [randomUUID()] }));
    dataOf(await change(id, { remove: [vip.id] }));
    expect(await namesOn(id)).toEqual(['Urgente']);

    const told = await tagEvents(id);
    expect(told.map(({ author }) => author?.id)).toEqual([office.agent.id, office.agent.id]);
    expect(told[0]?.event?.details).toMatchObject({
      added: [{ name: 'Cliente VIP' }, { name: 'Urgente' }],
      removed: [],
      by: { id: office.agent.id },
    });
    expect(told[1]?.event?.details).toMatchObject({ added: [], removed: [{ id: vip.id, name: 'Cliente VIP' }] });
    const ids = { accountId: office.account.id, conversationId: id };
    await until('the events for the host', () => Promise.resolve(heard().length >= 2));
    expect(heard()).toEqual([
      { ...ids, addedTagIds: [vip.id, urgent.id], removedTagIds: [] },
      { ...ids, addedTagIds: [], removedTagIds: [vip.id] },
    ]);
  });

  it('two who add different ones at the same moment keep both', async () => {
    const id = await letter('Dos a la vez');
    const tags = await Promise.all(['Uno', 'Dos', 'Tres', 'Cuatro'].map(create));
    const answers = await Promise.all(tags.map((tag) => change(id, { add: [tag.id] })));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(await namesOn(id)).toEqual(['Cuatro', 'Dos', 'Tres', 'Uno']);
    expect(await tagEvents(id)).toHaveLength(4);
  });

  it('of a conversation that one may not see, nothing can be changed: it is missing', async () => {
    const id = await letter('No es de Sergio');
    const tag = await create('Secreta');
    for (const asked of [id, 'no-such-conversation']) {
      const answer = await change(asked, { add: [tag.id] }, stranger.api);
      expect([answer.status, codeOf(answer)]).toEqual([404, 'not-found']);
    }
    expect(await namesOn(id)).toEqual([]);
    expect((await listed(tag.id))?.conversations).toBe(0);
    for (const body of [{}, { add: [tag.id], remove: [tag.id] }, { add: 'x' }, { add: Array(51).fill(tag.id) }]) {
      expect((await change(id, body)).status).toBe(400);
    }
    const unknown = await change(id, { add: [tag.id, 'no-such-tag'] });
    expect([unknown.status, codeOf(unknown)]).toEqual([400, 'unknown-tag']);
    // All or nothing.
    expect(await namesOn(id)).toEqual([]);
  });

  it('a new name and colour are everywhere at once, also in what happened before', async () => {
    const id = await letter('Cambio de nombre');
    const tag = await create('Provisional');
    dataOf(await change(id, { add: [tag.id] }));
    const { cursor, tagsVersion } = await changes();
    const saved = dataOf<ManagedTagDto>(
      await manager.api.put(`${SETTINGS}/${tag.id}`, {
        name: 'Definitiva',
        color: '#000001',
        description: 'Ya no cambia',
      })
    );
    expect(saved).toMatchObject({
      name: 'Definitiva',
      color: '#000001',
      description: 'Ya no cambia',
      conversations: 1,
    });

    const carried = { id: tag.id, name: 'Definitiva', color: '#000001', retired: false };
    expect((await readConversation(agent, id)).tags).toEqual([carried]);
    expect((await listInbox(agent)).find((conversation) => conversation.id === id)?.tags).toEqual([carried]);
    expect((await tagEvents(id))[0]?.event?.details).toMatchObject({ added: [{ id: tag.id, name: 'Definitiva' }] });
    const after = await changes(cursor);
    expect(after.tagsVersion).not.toBe(tagsVersion);
    expect((await changes(cursor)).tagsVersion).toBe(after.tagsVersion);
    expect((await activity())[0]).toMatchObject({
      action: 'tag.updated',
      actor: { id: manager.id },
      details: { name: 'Definitiva', changes: { name: { from: 'Provisional', to: 'Definitiva' } } },
    });
  });

  it('a deleted one is no choice any more, stays where it is, and its name is free', async () => {
    const id = await letter('Lo que se borra');
    const elsewhere = await letter('Sin la borrada');
    const tag = await create('Campaña 2025');
    dataOf(await change(id, { add: [tag.id] }));
    const { tagsVersion } = await changes();
    expect((await listed(tag.id))?.conversations).toBe(1);
    dataOf(await manager.api.del(`${SETTINGS}/${tag.id}`));

    expect(await listed(tag.id)).toBeUndefined();
    const choices = dataOf<TagDto[]>(await agent.get('/conversations/tags'));
    expect(choices.map(({ name }) => name)).not.toContain('Campaña 2025');
    expect((await changes()).tagsVersion).not.toBe(tagsVersion);
    expect((await readConversation(agent, id)).tags).toEqual([
      { id: tag.id, name: 'Campaña 2025', color: tag.color, retired: true },
    ]);
    expect(codeOf(await change(elsewhere, { add: [tag.id] }))).toBe('unknown-tag');
    expect((await manager.api.put(`${SETTINGS}/${tag.id}`, { name: 'Otra vez' })).status).toBe(404);
    expect((await manager.api.del(`${SETTINGS}/${tag.id}`)).status).toBe(404);
    expect((await activity())[0]).toMatchObject({
      action: 'tag.deleted',
      actor: { id: manager.id },
      details: { tagId: tag.id, name: 'Campaña 2025', conversations: 1 },
    });

    const again = await create('campaña 2025');
    expect(again.id).not.toBe(tag.id);
    dataOf(await change(id, { add: [again.id] }));
    expect((await readConversation(agent, id)).tags.map(({ retired }) => retired).sort()).toEqual([false, true]);
    dataOf(await manager.api.del(`${SETTINGS}/${again.id}`));
    await create('CAMPAÑA 2025');
    // What is retired can still be taken off.
    dataOf(await change(id, { remove: [tag.id, again.id] }));
    expect(await namesOn(id)).toEqual([]);
  });

  it('added and deleted at the same moment, it is refused or kept as retired', async () => {
    const id = await letter('A la vez');
    for (let round = 0; round < 6; round += 1) {
      const tag = await create(`Fugaz ${round}`);
      const [added, removed] = await Promise.all([
        change(id, { add: [tag.id] }),
        manager.api.del(`${SETTINGS}/${tag.id}`),
      ]);
      expect(removed.status).toBe(200);
      const carried = (await readConversation(agent, id)).tags.find((each) => each.id === tag.id);
      if (added.status === 200) expect(carried?.retired).toBe(true);
      else expect([codeOf(added), carried]).toEqual(['unknown-tag', undefined]);
    }
  });

  it('conversations that become one have the tags of both; a deleted one counts no more', async () => {
    const tags = await Promise.all(['De la primera', 'De la segunda', 'De ambas'].map(create));
    const [mine, theirs, both] = tags as [TagDto, TagDto, TagDto];
    const [one, other] = [`<${randomUUID()}@cliente.test>`, `<${randomUUID()}@cliente.test>`];
    const first = await letter('Primera parte', { messageId: one });
    const second = await letter('Segunda parte', { messageId: other });
    dataOf(await change(first, { add: [mine.id, both.id] }));
    dataOf(await change(second, { add: [theirs.id, both.id] }));
    await deliver('Las dos', { references: [one, other] });
    await until('the two to be one', async () => (await readConversation(agent, second)).id === first);
    expect(await namesOn(first)).toEqual(['De ambas', 'De la primera', 'De la segunda']);
    // By its old id it is the same conversation.
    dataOf(await change(second, { remove: [theirs.id] }));
    expect(await namesOn(first)).toEqual(['De ambas', 'De la primera']);
    expect((await listed(both.id))?.conversations).toBe(1);

    dataOf(await agent.del(`/conversations/inbox/${first}`));
    expect([(await listed(both.id))?.conversations, (await listed(mine.id))?.conversations]).toEqual([0, 0]);
  });

  it("the host's tokens see and set them, and what is retired is none of theirs", async () => {
    const id = await letter('Desde el ERP');
    const [paid, shipped, old] = (await Promise.all(['Pagado', 'Enviado', 'Antiguo'].map(create))) as TagDto[];
    if (!paid || !shipped || !old) throw new Error('three tags were made');
    const callers = hostCallers(office.host.url, office.admin);
    const robot = await callers.token('ERP robot', 'full-access');
    const API = '/api/conversations';
    expect(dataOf<HostTag[]>(await robot.api.get(`${API}/tags`))).toEqual([]);
    const allow = async (access: 'read' | 'write') =>
      dataOf(
        await office.admin.owner.api.put(`/conversations/accounts/${office.account.id}/host-access`, {
          apiTokens: [{ id: robot.id, access }],
          roles: [],
        })
      );
    await allow('read');
    expect(dataOf<HostTag[]>(await robot.api.get(`${API}/tags`))).toContainEqual({ ...paid });
    const set = (body: object) => robot.api.put(`${API}/conversations/${id}`, body);
    expect(codeOf(await set({ tagIds: [paid.id] }))).toBe('read-only');
    await allow('write');

    dataOf(await change(id, { add: [old.id] }));
    dataOf(await manager.api.del(`${SETTINGS}/${old.id}`));
    const answer = dataOf<HostConversationDetail>(await set({ tagIds: [paid.id, shipped.id], status: 'pending' }));
    expect([answer.status, answer.tags.map(({ name }) => name)]).toEqual(['pending', ['Enviado', 'Pagado']]);
    expect(await namesOn(id)).toEqual(['Antiguo', 'Enviado', 'Pagado']);
    // One transaction: with a tag that is not there, the status stays as well.
    expect(codeOf(await set({ tagIds: [old.id, 'no-such-tag'], status: 'closed' }))).toBe('unknown-tag');
    expect((await readConversation(agent, id)).status).toBe('pending');
    dataOf(await set({ tagIds: [] }));
    expect(await namesOn(id)).toEqual(['Antiguo']);
    expect((await tagEvents(id)).at(-1)?.author).toEqual({ id: null, name: 'ERP robot' });
  });
});
