import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HealthDto, QuarantineDto } from '../../../server/api/contracts/accounts';
import type { ConversationDto } from '../../../server/api/contracts/inbox';
import { dataOf } from '../../support/api-client';
import { DATABASES } from '../../support/host-data';
import { metaJson, metaSignature, postWebhook } from '../../support/meta-webhook';
import { until } from '../../support/until';
import {
  change,
  contact,
  envelope,
  message,
  messages,
  status,
  text,
} from '../../unit/channels/whatsapp-cloud/payloads';
import { listInbox, readMessages } from '../mail/office';
import { APP, openNumber, type NumberOffice } from './number';

const HOUR = 3_600_000;
/** Of somebody who is known by their number alone. */
const by = (wa: string) => ({ from: wa, from_user_id: undefined });
const seconds = (at: number) => String(Math.floor(at / 1000));

describe.each(DATABASES)('webhooks of the Cloud API, on %s', (database) => {
  let office: NumberOffice;
  const api = () => office.agent.api;
  const inbox = () => listInbox(api());
  const from = (wa: string, name: string) => ({ contacts: [{ profile: { name }, wa_id: wa }] });
  const conversationWith = (name: string): Promise<ConversationDto> =>
    until(`a conversation with ${name}`, async () => (await inbox()).find((one) => one.contact.name === name));
  const health = async () =>
    dataOf<HealthDto>(await office.admin.owner.api.get(`/conversations/accounts/${office.account.id}/health`));
  const settled = () => until('an empty journal', async () => (await health()).ledger.pending === 0, 60_000);

  beforeAll(async () => {
    office = await openNumber(database);
  });
  afterAll(() => office?.stop());

  describe('the door', () => {
    it('answers the handshake of whoever knows the verify token, and nobody else', async () => {
      const ask = async (token: string, url = office.hookUrl()) => {
        const query = new URLSearchParams({
          'hub.mode': 'subscribe',
          'hub.verify_token': token,
          'hub.challenge': '1158201444',
        });
        const response = await fetch(`${url}?${query.toString()}`);
        return { status: response.status, text: await response.text(), type: response.headers.get('content-type') };
      };
      expect(await ask(office.account.verifyToken)).toMatchObject({ status: 200, text: '1158201444' });
      expect((await ask(office.account.verifyToken)).type).toContain('text/plain');
      expect((await ask('falso')).status).toBe(403);
      expect((await ask(office.account.verifyToken, office.hookUrl().replace(APP.appId, '1'))).status).toBe(403);
      const seen = dataOf<{ handshakeAt: string | null }>(
        await office.admin.owner.api.get(`/conversations/accounts/${office.account.id}`)
      );
      expect(seen.handshakeAt).not.toBeNull();
    });

    it('refuses what is not signed by the app, stores nothing of it, and logs nothing of it', async () => {
      const body = metaJson(messages(text('canario-sin-firma: ¿1/2?')));
      const other = metaJson(JSON.parse(body));
      const url = office.hookUrl();
      for (const [raw, headers] of [
        [body, { 'x-hub-signature-256': '' }],
        [body, { 'x-hub-signature-256': 'sha256=' }],
        [body, { 'x-hub-signature-256': metaSignature(body, 'another-secret') }],
        [`${body} `, { 'x-hub-signature-256': metaSignature(body, APP.appSecret) }],
        [JSON.stringify(JSON.parse(body)), { 'x-hub-signature-256': metaSignature(other, APP.appSecret) }],
      ] as const) {
        expect((await postWebhook(url, raw, APP.appSecret, headers)).status).toBe(401);
      }
      expect((await postWebhook(url.replace(APP.appId, '123456'), body, APP.appSecret)).status).toBe(404);
      const large = Buffer.alloc(3 * 1024 * 1024 + 1, ' ');
      expect((await postWebhook(url, large, APP.appSecret)).status).toBe(413);
      expect(await inbox()).toEqual([]);
      expect((await health()).ledger.received).toBe(0);
      expect(office.host.log()).not.toContain('canario-sin-firma');
    });

    it('takes bodies of up to 3 MiB on a host whose own limit is 1 MB', async () => {
      const many = Array.from({ length: 1000 }, (_, index) => text(`${index} ${'ñ'.repeat(300)}`, by('34600000001')));
      const body = envelope([change({ ...from('34600000001', 'Mil Mensajes'), messages: many })]);
      expect(metaJson(body).length).toBeGreaterThan(1_500_000);
      expect(await office.post(body)).toMatchObject({ status: 200 });
      await settled();
      expect((await conversationWith('Mil Mensajes')).unreadCount).toBe(1000);
    });

    it('keeps signed garbage where people see it, and lets its neighbours in', async () => {
      const broken = {
        id: 'wamid.broken',
        type: 'text',
        text: 7,
        ...by('34600000002'),
        timestamp: seconds(Date.now()),
      };
      const body = envelope([
        change({ ...from('34600000002', 'Vecina'), messages: [broken, text('sana', by('34600000002'))] }),
        { field: 'messages', value: 'nada' },
      ]);
      for (const raw of [metaJson(body), 'ni siquiera JSON', '[]', '{"object":"page"}'])
        expect((await postWebhook(office.hookUrl(), raw, APP.appSecret)).status).toBe(200);
      expect((await conversationWith('Vecina')).preview).toBe('sana');
      await settled();
      const list = dataOf<QuarantineDto[]>(
        await office.admin.owner.api.get(`/conversations/accounts/${office.account.id}/quarantine`)
      );
      expect(list).toHaveLength(5);
      expect(new Set(list.map(({ reason }) => reason))).toEqual(new Set(['not-readable']));
    });
  });

  it('makes one message of ten deliveries, and one conversation of an album that comes in parallel', async () => {
    const same = messages(text('una vez', { ...by('34611000001'), id: 'wamid.same' }));
    await Promise.all(Array.from({ length: 10 }, () => office.post(same)));
    const photos = Array.from({ length: 10 }, (_, index) =>
      envelope([
        change({
          ...from('34611000002', 'Álbum'),
          messages: [message('image', { image: { id: `98765${index}`, mime_type: 'image/jpeg' } }, by('34611000002'))],
        }),
      ])
    );
    await Promise.all(photos.map((photo) => office.post(photo)));
    await settled();
    const all = await inbox();
    expect(all.filter(({ preview }) => preview === 'una vez')).toHaveLength(1);
    const albums = all.filter(({ contact: { name } }) => name === 'Álbum');
    expect(albums).toHaveLength(1);
    const pictures = await readMessages(api(), albums[0]?.id ?? '');
    expect(pictures).toHaveLength(10);
    expect(pictures.every(({ attachments: [file] }) => file?.state === 'pending')).toBe(true);
    const { ledger } = await health();
    const { received, stored, duplicate, ignored, quarantined, pending } = ledger;
    expect(received).toBe(stored + duplicate + ignored + quarantined + pending);
  });

  it('knows a person by any of their ids, and each spelling of a number as the same one', async () => {
    const anonymous = { profile: { name: 'Sin Número', username: 'sinnumero' }, user_id: 'ES.1349120865530274' };
    await office.post(
      envelope([
        change({
          contacts: [anonymous],
          messages: [text('hola', { from: undefined, from_user_id: anonymous.user_id })],
        }),
      ])
    );
    const first = await conversationWith('Sin Número');
    expect(first.contact.address).toBe('@sinnumero');
    const known = { ...anonymous, wa_id: '34622000001' };
    await office.post(
      envelope([
        change({
          contacts: [known],
          messages: [text('con número', { from: known.wa_id, from_user_id: known.user_id })],
        }),
      ])
    );
    await until('the number', async () => (await conversationWith('Sin Número')).contact.address === '+34622000001');
    for (const [one, other] of [
      ['5541988887777', '554188887777'],
      ['5215512345678', '525512345678'],
      ['5491123456789', '541123456789'],
    ] as const) {
      await office.post(envelope([change({ ...from(one, `Dos ${one}`), messages: [text('a', by(one))] })]));
      const conversation = await conversationWith(`Dos ${one}`);
      await office.post(envelope([change({ ...from(other, `Dos ${one}`), messages: [text('b', by(other))] })]));
      await until('both', async () => (await readMessages(api(), conversation.id)).length === 2);
      expect((await inbox()).filter(({ contact: { name } }) => name === `Dos ${one}`)).toHaveLength(1);
    }
  });

  it('opens the window by the time of the message, and not by the time of its webhook', async () => {
    const late = Date.now() - 30 * HOUR;
    const person = from('34633000001', 'Tarde');
    const say = (body: string, at: number) =>
      office.post(
        envelope([change({ ...person, messages: [text(body, { ...by('34633000001'), timestamp: seconds(at) })] })])
      );
    await say('de anteayer', late);
    const expiry = async () => Date.parse((await conversationWith('Tarde')).windowExpiresAt ?? '');
    await conversationWith('Tarde');
    expect(await expiry()).toBe(Math.floor(late / 1000) * 1000 + 24 * HOUR);
    const now = Date.now();
    await say('de ahora', now);
    await until('the open window', async () => (await expiry()) === Math.floor(now / 1000) * 1000 + 24 * HOUR);
    await say('otra de ayer', late + HOUR);
    await settled();
    expect(await expiry()).toBe(Math.floor(now / 1000) * 1000 + 24 * HOUR);
  });

  it('puts edits, reactions and a taken back message together in any order, also before the message', async () => {
    const wa = '34644000001';
    const person = from(wa, 'Desordenado');
    const at = Date.now() - HOUR;
    const one = (item: unknown) => envelope([change({ ...person, messages: [item] })]);
    const original = text('orijinal', { ...by(wa), id: 'wamid.fold', timestamp: seconds(at) });
    const edit = message(
      'edit',
      { edit: { original_message_id: 'wamid.fold', message: { type: 'text', text: { body: 'original' } } } },
      { ...by(wa), timestamp: seconds(at + 2000) }
    );
    const react = (emoji: string, offset: number) =>
      message(
        'reaction',
        { reaction: { message_id: 'wamid.fold', emoji } },
        { ...by(wa), timestamp: seconds(at + offset) }
      );
    for (const item of [react('👍', 5000), edit, react('❤️', 9000), original, react('👍', 5000)])
      expect((await office.post(one(item))).status).toBe(200);
    const { id } = await conversationWith('Desordenado');
    await settled();
    const [stored, ...others] = await readMessages(api(), id);
    expect(others).toEqual([]);
    expect(stored?.text).toBe('original');
    expect((await conversationWith('Desordenado')).preview).toBe('original');
    expect(stored?.whatsapp?.editedAt).not.toBeNull();
    expect(stored?.whatsapp?.reactions).toMatchObject([{ emoji: '❤️', by: 'contact' }]);
    const revoke = message('revoke', { revoke: { original_message_id: 'wamid.fold' } }, by(wa));
    await office.post(one(revoke));
    await until('taken back', async () => (await readMessages(api(), id))[0]?.whatsapp?.revokedAt);
    expect((await conversationWith('Desordenado')).preview).toBe('🚫');
  });

  it('shows what the phone app of the business sent as ours, with its ticks', async () => {
    const to = '34655000001';
    await office.post(
      envelope([
        change(
          {
            contacts: [{ profile: { name: 'Del Móvil' }, wa_id: to }],
            message_echoes: [
              {
                from: '15550783881',
                to,
                id: 'wamid.echo',
                timestamp: seconds(Date.now()),
                type: 'text',
                text: { body: 'voy' },
              },
            ],
          },
          'smb_message_echoes'
        ),
      ])
    );
    const conversation = await conversationWith('Del Móvil');
    expect(conversation).toMatchObject({ unreadCount: 0, windowExpiresAt: null });
    await office.post(envelope([change({ statuses: [status('read', { id: 'wamid.echo', recipient_id: to })] })]));
    await until('read', async () => (await readMessages(api(), conversation.id))[0]?.status === 'read');
    expect((await readMessages(api(), conversation.id))[0]).toMatchObject({
      direction: 'outbound',
      whatsapp: { fromPhoneApp: true },
    });
  });

  it('keeps groups apart, and shows what WhatsApp does not hand over', async () => {
    const wa = '34666000001';
    const person = from(wa, 'En Grupo');
    await office.post(envelope([change({ ...person, messages: [text('a solas', by(wa))] })]));
    await office.post(
      envelope([
        change({
          ...person,
          messages: [
            text('a todos', { ...by(wa), group_id: 'grupo-1' }),
            message('unsupported', { errors: [{ code: 131051, title: 'Message type unknown' }] }, by(wa)),
          ],
        }),
      ])
    );
    await settled();
    const mine = (await inbox()).filter(({ contact: { name } }) => name === 'En Grupo');
    expect(mine).toHaveLength(2);
    const texts = await Promise.all(
      mine.map(async ({ id }) => (await readMessages(api(), id)).map((one) => one.whatsapp?.content.type))
    );
    expect(texts.sort((one, other) => one.length - other.length)).toEqual([['text'], ['text', 'unsupported']]);
  });

  it('reopens a closed conversation, and hides it from whoever lost the right', async () => {
    const wa = '34677000001';
    const say = (body: string) =>
      office.post(envelope([change({ ...from(wa, 'Vuelve'), messages: [text(body, by(wa))] })]));
    await say('primera');
    const { id } = await conversationWith('Vuelve');
    dataOf(await api().put(`/conversations/inbox/${id}`, { status: 'closed' }));
    await say('segunda');
    await until('open again', async () => (await conversationWith('Vuelve')).status === 'open');
    const path = `/conversations/accounts/${office.account.id}/authorised-users`;
    dataOf(await office.admin.owner.api.put(path, { userIds: [] }));
    expect((await api().get(`/conversations/inbox/${id}/messages`)).status).toBe(404);
    dataOf(await office.admin.owner.api.put(path, { userIds: [office.agent.id] }));
  });

  it('never shows a secret, and forgets everything with the account', async () => {
    const account = await office.admin.owner.api.get(`/conversations/accounts/${office.account.id}`);
    const audit = await office.admin.owner.api.get(`/conversations/accounts/${office.account.id}/audit`);
    for (const { text: shown } of [account, audit]) {
      expect(shown).not.toContain(APP.appSecret);
      expect(shown).not.toContain('tokenCanary77');
    }
    expect(contact.wa_id).not.toBe('');
    dataOf(await office.admin.owner.api.del(`/conversations/accounts/${office.account.id}`));
    expect((await office.post(messages(text('a nadie')))).status).toBe(404);
    expect(await inbox()).toEqual([]);
  });
});
