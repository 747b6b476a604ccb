import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ConversationDetailDto, MessageDto, UploadDto } from '../../../server/api/contracts/inbox';
import { identityOfWamid } from '../../../server/whatsapp/message';
import type { DraftDto } from '../../../server/api/contracts/drafts';
import { codeOf, dataOf } from '../../support/api-client';
import { openDatabase } from '../../support/database';
import { DATABASES } from '../../support/host-data';
import { until } from '../../support/until';
import { openNumber, readMessages, type SendingNumber } from './sending-number';

const HOUR_MS = 3600_000;

describe.each(DATABASES)('what goes out by WhatsApp, on %s', (database) => {
  let number: SendingNumber;
  beforeAll(async () => {
    number = await openNumber(database);
  });
  afterAll(() => number?.stop());

  const sent = async (conversationId: string, message: Parameters<SendingNumber['write']>[1]): Promise<MessageDto> =>
    dataOf<MessageDto>(await number.write(conversationId, message));
  const takenFor = (id: string) =>
    number.meta.taken.filter(({ body }) => body['biz_opaque_callback_data'] === id).map(({ body }) => body);

  function lastTaken() {
    const last = number.meta.taken.at(-1);
    if (!last) throw new Error('Meta took nothing');
    return last;
  }

  async function upload(conversationId: string, name: string, type: string, bytes: number): Promise<UploadDto> {
    const form = new FormData();
    form.append('files', new File([new Uint8Array(bytes).fill(7)], name, { type }));
    const [file] = dataOf<UploadDto[]>(
      await number.agent.api.post(`/conversations/inbox/${conversationId}/attachments`, form)
    );
    if (!file) throw new Error('nothing was uploaded');
    return file;
  }

  it('sends text to the number that is known, and an answer to one message', async () => {
    const { conversationId, wamid } = await number.customer();
    const [hello] = await readMessages(number.agent.api, conversationId);
    const reply = await sent(conversationId, {
      text: 'Sí, *queda* una. https://tienda.test',
      replyToMessageId: hello?.id,
    });
    expect(reply).toMatchObject({ status: 'queued', whatsapp: { content: { type: 'text' } } });
    const after = await number.becomes(conversationId, reply.id, 'accepted');
    const [body] = takenFor(reply.id);
    expect(body).toMatchObject({
      messaging_product: 'whatsapp',
      to: expect.stringMatching(/^\+34611/) as string,
      type: 'text',
      text: { body: 'Sí, *queda* una. https://tienda.test', preview_url: true },
      context: { message_id: wamid },
    });
    expect(after.externalId).toMatch(/^wamid\./);
    expect(after.whatsapp?.replyTo).toEqual({ id: hello?.id, externalId: wamid });
  });

  it('writes to a person without a number by the id that Meta gave', async () => {
    const { conversationId } = await number.customer({ waId: null, userId: 'ES.1234567890' });
    const reply = await sent(conversationId, { text: 'Hola' });
    await number.becomes(conversationId, reply.id, 'accepted');
    const [body] = takenFor(reply.id);
    expect(body).toMatchObject({ recipient: 'ES.1234567890' });
    expect(body).not.toHaveProperty('to');
  });

  it('makes each file a message of its own, uploaded first, the words below the first', async () => {
    const { conversationId } = await number.customer();
    const photo = await upload(conversationId, 'foto.jpg', 'image/jpeg', 2000);
    const bill = await upload(conversationId, 'factura.pdf', 'application/pdf', 3000);
    const key = `files-${database}-1`;
    const input = { text: 'Mira', attachmentIds: [photo.id, bill.id], idempotencyKey: key };
    const first = await sent(conversationId, input);
    expect((await sent(conversationId, input)).id).toBe(first.id);
    const all = await until('both to be taken', async () => {
      const messages = (await readMessages(number.agent.api, conversationId)).filter(
        (one) => one.direction === 'outbound'
      );
      return messages.every(({ status }) => status === 'accepted') && messages;
    });
    expect(all.map(({ whatsapp, text, attachments }) => [whatsapp?.content.type, text, attachments[0]?.name])).toEqual([
      ['image', 'Mira', 'foto.jpg'],
      ['document', '', 'factura.pdf'],
    ]);
    const [image, document] = all.map(({ id }) => takenFor(id)[0]);
    const idOf = (name: string) => number.meta.media.find((one) => one.name === name)?.id;
    expect(image).toMatchObject({ type: 'image', image: { id: idOf('foto.jpg'), caption: 'Mira' } });
    expect(document).toMatchObject({
      type: 'document',
      document: { id: idOf('factura.pdf'), filename: 'factura.pdf' },
    });
  });

  it('sends a place, and keeps notes inside', async () => {
    const { conversationId } = await number.customer();
    const place = await sent(conversationId, { location: { latitude: 40.4, longitude: -3.7, name: 'Taller' } });
    await number.becomes(conversationId, place.id, 'accepted');
    expect(takenFor(place.id)[0]).toMatchObject({ type: 'location', location: { latitude: 40.4, name: 'Taller' } });
    const note = await sent(conversationId, { kind: 'note', text: 'Cliente de siempre' });
    expect(note).toMatchObject({ kind: 'note', status: 'sent', whatsapp: null });
    expect(takenFor(note.id)).toEqual([]);
  });

  it('refuses at once what cannot go out', async () => {
    const { conversationId } = await number.customer();
    const empty = await upload(conversationId, 'nada.pdf', 'application/pdf', 0);
    const refused = async (message: Parameters<SendingNumber['write']>[1]) =>
      codeOf(await number.write(conversationId, message));
    expect(await refused({ html: '<b>hola</b>' })).toBe('html-not-possible');
    expect(await refused({ text: '  ' })).toBe('empty-message');
    expect(await refused({ text: 'x'.repeat(4097) })).toBe('text-too-long');
    expect(await refused({ text: 'a', to: [{ address: 'a@b.test' }] })).toBe('recipients-fixed');
    expect(await refused({ text: 'a', replyToMessageId: 'nosuchmessage' })).toBe('unknown-message');
    expect(await refused({ attachmentIds: [empty.id] })).toBe('media-empty');
    expect(await refused({ text: 'a', lastSeenMessageId: null })).toBe('newer-message');
    expect((await readMessages(number.agent.api, conversationId)).length).toBe(1);
  });

  it('keeps the text as a draft when the window is closed, and still takes notes', async () => {
    const { conversationId } = await number.customer({ wroteAgo: 25 * HOUR_MS });
    const answer = await number.write(conversationId, { text: 'Demasiado tarde' });
    expect([answer.status, codeOf(answer)]).toEqual([409, 'window-closed']);
    const draft = dataOf<DraftDto>(await number.agent.api.get(`/conversations/inbox/${conversationId}/draft`));
    expect(draft.content.text).toBe('Demasiado tarde');
    expect(dataOf<MessageDto>(await number.write(conversationId, { kind: 'note', text: 'Llamar' })).kind).toBe('note');
    const detail = dataOf<ConversationDetailDto>(await number.agent.api.get(`/conversations/inbox/${conversationId}`));
    expect(detail.windowExpiresAt).not.toBeNull();
  });

  it('tries again what passes, and fails with words what does not', async () => {
    const { conversationId } = await number.customer();
    number.meta.refuse({ code: 131016, httpStatus: 503 });
    const passing = await sent(conversationId, { text: 'uno' });
    await number.becomes(conversationId, passing.id, 'accepted');
    expect(takenFor(passing.id)).toHaveLength(1);

    number.meta.refuse({ code: 131026 });
    const failing = await sent(conversationId, { text: 'dos' });
    const failed = await number.becomes(conversationId, failing.id, 'failed');
    expect(failed.error?.code).toBe('undeliverable');
    expect(failed.error?.message.length).toBeGreaterThan(20);

    // A person sends it again.
    dataOf(await number.agent.api.post(`/conversations/messages/${failing.id}/retry`));
    await number.becomes(conversationId, failing.id, 'accepted');
  });

  it('makes only the one conversation wait that is written to too fast, in its order', async () => {
    const slow = await number.customer();
    const other = await number.customer();
    number.meta.refuse({ code: 131056 });
    const first = await sent(slow.conversationId, { text: 'primero' });
    await until('the refusal', async () => (await number.message(slow.conversationId, first.id)).error !== null);
    const second = await sent(slow.conversationId, { text: 'segundo' });
    const free = await sent(other.conversationId, { text: 'otra persona' });
    await number.becomes(other.conversationId, free.id, 'accepted', 3_000);
    expect((await number.message(slow.conversationId, second.id)).status).toBe('queued');
    await number.becomes(slow.conversationId, second.id, 'accepted');
    const order = number.meta.taken.map(({ body }) => body['biz_opaque_callback_data']);
    expect(order.indexOf(first.id)).toBeLessThan(order.indexOf(second.id));
    expect(order.indexOf(free.id)).toBeLessThan(order.indexOf(first.id));
  });

  it('uploads a file once, however often its message is tried', async () => {
    const { conversationId } = await number.customer();
    const photo = await upload(conversationId, `una-vez-${database}.jpg`, 'image/jpeg', 1000);
    number.meta.refuse({ code: 131000, httpStatus: 500 });
    const message = await sent(conversationId, { attachmentIds: [photo.id] });
    await number.becomes(conversationId, message.id, 'accepted');
    expect(number.meta.media.filter(({ name }) => name === photo.name)).toHaveLength(1);
    expect(takenFor(message.id)).toHaveLength(1);
  });

  it('does not send again where the answer was lost', async () => {
    const { conversationId } = await number.customer();
    number.meta.loseNextAnswer();
    const lost = await sent(conversationId, { text: '¿Ha llegado?' });
    const uncertain = await number.becomes(conversationId, lost.id, 'uncertain');
    expect(uncertain.error?.code).toBe('answer-lost');
    // What comes after it is not held back by it.
    const next = await sent(conversationId, { text: 'Otra cosa' });
    await number.becomes(conversationId, next.id, 'accepted');
    expect(takenFor(lost.id)).toHaveLength(1);
  });

  it('learns from a status what became of a message whose answer was lost', async () => {
    const { conversationId } = await number.customer();
    number.meta.loseNextAnswer();
    const lost = await sent(conversationId, { text: '¿Ha salido?' });
    await number.becomes(conversationId, lost.id, 'uncertain');
    const { wamid, body } = lastTaken();
    const report = { wamid, callbackData: lost.id, to: String(body['to']).replace('+', '') };
    // The later one first, as it happens.
    await number.report({ ...report, status: 'delivered' });
    await number.report({ ...report, status: 'sent' });
    const known = await number.becomes(conversationId, lost.id, 'delivered');
    expect([known.externalId, known.error]).toEqual([wamid, null]);
    await number.report({ ...report, status: 'read' });
    await number.becomes(conversationId, lost.id, 'read');
    expect(takenFor(lost.id)).toHaveLength(1);
  });

  it('follows a message by its statuses, and says why one did not arrive', async () => {
    const { conversationId } = await number.customer();
    const message = await sent(conversationId, { text: 'con visto' });
    await number.becomes(conversationId, message.id, 'accepted');
    const { wamid, body } = lastTaken();
    const report = { wamid, callbackData: message.id, to: String(body['to']).replace('+', '') };
    await number.report({ ...report, status: 'sent' });
    await number.becomes(conversationId, message.id, 'sent');
    await number.report({ ...report, status: 'failed' });
    const failed = await number.becomes(conversationId, message.id, 'failed');
    expect(failed.error?.message.length).toBeGreaterThan(20);
    // Sent again it is a message of its own to Meta, and what is told of the first one is about that alone.
    dataOf(await number.agent.api.post(`/conversations/messages/${message.id}/retry`));
    const again = await number.becomes(conversationId, message.id, 'accepted');
    expect(again.externalId).not.toBe(wamid);
    await number.report({ ...report, status: 'delivered' });
    await number.report({ ...report, wamid: again.externalId, status: 'read' });
    await number.becomes(conversationId, message.id, 'read');
  });

  it('counts what was reported before the answer was stored', async () => {
    const { conversationId } = await number.customer();
    number.meta.onTaken = async ({ wamid }) => {
      const db = openDatabase(number.data);
      try {
        await db('conversations_message_events').insert({
          account_document_id: number.accountId,
          external_id: wamid,
          event_key: `early:${wamid}`,
          at: Date.now(),
          data: JSON.stringify({ type: 'status', status: 'delivered', failure: null, pricing: null }),
          created_at: Date.now(),
        });
      } finally {
        await db.destroy();
      }
    };
    try {
      const message = await sent(conversationId, { text: 'rápido' });
      const delivered = await number.becomes(conversationId, message.id, 'delivered');
      expect(delivered.whatsapp?.ticks.deliveredAt).not.toBeNull();
    } finally {
      number.meta.onTaken = null;
    }
  });

  it('does not send what a status shows to have been taken by an earlier try', async () => {
    const { conversationId } = await number.customer();
    number.meta.loseNextAnswer();
    const lost = await sent(conversationId, { text: '¿Dos veces?' });
    await number.becomes(conversationId, lost.id, 'uncertain');
    // Somebody has it sent again, which waits, and meanwhile its first status comes.
    number.meta.refuse({ code: 131056 });
    dataOf(await number.agent.api.post(`/conversations/messages/${lost.id}/retry`));
    await until('the refusal', async () => (await number.message(conversationId, lost.id)).error?.code === 'pair-rate');
    const wamid = number.meta.taken.at(-1)?.wamid ?? '';
    const db = openDatabase(number.data);
    await db('conversations_message_events').insert({
      account_document_id: number.accountId,
      external_id: wamid,
      event_key: `late:${wamid}`,
      at: Date.now(),
      data: JSON.stringify({ type: 'status', status: 'read', failure: null, pricing: null }),
      created_at: Date.now(),
    });
    await db('conversations_messages')
      .where({ document_id: lost.id })
      .update({ external_id: wamid, identity_key: identityOfWamid(wamid) });
    await db.destroy();
    await number.becomes(conversationId, lost.id, 'read');
    expect(takenFor(lost.id)).toHaveLength(1);
  });

  it('takes back what waits, and never sends it', async () => {
    const { conversationId } = await number.customer();
    number.meta.refuse({ code: 131056 });
    const waiting = await sent(conversationId, { text: 'mejor no' });
    await until('the refusal', async () => (await number.message(conversationId, waiting.id)).error !== null);
    dataOf(await number.agent.api.post(`/conversations/messages/${waiting.id}/cancel`));
    const next = await sent(conversationId, { text: 'mejor esto' });
    await number.becomes(conversationId, next.id, 'accepted');
    expect((await number.message(conversationId, waiting.id)).status).toBe('cancelled');
    expect(takenFor(waiting.id)).toEqual([]);
  });

  it('fails what leaves the queue after the window has closed', async () => {
    const { conversationId } = await number.customer();
    number.meta.refuse({ code: 131056 });
    const late = await sent(conversationId, { text: 'a última hora' });
    await until('the refusal', async () => (await number.message(conversationId, late.id)).error !== null);
    const db = openDatabase(number.data);
    await db('conversations_conversations')
      .where({ document_id: conversationId })
      .update({ window_expires_at: Date.now() - 1 });
    await db.destroy();
    const failed = await number.becomes(conversationId, late.id, 'failed');
    expect(failed.error?.code).toBe('window-closed');
    expect(failed.text).toBe('a última hora');
    expect(takenFor(late.id)).toEqual([]);
  });

  it('reacts, changes its mind, and shows no reaction that Meta did not take', async () => {
    const { conversationId, wamid } = await number.customer();
    const [hello] = await readMessages(number.agent.api, conversationId);
    const id = hello?.id ?? '';
    const react = (emoji: string | null) => number.agent.api.put(`/conversations/messages/${id}/reaction`, { emoji });
    const reactions = () =>
      number.meta.taken
        .filter(({ body }) => body['type'] === 'reaction')
        .map(({ body }) => body['reaction'])
        .filter((reaction) => (reaction as { message_id: string }).message_id === wamid);
    const shown = dataOf<MessageDto>(await react('👍'));
    expect(shown.whatsapp?.reactions).toMatchObject([{ emoji: '👍', by: 'us' }]);
    dataOf(await react('🎉'));
    dataOf(await react(null));
    await until('three reactions', async () => reactions().length === 3);
    expect(reactions().map((one) => (one as { emoji: string }).emoji)).toEqual(['👍', '🎉', '']);
    expect((await number.message(conversationId, id)).whatsapp?.reactions).toEqual([]);

    number.meta.refuse({ code: 131026 });
    dataOf(await react('😡'));
    await until(
      'the reaction to go',
      async () => (await number.message(conversationId, id)).whatsapp?.reactions.length === 0
    );
    expect(codeOf(await react('no'))).toBe('emoji-invalid');
    expect(reactions()).toHaveLength(3);
  });

  it('gives ticks and dots once, and none where the account wants none', async () => {
    const { conversationId, wamid } = await number.customer();
    const seen = async (typing: boolean) =>
      dataOf<{ told: boolean }>(await number.agent.api.post(`/conversations/inbox/${conversationId}/seen`, { typing }))
        .told;
    const marks = () => number.meta.marks.filter((one) => one['message_id'] === wamid);
    expect([await seen(false), await seen(false)]).toEqual([true, false]);
    await until('the ticks', async () => marks().length === 1);
    expect(await seen(true)).toBe(true);
    await until('the dots', async () => marks().length === 2);
    expect(marks()).toMatchObject([{ status: 'read' }, { status: 'read', typing_indicator: { type: 'text' } }]);

    const other = await number.customer();
    dataOf(await number.owner.put(`/conversations/accounts/${number.accountId}`, { readReceipts: false }));
    const told = await number.agent.api.post(`/conversations/inbox/${other.conversationId}/seen`, { typing: true });
    expect(dataOf<{ told: boolean }>(told).told).toBe(false);
  });

  it('stops for a refused token, keeps the queue, and goes on with a new one', async () => {
    const { conversationId } = await number.customer();
    number.meta.refuse({ code: 190, httpStatus: 401 });
    const waiting = await sent(conversationId, { text: 'espera' });
    await until('the account to say so', async () => {
      const account = dataOf<{ cause: { code: string } | null }>(
        await number.owner.get(`/conversations/accounts/${number.accountId}`)
      );
      return account.cause?.code === 'whatsapp-token-refused';
    });
    const message = await until('what it waits for', async () => {
      const one = await number.message(conversationId, waiting.id);
      return one.error !== null && one;
    });
    expect([message.status, message.error?.code]).toEqual(['queued', 'token-invalid']);
    const change = { accessToken: 'EAAnew-token-Zanahoria-0123456789' };
    dataOf(await number.owner.put(`/conversations/accounts/${number.accountId}`, change));
    await number.becomes(conversationId, waiting.id, 'accepted', 30_000);
    expect(takenFor(waiting.id)).toHaveLength(1);
  });
});
