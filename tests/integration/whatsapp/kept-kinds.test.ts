import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HealthDto } from '../../../server/api/contracts/accounts';
import type { ConversationDto } from '../../../server/api/contracts/inbox';
import { widenIdentityScope } from '../../../server/contacts/widen-identity-scope';
import { dataOf } from '../../support/api-client';
import { openDatabase } from '../../support/database';
import { mostlyOn } from '../../support/host-data';
import { until } from '../../support/until';
import { change, envelope, message, text, type Json } from '../../unit/channels/whatsapp-cloud/payloads';
import { listInbox, readMessages } from '../mail/office';
import { openNumber, WABA_ID, type NumberOffice } from './number';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const OURS = '15550783881';
const seconds = (at: number) => String(Math.floor(at / 1000));
const by = (wa: string, at = Date.now()) => ({ from: wa, from_user_id: undefined, timestamp: seconds(at) });
const person = (wa: string, name: string) => ({ contacts: [{ profile: { name }, wa_id: wa }] });

/** One chunk of a history. Meta: webhooks/reference/history. */
const chunk = (order: number, thread: string, list: unknown[], progress = 50) =>
  envelope([
    change(
      {
        history: [{ metadata: { phase: 0, chunk_order: order, progress }, threads: [{ id: thread, messages: list }] }],
      },
      'history'
    ),
  ]);
const past = (status = 'READ') => ({ history_context: { status } });
const heard = (wa: string, id: string, body: string, at: number): Json => text(body, { ...by(wa, at), id, ...past() });
const said = (wa: string, id: string, body: string, at: number, status = 'READ'): Json =>
  text(body, { from: OURS, to: wa, from_user_id: undefined, id, timestamp: seconds(at), ...past(status) });

describe.each(mostlyOn('postgres'))('what else WhatsApp hands over, on %s', (database) => {
  let office: NumberOffice;
  beforeAll(async () => {
    office = await openNumber(database);
  });
  afterAll(() => office?.stop());

  const api = () => office.agent.api;
  const called = async (name: string): Promise<ConversationDto[]> =>
    (await listInbox(api())).filter((one) => one.contact.name === name);
  const conversationWith = (name: string): Promise<ConversationDto> =>
    until(`a conversation with ${name}`, async () => (await called(name))[0]);
  const ledger = async () =>
    dataOf<HealthDto>(await office.admin.owner.api.get(`/conversations/accounts/${office.account.id}/health`)).ledger;
  const settled = () => until('an empty journal', async () => (await ledger()).pending === 0, 60_000);
  async function post(...bodies: unknown[]): Promise<void> {
    for (const body of bodies) expect((await office.post(body)).status).toBe(200);
    await settled();
  }
  async function rows<Row>(read: (db: ReturnType<typeof openDatabase>) => PromiseLike<Row>): Promise<Row> {
    const db = openDatabase(office.data);
    try {
      return await read(db);
    } finally {
      await db.destroy();
    }
  }
  const say = (wa: string, name: string, ...list: unknown[]) =>
    envelope([change({ ...person(wa, name), messages: list })]);

  describe('the history of the phone app', () => {
    it('is history: in its order whatever the order of its chunks, and neither news, unread nor a window', async () => {
      const wa = '34700000001';
      const then = Date.now() - 40 * DAY;
      const first = chunk(1, wa, [heard(wa, 'wamid.h1', 'uno', then), said(wa, 'wamid.h2', 'dos', then + HOUR)]);
      const second = chunk(2, wa, [
        heard(wa, 'wamid.h3', 'tres', then + 2 * HOUR),
        said(wa, 'wamid.h4', 'cuatro', then + 3 * HOUR, 'DELIVERED'),
      ]);
      await post(second, first, second, first);
      const mine = (await listInbox(api())).filter(({ contact }) => contact.address === `+${wa}`);
      expect(mine).toHaveLength(1);
      expect(mine[0]).toMatchObject({
        unreadCount: 0,
        windowExpiresAt: null,
        preview: 'cuatro',
        lastMessageAt: new Date(Math.floor((then + 3 * HOUR) / 1000) * 1000).toISOString(),
      });
      const all = await readMessages(api(), mine[0]?.id ?? '');
      const inOrder = [...all].sort((one, other) => (one.sentAt < other.sentAt ? -1 : 1));
      expect(inOrder.map((one) => [one.direction, one.text, one.status])).toEqual([
        ['inbound', 'uno', 'received'],
        ['outbound', 'dos', 'read'],
        ['inbound', 'tres', 'received'],
        ['outbound', 'cuatro', 'delivered'],
      ]);
    });

    it('waits for nobody, but for who wrote last and not long ago', async () => {
      const status = async (wa: string) =>
        (await listInbox(api())).find(({ contact }) => contact.address === `+${wa}`)?.status;
      const now = Date.now();
      const [old, answered, waiting] = ['34700000011', '34700000012', '34700000013'] as const;
      await post(
        chunk(1, old, [heard(old, 'wamid.o1', 'hace mucho', now - 40 * DAY)]),
        // The answer comes before what it answers.
        chunk(1, answered, [said(answered, 'wamid.a2', 'hecho', now - DAY)]),
        chunk(2, answered, [heard(answered, 'wamid.a1', '¿pueden?', now - 2 * DAY)]),
        chunk(1, waiting, [said(waiting, 'wamid.w1', 'dígame', now - 2 * DAY)]),
        chunk(2, waiting, [heard(waiting, 'wamid.w2', '¿hay?', now - DAY)])
      );
      expect(await status(old)).toBe('closed');
      expect(await status(answered)).toBe('closed');
      expect(await status(waiting)).toBe('open');
    });

    it('changes nothing of a conversation that goes on, and a message of now opens one of the past', async () => {
      const wa = '34700000021';
      const now = Date.now();
      await post(say(wa, 'Sigue', text('ahora', { ...by(wa, now), id: 'wamid.now' })));
      const before = await conversationWith('Sigue');
      await post(chunk(1, wa, [said(wa, 'wamid.s1', 'antes', now - 3 * DAY)]));
      const after = await conversationWith('Sigue');
      expect(after).toEqual({ ...before, updatedAt: after.updatedAt });
      expect(await readMessages(api(), after.id)).toHaveLength(2);
      const closed = '34700000022';
      await post(chunk(1, closed, [heard(closed, 'wamid.c1', 'de antes', now - 30 * DAY)]));
      await post(say(closed, 'De Antes', text('de ahora', by(closed, now))));
      expect(await called('De Antes')).toMatchObject([{ status: 'open', unreadCount: 1, preview: 'de ahora' }]);
    });

    it('has what somebody decided here stay, whatever chunk comes late', async () => {
      const wa = '34700000031';
      const now = Date.now();
      await post(chunk(1, wa, [heard(wa, 'wamid.d1', 'primero', now - 3 * DAY)]));
      const [made] = (await listInbox(api())).filter(({ contact }) => contact.address === `+${wa}`);
      expect(made?.status).toBe('open');
      dataOf(await api().put(`/conversations/inbox/${made?.id}`, { status: 'closed' }));
      await post(chunk(2, wa, [heard(wa, 'wamid.d2', 'segundo', now - 2 * DAY)]));
      const [after] = (await listInbox(api())).filter(({ contact }) => contact.address === `+${wa}`);
      expect(after).toMatchObject({ status: 'closed', preview: 'segundo' });
    });

    it('brings the media of the last days when their ids come, in one webhook or in another', async () => {
      const wa = '34700000041';
      const at = Date.now() - 2 * DAY;
      const photo = (id: string, media: Json) =>
        message('image', { image: { mime_type: 'image/jpeg', ...media } }, { ...by(wa, at), id, ...past() });
      await post(chunk(1, wa, [photo('wamid.p1', {}), photo('wamid.p2', {}), photo('wamid.p2', { id: '700002' })]));
      const [made] = (await listInbox(api())).filter(({ contact }) => contact.address === `+${wa}`);
      const states = async () =>
        (await readMessages(api(), made?.id ?? '')).map(({ externalId, attachments }) => [
          externalId,
          attachments.map(({ state }) => state),
        ]);
      expect(Object.fromEntries(await states())).toEqual({ 'wamid.p1': ['placeholder'], 'wamid.p2': ['pending'] });
      await post(chunk(2, wa, [photo('wamid.p1', { id: '700001' })]));
      expect(Object.fromEntries(await states())).toEqual({ 'wamid.p1': ['pending'], 'wamid.p2': ['pending'] });
      // The first form once more takes nothing away.
      await post(chunk(3, wa, [photo('wamid.p1', {})]));
      expect(Object.fromEntries(await states())).toEqual({ 'wamid.p1': ['pending'], 'wamid.p2': ['pending'] });
    });
  });

  it('shows what the phone app sent, changed and took back, in the conversation that is there', async () => {
    const wa = '34710000001';
    const at = Date.now() - HOUR;
    const echo = (item: Json) => envelope([change({ message_echoes: [item] }, 'smb_message_echoes')]);
    const own = (id: string, offset: number) => ({
      from: OURS,
      from_user_id: undefined,
      to: wa,
      id,
      timestamp: seconds(at + offset),
    });
    await post(say(wa, 'Eco', text('¿abren hoy?', by(wa, at))));
    const before = await conversationWith('Eco');
    const edit = message(
      'edit',
      { edit: { original_message_id: 'wamid.e1', message: { type: 'text', text: { body: 'Sí, hasta las 8' } } } },
      own('wamid.e2', 9000)
    );
    const original = text('Sí, hasta las 7', own('wamid.e1', 5000));
    const revoke = message('revoke', { revoke: { original_message_id: 'wamid.e3' } }, own('wamid.e4', 15_000));
    await post(echo(edit), echo(revoke), echo(original), echo(original));
    await post(echo(text('a otro chat', own('wamid.e3', 12_000))));
    const after = await conversationWith('Eco');
    expect(after).toMatchObject({ id: before.id, unreadCount: 1, windowExpiresAt: before.windowExpiresAt });
    const [, changed, taken, ...others] = await readMessages(api(), after.id);
    expect(others).toEqual([]);
    expect(changed).toMatchObject({ direction: 'outbound', text: 'Sí, hasta las 8', whatsapp: { fromPhoneApp: true } });
    expect(changed?.whatsapp?.editedAt).not.toBeNull();
    expect(taken?.whatsapp?.revokedAt).not.toBeNull();
  });

  it('keeps an order with its lines, and the ad that somebody came from', async () => {
    const wa = '34720000001';
    const order = message(
      'order',
      {
        order: {
          catalog_id: '800000001',
          text: 'Para el martes',
          product_items: [
            { product_retailer_id: 'FRENO-7', quantity: 2, item_price: 18.5, currency: 'EUR' },
            { product_retailer_id: 'LUZ-1', quantity: '1', item_price: '4.00', currency: 'EUR' },
          ],
        },
      },
      by(wa)
    );
    const referral = {
      source_url: 'https://fb.me/anuncio',
      source_type: 'ad',
      source_id: '120000000001',
      headline: 'Frenos a mitad de precio',
      body: 'Solo esta semana',
      ctwa_clid: 'clic-1',
    };
    await post(say(wa, 'Pedido', text('Vengo del anuncio', { ...by(wa), referral }), order));
    const conversation = await conversationWith('Pedido');
    expect(conversation.windowExpiresAt).not.toBeNull();
    expect(conversation.preview).toBe('🛒 Para el martes');
    const [ad, bought] = await readMessages(api(), conversation.id);
    expect(ad?.whatsapp?.referral).toEqual({
      headline: 'Frenos a mitad de precio',
      body: 'Solo esta semana',
      url: 'https://fb.me/anuncio',
    });
    expect(bought?.text).toBe('Para el martes');
    expect(bought?.whatsapp?.content).toEqual({
      type: 'order',
      note: 'Para el martes',
      lines: [
        { productId: 'FRENO-7', quantity: 2, price: 18.5, currency: 'EUR' },
        { productId: 'LUZ-1', quantity: 1, price: 4, currency: 'EUR' },
      ],
    });
  });

  it('remembers what was taken back before it came, and shows the taken back message as such', async () => {
    const wa = '34730000001';
    const at = Date.now() - HOUR;
    const revoke = message('revoke', { revoke: { original_message_id: 'wamid.r1' } }, by(wa, at + 5000));
    await post(say(wa, 'Se Arrepiente', revoke));
    expect(await called('Se Arrepiente')).toEqual([]);
    await post(say(wa, 'Se Arrepiente', text('no debí', { ...by(wa, at), id: 'wamid.r1' })));
    const { id } = await conversationWith('Se Arrepiente');
    const [only, ...others] = await readMessages(api(), id);
    expect(others).toEqual([]);
    expect(only?.whatsapp?.revokedAt).toBe(new Date(Math.floor((at + 5000) / 1000) * 1000).toISOString());
  });

  describe('a conversation that somebody deleted', () => {
    it('stays away, however its messages come again, and a new message begins a new one', async () => {
      const wa = '34740000001';
      const at = Date.now() - 2 * HOUR;
      const first = text('borrable', { ...by(wa, at), id: 'wamid.del1' });
      const second = text('también', { ...by(wa, at + 60_000), id: 'wamid.del2' });
      await post(say(wa, 'Borrada', first, second));
      const old = await conversationWith('Borrada');
      dataOf(await api().del(`/conversations/inbox/${old.id}`));
      // The same webhook, the same message in another company, and the same message as history and as an echo.
      await post(
        say(wa, 'Borrada', first, second),
        say(wa, 'Borrada', second),
        chunk(1, wa, [heard(wa, 'wamid.del1', 'borrable', at)]),
        envelope([change({ message_echoes: [{ ...second, from: OURS, to: wa }] }, 'smb_message_echoes')])
      );
      expect(await called('Borrada')).toEqual([]);
      await post(say(wa, 'Borrada', text('otra vez yo', { ...by(wa), id: 'wamid.del3' })));
      const fresh = await conversationWith('Borrada');
      expect(fresh.id).not.toBe(old.id);
      expect(fresh).toMatchObject({ unreadCount: 1, status: 'open', preview: 'otra vez yo' });
      expect(await readMessages(api(), fresh.id)).toMatchObject([{ text: 'otra vez yo' }]);
      expect(await called('Borrada')).toHaveLength(1);
    });

    it('leaves nothing of what was reported of its messages, before and after', async () => {
      const wa = '34740000002';
      const at = Date.now() - 2 * HOUR;
      const edit = (words: string, offset: number) =>
        message(
          'edit',
          { edit: { original_message_id: 'wamid.gone', message: { type: 'text', text: { body: words } } } },
          by(wa, at + offset)
        );
      await post(say(wa, 'Sin Rastro', text('uno', { ...by(wa, at), id: 'wamid.gone' }), edit('canario-antes', 1000)));
      const { id } = await conversationWith('Sin Rastro');
      dataOf(await api().del(`/conversations/inbox/${id}`));
      const kept = () => rows((db) => db('conversations_message_events').where({ external_id: 'wamid.gone' }));
      await until('nothing reported', async () => (await kept()).length === 0);
      await post(say(wa, 'Sin Rastro', edit('canario-tarde', 2000)));
      expect(await kept()).toEqual([]);
      const left = await rows((db) => db('conversations_journal').where('body', 'like', '%canario-%'));
      expect(left).toEqual([]);
    });
  });

  describe('a person whose ids change', () => {
    it('goes on in the same conversation with the new number, and an old message that comes late leaves it', async () => {
      const [before, after] = ['34750000001', '34750000002'] as const;
      const at = Date.now() - HOUR;
      await post(say(before, 'Se Muda', text('mi número', { ...by(before, at), id: 'wamid.m1' })));
      const { id } = await conversationWith('Se Muda');
      const moved = message(
        'system',
        { system: { type: 'user_changed_number', body: 'Se Muda changed', wa_id: after } },
        { ...by(before, at + 60_000), id: 'wamid.m2' }
      );
      // No `contacts` beside it.
      await post(envelope([change({ messages: [moved] })]), envelope([change({ messages: [moved] })]));
      const told = async () =>
        (await readMessages(api(), id)).filter(({ event }) => event?.type === 'whatsapp-identity-changed');
      expect(await told()).toMatchObject([{ event: { details: { change: 'number', number: after } } }]);
      expect((await conversationWith('Se Muda')).contact.address).toBe(`+${after}`);
      await post(say(before, 'Se Muda', text('de antes', { ...by(before, at + 1000), id: 'wamid.m3' })));
      expect((await conversationWith('Se Muda')).contact.address).toBe(`+${after}`);
      await post(say(after, 'Se Muda', text('ya en el nuevo', { ...by(after), id: 'wamid.m4' })));
      expect(await called('Se Muda')).toMatchObject([{ id, preview: 'ya en el nuevo' }]);
      expect(await told()).toHaveLength(1);
    });

    it('is answered at the number that they came back to', async () => {
      const [one, other] = ['34750000021', '34750000022'] as const;
      const at = Date.now() - HOUR;
      const moved = (from: string, to: string, offset: number) =>
        envelope([
          change({
            messages: [
              message(
                'system',
                { system: { type: 'user_changed_number', wa_id: to } },
                { ...by(from, at + offset), id: `wamid.back.${offset}` }
              ),
            ],
          }),
        ]);
      await post(say(one, 'Ida y Vuelta', text('hola', by(one, at))));
      const { contact } = await conversationWith('Ida y Vuelta');
      const active = async () => {
        const found = await rows((db) =>
          db('conversations_identities')
            .where({ contact_document_id: contact.id, kind: 'wa-id', status: 'active' })
            .pluck<string[]>('raw_value')
        );
        return found;
      };
      await post(moved(one, other, 1000));
      expect(await active()).toEqual([other]);
      await post(moved(other, one, 2000));
      expect(await active()).toEqual([one]);
      expect((await conversationWith('Ida y Vuelta')).contact.address).toBe(`+${one}`);
    });

    it('is the same person under a new user id', async () => {
      const [before, after] = ['ES.70000000000001', 'ES.70000000000002'] as const;
      const who = (user_id: string) => ({ profile: { name: 'Otro Id' }, user_id });
      const from = (user: string) => ({ from: undefined, from_user_id: user, timestamp: seconds(Date.now()) });
      await post(envelope([change({ contacts: [who(before)], messages: [text('hola', from(before))] })]));
      const { id } = await conversationWith('Otro Id');
      const rotated = message(
        'system',
        { system: { type: 'user_changed_user_id', previous_user_id: before, user_id: after } },
        { ...from(after), id: 'wamid.u2' }
      );
      await post(envelope([change({ messages: [rotated] })]));
      await post(envelope([change({ contacts: [who(after)], messages: [text('sigo aquí', from(after))] })]));
      expect(await called('Otro Id')).toMatchObject([{ id, preview: 'sigo aquí' }]);
    });

    it('is known by it still once the business is known that the number belongs to', async () => {
      const id = 'ES.80000000000001';
      const write = (body: string) => {
        const who = { contacts: [{ profile: { name: 'Sin Número' }, user_id: id }] };
        const from = { from: undefined, from_user_id: id, timestamp: seconds(Date.now()) };
        return post(envelope([change({ ...who, messages: [text(body, from)] })]));
      };
      await write('uno');
      const [before] = await called('Sin Número');
      const scopes = () =>
        rows((db) => db('conversations_identities').where({ raw_value: id }).pluck<string[]>('value'));
      expect(await scopes()).toEqual([`waba:${WABA_ID}|${id}`]);
      await rows(async (db) => {
        await db.transaction((trx) => widenIdentityScope(trx, `waba:${WABA_ID}`, 'portfolio:77'));
        await db('conversations_accounts').update({ provider_state: JSON.stringify({ portfolioId: '77' }) });
      });
      await write('dos');
      expect(await scopes()).toEqual([`portfolio:77|${id}`]);
      expect(await called('Sin Número')).toMatchObject([{ id: before?.id, preview: 'dos' }]);
      // The others of this file are of the time before.
      await rows(async (db) => {
        await db.transaction((trx) => widenIdentityScope(trx, 'portfolio:77', `waba:${WABA_ID}`));
        await db('conversations_accounts').update({ provider_state: JSON.stringify({}) });
      });
    });

    it('is not told of where nobody is known, and opens no conversation', async () => {
      const count = async () => (await listInbox(api())).length;
      const all = await count();
      const moved = message(
        'system',
        { system: { type: 'user_changed_number', wa_id: '34750000012' } },
        by('34750000011')
      );
      await post(envelope([change({ messages: [moved] })]));
      expect(await count()).toBe(all);
    });
  });

  describe('a sender who is blocked', () => {
    it('is read by nobody who does not look for it, and comes back when somebody says so', async () => {
      const wa = '34760000001';
      const write = (body: string) => post(say(wa, 'Premios', text(body, by(wa))));
      const find = async (query: string) =>
        dataOf<ConversationDto[]>(await api().get(`/conversations/inbox?limit=100${query}`)).find(
          ({ contact }) => contact.name === 'Premios'
        );
      const set = async (id: string, changes: object) => dataOf(await api().put(`/conversations/inbox/${id}`, changes));
      await write('Ha ganado');
      const { id } = await conversationWith('Premios');
      await set(id, { status: 'spam' });
      await write('¿No lo quiere?');
      expect(await find('')).toBeUndefined();
      expect(await find('&status=spam')).toMatchObject({ id, preview: '¿No lo quiere?' });
      await set(id, { status: 'closed', blockSender: true });
      await write('Último aviso');
      expect(await find('&status=closed')).toBeUndefined();
      expect(await find('&status=spam')).toMatchObject({ id, preview: 'Último aviso' });
      await set(id, { status: 'closed', blockSender: false });
      await write('Perdón');
      expect(await find('')).toMatchObject({ id, status: 'open', preview: 'Perdón' });
    });
  });
});
