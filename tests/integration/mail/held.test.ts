import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACTION } from '../../../server/constants';
import type { DraftDto } from '../../../server/api/contracts/drafts';
import type { MessageDto } from '../../../server/api/contracts/inbox';
import type { AdminPerson } from '../../support/admin-client';
import { codeOf, dataOf, type ApiClient } from '../../support/api-client';
import { DATABASES } from '../../support/host-data';
import { mailSource } from '../../support/mail-source';
import { until } from '../../support/until';
import { conversationAbout } from '../support/accounts';
import { MAILBOX, openOffice, readConversation, readMessages, type Office } from './office';

describe.each(DATABASES)('answers that wait, on %s', (database) => {
  let office: Office;
  let agent: ApiClient;
  let luis: AdminPerson;
  beforeAll(async () => {
    office = await openOffice(database);
    agent = office.agent.api;
    luis = await office.admin.person('luis@empresa.test', [await office.admin.role('Sales', [ACTION.useInbox])]);
    const userIds = [office.agent.id, luis.id];
    const { api } = office.admin.owner;
    dataOf(await api.put(`/conversations/accounts/${office.account.id}/authorised-users`, { userIds }));
    await undoFor(3);
  });
  afterAll(() => office?.stop());

  const undoFor = async (undoSeconds: number) =>
    dataOf<{ undoSeconds: number }>(
      await office.admin.owner.api.put(`/conversations/accounts/${office.account.id}`, { undoSeconds })
    );
  async function begun(subject: string): Promise<string> {
    const messageId = `<${subject}@cliente.test>`;
    await office.dovecot.deliver(
      MAILBOX,
      mailSource({ from: 'eva@cliente.test', to: MAILBOX, subject, text: 'Hola', messageId })
    );
    return (await until(`the conversation ${subject}`, () => conversationAbout(agent, subject))).id;
  }
  const write = (id: string, body: object, api = agent) =>
    api.post(`/conversations/inbox/${id}/messages`, { kind: 'reply', idempotencyKey: randomUUID(), ...body });
  const cancel = (id: string, api = agent) => api.post(`/conversations/messages/${id}/cancel`);
  const inSeconds = (seconds: number) => new Date(Date.now() + seconds * 1_000).toISOString();
  const received = (text: string) => office.smtp.mails.filter((mail) => mail.raw.includes(text));
  const statusOf = async (id: string, messageId: string) =>
    (await readMessages(agent, id)).find((message) => message.id === messageId)?.status;
  const draftOf = async (id: string, api = agent) =>
    dataOf<DraftDto | null>(await api.get(`/conversations/inbox/${id}/draft`));
  async function saveDraft(id: string, text: string, idempotencyKey: string, attachmentIds: string[] = []) {
    const content = {
      kind: 'reply',
      html: `<p>${text}</p>`,
      text,
      to: null,
      cc: null,
      attachmentIds,
      signatureId: null,
      idempotencyKey,
      unsettled: false,
      changedUnsettled: false,
    };
    return dataOf<{ revision: number }>(await agent.put(`/conversations/inbox/${id}/draft`, { revision: 0, content }))
      .revision;
  }

  it('waits as long as the account says where the page asks for it, and not for others', async () => {
    const id = await begun('pausa');
    const first = dataOf<MessageDto>(await write(id, { text: 'Con pausa', undoable: true }));
    expect(first).toMatchObject({ status: 'queued' });
    expect(Date.parse(first.sendAt ?? '') - Date.now()).toBeGreaterThan(1_500);
    expect(received('Con pausa')).toHaveLength(0);
    // What is written meanwhile does not overtake it.
    const second = dataOf<MessageDto>(await write(id, { text: 'Sin pausa' }));
    await until('both', () => received('Con pausa').length + received('Sin pausa').length === 2);
    const order = office.smtp.mails.map(({ raw }) => (raw.includes('Con pausa') ? 'first' : 'second'));
    expect(order.slice(-2)).toEqual(['first', 'second']);
    await until('the state', async () => (await statusOf(id, second.id)) === 'sent');
    await undoFor(0);
    expect(dataOf<MessageDto>(await write(id, { text: 'Ya', undoable: true })).sendAt).toBeNull();
    await undoFor(3);
  });

  it('gives the words and the files back as a draft to who takes it back', async () => {
    const id = await begun('vuelta');
    const form = new FormData();
    form.append('files', new Blob(['precios'], { type: 'text/plain' }), 'precios.txt');
    const [file] = dataOf<{ id: string }[]>(await agent.post(`/conversations/inbox/${id}/attachments`, form));
    const idempotencyKey = randomUUID();
    const draftRevision = await saveDraft(id, 'Me equivoqué', idempotencyKey, [file?.id ?? '']);
    const sent = dataOf<MessageDto>(
      await write(id, {
        text: 'Me equivoqué',
        idempotencyKey,
        draftRevision,
        attachmentIds: [file?.id],
        undoable: true,
      })
    );
    expect(await draftOf(id)).toBeNull();
    const answer = await cancel(sent.id);
    expect(dataOf<MessageDto>(answer)).toMatchObject({ status: 'cancelled', attachments: [] });
    expect(answer.body).toMatchObject({ meta: { draftRestored: true } });
    const draft = await draftOf(id);
    expect(draft?.content).toMatchObject({ text: 'Me equivoqué', attachmentIds: [file?.id] });
    expect(codeOf(await cancel(sent.id))).toBe('not-cancellable');
    await new Promise((resolve) => setTimeout(resolve, 4_000));
    expect(received('Me equivoqué')).toHaveLength(0);
    expect((await readConversation(agent, id)).waitingSince).not.toBeNull();
    // Corrected, it goes out, once, with its file.
    const again = await write(id, {
      text: 'Corregido',
      idempotencyKey: draft?.content.idempotencyKey,
      draftRevision: draft?.revision,
      attachmentIds: [file?.id],
    });
    expect(dataOf<MessageDto>(again).attachments.map(({ name }) => name)).toEqual(['precios.txt']);
    await until('the mail', () => received('Corregido').length === 1);
  });

  it('keeps the words in the message where another draft was begun, or a colleague takes it back', async () => {
    const id = await begun('otro');
    const idempotencyKey = randomUUID();
    await saveDraft(id, 'Primero', idempotencyKey);
    const first = dataOf<MessageDto>(await write(id, { text: 'Primero', idempotencyKey, undoable: true }));
    await saveDraft(id, 'Segundo', randomUUID());
    expect((await cancel(first.id)).body).toMatchObject({ data: { text: 'Primero' }, meta: { draftRestored: false } });
    expect((await draftOf(id))?.content.text).toBe('Segundo');
    const third = dataOf<MessageDto>(await write(id, { text: 'Tercero', undoable: true }));
    expect((await cancel(third.id, luis.api)).body).toMatchObject({ meta: { draftRestored: false } });
    expect(await draftOf(id, luis.api)).toBeNull();
  });

  it('sends at its time, after what was said until then, and counts as an answer only then', async () => {
    const id = await begun('cita');
    const planned = dataOf<MessageDto>(await write(id, { text: 'A su hora', sendAt: inSeconds(4) }));
    expect(planned.status).toBe('scheduled');
    expect((await readConversation(agent, id)).waitingSince).not.toBeNull();
    expect((await readConversation(agent, id)).preview).toBe('Hola');
    const meanwhile = dataOf<MessageDto>(await write(id, { text: 'Mientras tanto' }));
    await until('the answer', async () => (await statusOf(id, meanwhile.id)) === 'sent');
    expect(await statusOf(id, planned.id)).toBe('scheduled');
    expect((await readMessages(agent, id)).at(-1)?.id).toBe(planned.id);
    await until('its time', async () => (await statusOf(id, planned.id)) === 'sent');
    expect(received('A su hora')).toHaveLength(1);
    const { waitingSince, preview } = await readConversation(agent, id);
    expect([waitingSince, preview]).toEqual([null, 'A su hora']);
  });

  it('is sent now, or not at all, when somebody says so', async () => {
    const id = await begun('antes');
    const [now, never] = await Promise.all(
      ['Mejor ya', 'Mejor no'].map(async (text) =>
        dataOf<MessageDto>(await write(id, { text, sendAt: inSeconds(3_600) }))
      )
    );
    dataOf(await agent.post(`/conversations/messages/${now?.id}/send-now`));
    dataOf(await cancel(never?.id ?? ''));
    await until('the mail', () => received('Mejor ya').length === 1);
    expect(codeOf(await agent.post(`/conversations/messages/${never?.id}/send-now`))).toBe('not-scheduled');
    expect(received('Mejor no')).toHaveLength(0);
    // Neither the job of the one nor that of the other is of any use any more.
    expect(await statusOf(id, never?.id ?? '')).toBe('cancelled');
  });

  it('closes the conversation with it', async () => {
    const id = await begun('cierre');
    dataOf(await write(id, { text: 'Con esto cierro', close: true }));
    expect((await readConversation(agent, id)).status).toBe('closed');
    const events = (await readMessages(agent, id)).flatMap(({ event }) => (event ? [event.type] : []));
    expect(events).toEqual(['status-changed']);
    await until('the mail', () => received('Con esto cierro').length === 1);
  });

  it.each([
    [{ sendAt: '2020-01-01T00:00:00Z' }, 'send-at-in-the-past'],
    [{ sendAt: '2099-01-01T00:00:00Z' }, 'send-at-too-late'],
    [{ sendAt: 'mañana' }, 'invalid-input'],
    [{ kind: 'note', sendAt: '2026-12-31T00:00:00Z' }, 'note-not-scheduled'],
  ])('refuses %j', async (body, code) => {
    const { id } = await until('a conversation', () => conversationAbout(agent, 'cierre'));
    const before = (await readMessages(agent, id)).length;
    expect(codeOf(await write(id, { text: 'x', ...body }))).toBe(code);
    expect(await readMessages(agent, id)).toHaveLength(before);
  });

  it('survives a killed process, and goes out once', async () => {
    const id = await begun('muerte');
    dataOf(await write(id, { text: 'Tras el fallo', sendAt: inSeconds(3) }));
    dataOf(await write(id, { text: 'Tras la pausa', undoable: true }));
    await office.host.kill();
    await new Promise((resolve) => setTimeout(resolve, 3_500));
    await office.boot();
    await until('both mails', () => received('Tras el fallo').length + received('Tras la pausa').length === 2, 60_000);
  });
});
