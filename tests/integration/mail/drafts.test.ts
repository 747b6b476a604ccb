import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DraftContent, DraftDto, SavedDraftDto } from '../../../server/api/contracts/drafts';
import type { UploadDto } from '../../../server/api/contracts/inbox';
import { ACTION } from '../../../server/constants';
import { codeOf, dataOf, type ApiClient } from '../../support/api-client';
import { openDatabase } from '../../support/database';
import { mostlyOn } from '../../support/host-data';
import { mailSource } from '../../support/mail-source';
import { until } from '../../support/until';
import { conversationAbout } from '../support/accounts';
import { agentAt, listInbox, MAILBOX, openOffice, readMessages, type Office } from './office';

const content = (text: string, rest: Partial<DraftContent> = {}): DraftContent => ({
  kind: 'reply',
  mode: 'reply-all',
  forwardOf: null,
  bcc: null,
  withoutQuote: false,
  html: text,
  text,
  to: null,
  cc: null,
  attachmentIds: [],
  signatureId: null,
  idempotencyKey: `draft-key-${text}`,
  unsettled: false,
  changedUnsettled: false,
  ...rest,
});

describe.each(mostlyOn('sqlite'))('drafts, on %s', (database) => {
  let office: Office;
  let id: string;
  const url = () => `/conversations/inbox/${id}/draft`;
  const save = (api: ApiClient, draft: DraftContent, revision: number) => api.put(url(), { content: draft, revision });
  const read = async (api: ApiClient) => dataOf<DraftDto | null>(await api.get(url()));

  const authorise = async (userIds: number[]) =>
    dataOf(
      await office.admin.owner.api.put(`/conversations/accounts/${office.account.id}/authorised-users`, { userIds })
    );

  beforeAll(async () => {
    office = await openOffice(database);
    await office.dovecot.deliver(
      MAILBOX,
      mailSource({ from: 'Lola <lola@cliente.test>', to: MAILBOX, subject: 'Embrague', text: '¿Precio?' })
    );
    id = (await conversationAbout(office.agent.api, 'Embrague')).id;
  });
  afterAll(() => office?.stop());

  it('keeps what was written, and marks the conversation in the list of its writer only', async () => {
    const { api } = office.agent;
    expect(await read(api)).toBeNull();
    const answer = await save(api, content('Hola'), 0);
    const { revision } = dataOf<SavedDraftDto>(answer);
    expect(await read(api)).toMatchObject({ content: content('Hola'), revision, attachments: [] });
    const role = await office.admin.role('More agents', [ACTION.useInbox]);
    const colleague = await office.admin.person('bea@empresa.test', [role]);
    await authorise([office.agent.id, colleague.id]);
    expect((await listInbox(api)).map(({ hasDraft }) => hasDraft)).toEqual([true]);
    expect((await listInbox(colleague.api)).map(({ hasDraft }) => hasDraft)).toEqual([false]);
    expect(await read(colleague.api)).toBeNull();
    expect((await office.admin.owner.api.get(url())).status).toBe(404);
  });

  it('never lets one window overwrite another', async () => {
    const { api } = office.agent;
    const { revision } = (await read(api))!;
    const answers = await Promise.all([
      save(api, content('Hola, uno'), revision),
      save(api, content('Hola, dos'), revision),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const refused = answers.find(({ status }) => status === 409);
    expect(codeOf(refused!)).toBe('draft-changed');
    const won = await read(api);
    expect(JSON.stringify(refused!.body)).toContain(won?.content.text);
    expect((await api.del(`${url()}?revision=${revision}`)).status).toBe(409);
    expect((await api.del(`${url()}?revision=${revision + 1}`)).status).toBe(200);
    expect(await read(api)).toBeNull();
    // The draft after it is another one, whatever an old window believes.
    const next = dataOf<SavedDraftDto>(await save(api, content('Otro'), 0));
    expect((await save(api, content('Hola, viejo'), revision + 1)).status).toBe(409);
    expect((await api.del(`${url()}?revision=${next.revision}`)).status).toBe(200);
  });

  it("lets the last words of a closing page follow its own save, whichever comes first, and no other window's", async () => {
    const { api } = office.agent;
    const put = (text: string, revision: number, page: string, step: number) =>
      api.put(url(), { content: content(text), revision, mark: { page, step } });
    const revisionOf = async () => (await read(api))?.revision ?? 0;
    const first = dataOf<SavedDraftDto>(await put('Buenas', 0, 'page-one', 1));
    expect((await read(api))?.mark).toEqual({ page: 'page-one', step: 1 });
    // The page closes during its second save: both know the first revision only.
    expect((await put('Buenas tar', first.revision, 'page-one', 2)).status).toBe(200);
    expect((await put('Buenas tardes', first.revision, 'page-one', 3)).status).toBe(200);
    expect((await read(api))?.content.text).toBe('Buenas tardes');
    // A save that was overtaken, or comes twice, changes nothing and learns what is there.
    const overtaken = await put('Buenas tar', first.revision, 'page-one', 2);
    expect(dataOf<SavedDraftDto>(overtaken).revision).toBe(await revisionOf());
    expect((await read(api))?.content.text).toBe('Buenas tardes');
    // Another window has read it and writes on; the first one is stale then, whatever its step.
    expect((await put('Buenas noches', first.revision, 'page-two', 9)).status).toBe(409);
    expect((await put('Buenas noches', await revisionOf(), 'page-two', 9)).status).toBe(200);
    expect((await put('Buenas tardes, Lola', first.revision, 'page-one', 4)).status).toBe(409);
    expect((await api.del(`${url()}?revision=${first.revision}&page=page-one&step=5`)).status).toBe(409);
    expect((await read(api))?.content.text).toBe('Buenas noches');
    // Emptied while a save was on its way.
    expect((await api.del(`${url()}?revision=0&page=page-two&step=10`)).status).toBe(200);
    expect(await read(api)).toBeNull();
  });

  it.each(['{"kind":"of another version"}', '{cut'])(
    'does not lock its writer out when it reads %s',
    async (stored) => {
      const { api } = office.agent;
      const { revision } = dataOf<SavedDraftDto>(await save(api, content('Ilegible'), 0));
      const database = openDatabase(office.data);
      try {
        await database('conversations_drafts').update({ content: stored });
      } finally {
        await database.destroy();
      }
      expect(await read(api)).toBeNull();
      // Who knows of another text is told that it is gone, and then overwrites it.
      expect((await save(api, content('Otra vez'), revision + 7)).status).toBe(409);
      const again = dataOf<SavedDraftDto>(await save(api, content('Otra vez'), 0));
      expect(await read(api)).toMatchObject({ content: { text: 'Otra vez' }, revision: again.revision });
      expect((await save(api, content('De más'), 0)).status).toBe(409);
      expect((await api.del(`${url()}?revision=${again.revision}`)).status).toBe(200);
    }
  );

  it('stays where another window has written on since what was sent', async () => {
    const { api } = office.agent;
    const first = dataOf<SavedDraftDto>(await save(api, content('Lo enviado'), 0));
    const more = { ...content('Lo enviado y más'), idempotencyKey: content('Lo enviado').idempotencyKey };
    const second = dataOf<SavedDraftDto>(await save(api, more, first.revision));
    const message = {
      kind: 'reply',
      text: 'Lo enviado',
      idempotencyKey: more.idempotencyKey,
      draftRevision: first.revision,
    };
    expect((await api.post(`/conversations/inbox/${id}/messages`, message)).status).toBe(201);
    const left = await read(api);
    expect(left).toMatchObject({ revision: second.revision, content: { text: 'Lo enviado y más' } });
    expect(left?.content.idempotencyKey).not.toBe(more.idempotencyKey);
    expect((await api.del(`${url()}?revision=${second.revision}`)).status).toBe(200);
  });

  it('holds files of its writer, and only those', async () => {
    const { api } = office.agent;
    const form = new FormData();
    form.append('files', new Blob(['hola'], { type: 'text/plain' }), 'hola.txt');
    const [file] = dataOf<[UploadDto]>(await api.post(`/conversations/inbox/${id}/attachments`, form));
    await save(api, content('Con archivo', { attachmentIds: [file.id, 'nofilethatisthere000000'] }), 0);
    expect((await read(api))?.attachments).toEqual([file]);
  });

  it('goes with what was sent, in the same transaction, and does not come back with a late save', async () => {
    const { api } = office.agent;
    const draft = (await read(api))!;
    const message = { kind: 'reply', text: 'Con archivo', idempotencyKey: draft.content.idempotencyKey };
    expect((await api.post(`/conversations/inbox/${id}/messages`, message)).status).toBe(201);
    expect(await read(api)).toBeNull();
    const late = await save(api, draft.content, draft.revision);
    expect([late.status, codeOf(late)]).toEqual([409, 'draft-sent']);
    expect(await read(api)).toBeNull();
    expect((await readMessages(api, id)).filter(({ text }) => text === 'Con archivo')).toHaveLength(1);
  });

  it('outlives the process, and a right that was taken away hides it', async () => {
    await save(office.agent.api, content('Sigue aquí'), 0);
    await authorise([]);
    expect((await office.agent.api.get(url())).status).toBe(404);
    expect((await save(office.agent.api, content('Otra'), 1)).status).toBe(404);
    await authorise([office.agent.id]);
    await office.host.kill();
    office.host = await office.boot();
    const api = await agentAt(office.host);
    expect((await read(api))?.content.text).toBe('Sigue aquí');
  });

  it('refuses what is no draft, and says where', async () => {
    const api = await agentAt(office.host);
    const wrong = await api.put(url(), { content: { ...content('x'), kind: 'shout' }, revision: 1 });
    expect(wrong.status).toBe(400);
    expect(wrong.text).toContain('content.kind');
    expect((await read(api))?.content.text).toBe('Sigue aquí');
  });

  it('goes with its conversation', async () => {
    const api = await agentAt(office.host);
    // The kill may have met an answer on its way; until it is known what became of that, nothing is deleted.
    await until(
      'the conversation to go',
      async () => (await api.del(`/conversations/inbox/${id}`)).status === 200,
      60_000
    );
    const database = openDatabase(office.data);
    try {
      expect(await database('conversations_drafts').select('id')).toEqual([]);
    } finally {
      await database.destroy();
    }
  });
});
