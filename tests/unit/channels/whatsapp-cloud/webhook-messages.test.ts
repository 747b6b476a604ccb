import { describe, expect, it } from 'vitest';
import { readWebhook } from '../../../../server/channels/whatsapp-cloud/webhook/read-webhook';
import type { WebhookItem } from '../../../../server/channels/whatsapp-cloud/webhook/items';
import { change, contact, envelope, FROM, message, messages, PHONE, text, USER, WABA, type Json } from './payloads';

const read = (body: Json): WebhookItem[] => readWebhook(JSON.stringify(body)).items;
function one(value: Json) {
  const [item, ...others] = read(messages(value));
  expect(others).toEqual([]);
  if (item?.kind !== 'message') throw new Error(`a message was expected: ${JSON.stringify(item)}`);
  return item;
}

describe('an inbound message', () => {
  it('comes without U+0000, which no database of ours stores everywhere, and with everything around it', () => {
    const said = (body: string) => one(text(body)).content;
    expect(said('a\u0000b')).toEqual({ type: 'text', text: 'ab' });
    expect(said('C:\\u0000 \\')).toEqual({ type: 'text', text: 'C:\\u0000 \\' });
    expect(said('\\\u0000x')).toEqual({ type: 'text', text: '\\x' });
  });

  it('brings its text, place, person and time', () => {
    expect(one(text('Hello ñ', { id: 'wamid.A' }))).toEqual({
      kind: 'message',
      wabaId: WABA,
      phoneNumberId: PHONE,
      at: 1_739_321_024_000,
      key: 'message:wamid.A',
      messageId: 'wamid.A',
      content: { type: 'text', text: 'Hello ñ' },
      context: null,
      referral: null,
      groupId: null,
      person: { waId: FROM, userId: USER, parentUserId: null, username: null, name: 'Sheena Nelson' },
    });
  });

  it('may come from somebody without a phone number', () => {
    const [item] = read(
      envelope([
        change({
          contacts: [{ profile: { name: 'Ann', username: 'ann.b' }, user_id: USER, parent_user_id: 'US.ENT.118' }],
          messages: [text('hi', { from: undefined })],
        }),
      ])
    );
    expect(item).toMatchObject({
      kind: 'message',
      person: { waId: null, userId: USER, parentUserId: 'US.ENT.118', username: 'ann.b', name: 'Ann' },
    });
  });

  it('finds its person among several, and takes nobody else', () => {
    const other = { profile: { name: 'Other' }, wa_id: '447700900000', user_id: 'GB.9' };
    const names = (contacts: unknown[], more: Json = {}) =>
      read(envelope([change({ contacts, messages: [text('x', more)] })])).map((item) =>
        item.kind === 'message' ? item.person.name : item.kind
      );
    expect(names([other, contact])).toEqual(['Sheena Nelson']);
    expect(names([other, other])).toEqual([null]);
    expect(names([other])).toEqual([null]);
    expect(names([{ profile: { name: 'Mexico' }, wa_id: '5215512345678' }], { from: '525512345678' })).toEqual([
      'Mexico',
    ]);
    expect(names([{ wa_id: FROM }])).toEqual([null]);
  });

  it.each([
    [
      'image',
      { id: 'm1', mime_type: 'image/jpeg', sha256: 'h', caption: 'c' },
      { media: 'image', mediaId: 'm1', caption: 'c' },
    ],
    ['video', { id: 1_479_537_139_650_973, mime_type: 'video/mp4' }, { media: 'video', mediaId: '1479537139650973' }],
    ['audio', { id: 'm3', mime_type: 'audio/ogg; codecs=opus', voice: true }, { media: 'audio', voice: true }],
    [
      'document',
      { id: 'm4', filename: 'a.pdf', caption: null },
      { media: 'document', fileName: 'a.pdf', caption: null },
    ],
    ['sticker', { id: 'm5', animated: true }, { media: 'sticker', animated: true }],
  ])('may be media: %s', (type, value, expected) => {
    expect(one(message(type, { [type]: value })).content).toMatchObject({ type: 'media', ...expected });
  });

  it('may be a location, cards, a reaction, a reply or an order', () => {
    expect(one(message('location', { location: { latitude: 37.4, longitude: -122, name: 'HQ' } })).content).toEqual({
      type: 'location',
      latitude: 37.4,
      longitude: -122,
      name: 'HQ',
      address: null,
    });
    const cards = [{ name: { formatted_name: 'Bo' }, phones: [{ phone: '+1 650', wa_id: '1650' }, 7], emails: 'none' }];
    expect(one(message('contacts', { contacts: cards, origin: 'contact_request' })).content).toEqual({
      type: 'contacts',
      shared: true,
      cards: [{ name: 'Bo', company: null, phones: [{ phone: '+1 650', waId: '1650', type: null }], emails: [] }],
    });
    expect(one(message('reaction', { reaction: { message_id: 'wamid.X', emoji: '👍' } })).content).toEqual({
      type: 'reaction',
      messageId: 'wamid.X',
      emoji: '👍',
    });
    for (const emoji of [undefined, '']) {
      expect(one(message('reaction', { reaction: { message_id: 'wamid.X', emoji } })).content).toMatchObject({
        emoji: null,
      });
    }
    expect(one(message('button', { button: { text: 'Yes', payload: 'yes' } })).content).toMatchObject({
      reply: 'template-button',
      id: 'yes',
      title: 'Yes',
    });
    const list = { type: 'list_reply', list_reply: { id: 'r1', title: 'Express', description: 'Next day' } };
    expect(one(message('interactive', { interactive: list })).content).toEqual({
      type: 'reply',
      reply: 'list',
      id: 'r1',
      title: 'Express',
      description: 'Next day',
    });
    const pressed = { type: 'button_reply', button_reply: { id: 'b1', title: 'Ok' } };
    expect(one(message('interactive', { interactive: pressed })).content).toMatchObject({ reply: 'button', id: 'b1' });
    const lines = [{ product_retailer_id: 'p1', quantity: '2', item_price: 7.5, currency: 'EUR' }];
    expect(one(message('order', { order: { catalog_id: 1, text: 'soon', product_items: lines } })).content).toEqual({
      type: 'order',
      catalogId: '1',
      note: 'soon',
      lines: [{ productId: 'p1', quantity: 2, price: 7.5, currency: 'EUR' }],
    });
  });

  it('may change another: edit and revoke', () => {
    const edited = {
      original_message_id: 'wamid.O',
      message: { type: 'text', text: { body: 'new' }, context: { id: 'c' } },
    };
    const edit = one(message('edit', { edit: edited }, { id: 'wamid.E' }));
    expect(edit.content).toEqual({ type: 'edit', originalId: 'wamid.O', content: { type: 'text', text: 'new' } });
    expect(edit.key).not.toBe(one(text('old', { id: 'wamid.E' })).key);
    const revoke = one(message('revoke', { revoke: { original_message_id: 'wamid.O' } }));
    expect(revoke.content).toEqual({ type: 'revoke', originalId: 'wamid.O' });
    const nested = { ...edited, message: { type: 'edit', edit: edited } };
    expect(one(message('edit', { edit: nested })).content).toMatchObject({ content: { type: 'unsupported' } });
  });

  it('tells that a number or a user id changed, without reading the words', () => {
    const content = (system: Json) => one(message('system', { system }, { from_user_id: undefined })).content;
    expect(content({ type: 'user_changed_number', body: 'A changed from 1 to 2', wa_id: '12195555358' })).toMatchObject(
      {
        change: { change: 'number', waId: '12195555358' },
      }
    );
    expect(content({ type: 'user_changed_number', new_wa_id: '12195555358' })).toMatchObject({
      change: { waId: '12195555358' },
    });
    expect(content({ type: 'user_changed_user_id', previous_user_id: USER, user_id: 'US.2' })).toMatchObject({
      change: { change: 'user-id', previousUserId: USER, userId: 'US.2' },
    });
    expect(content({ type: 'constructor' })).toMatchObject({ change: { change: 'other' } });
  });

  it('is kept when its kind is not known or not supported, with what Meta says of it', () => {
    const errors = [{ code: 131051, title: 'Message type unknown', error_data: { details: 'not supported' } }];
    const error = { code: 131051, subcode: null, title: 'Message type unknown', details: 'not supported' };
    expect(one(message('unsupported', { errors, unsupported: { type: 'poll' } })).content).toEqual({
      type: 'unsupported',
      original: 'poll',
      errors: [error],
    });
    expect(one(message('hologram', { hologram: {} })).content).toMatchObject({
      type: 'unsupported',
      original: 'hologram',
    });
    expect(one(message('interactive', {})).content).toMatchObject({ type: 'unsupported', original: 'interactive' });
    expect(one(message('request_welcome', {})).content).toEqual({ type: 'welcome-request' });
  });

  it('carries what it answers, the ad it came from and the group it belongs to', () => {
    const item = one(
      text('x', {
        context: { from: '1', id: 'wamid.Q', forwarded: true },
        referral: { source_type: 'ad', source_id: 120226305854810730n.toString(), ctwa_clid: 'clid', headline: 'Sale' },
        group_id: 'Y2Fw',
      })
    );
    expect(item.context).toEqual({ messageId: 'wamid.Q', forwarded: true, productId: null });
    expect(item.referral).toMatchObject({ sourceType: 'ad', sourceId: '120226305854810730', clickId: 'clid' });
    expect(item.groupId).toBe('Y2Fw');
  });

  it('has one key in every batch it comes in', () => {
    const first = text('a', { id: 'wamid.1' });
    const like = message('reaction', { reaction: { message_id: 'wamid.1', emoji: '👍' } });
    const gone = { ...like, reaction: { message_id: 'wamid.1' } };
    const keys = (body: Json) => read(body).map(({ key }) => key);
    const alone = [first, like, gone].flatMap((value) => keys(messages(value)));
    expect(new Set(alone).size).toBe(3);
    expect(keys(messages(gone, like, first))).toEqual([...alone].reverse());
  });
});
