import { describe, expect, it } from 'vitest';
import { readWebhook } from '../../../../server/channels/whatsapp-cloud/webhook/read-webhook';
import type { WebhookItem } from '../../../../server/channels/whatsapp-cloud/webhook/items';
import { change, contact, envelope, FROM, message, PHONE, status, text, USER, WABA, type Json } from './payloads';

const read = (body: Json): WebhookItem[] => readWebhook(Buffer.from(JSON.stringify(body))).items;
const event = (field: string, value: Json, time: unknown = 1_739_321_024) =>
  read(envelope([{ field, value }], { time }))[0];

describe('a status', () => {
  const of = (...list: unknown[]) => read(envelope([change({ statuses: list })]));

  it('brings callback data, price and recipient', () => {
    const pricing = { billable: true, pricing_model: 'PMP', type: 'regular', category: 'service' };
    expect(of(status('sent', { biz_opaque_callback_data: 'ours', pricing }))).toEqual([
      {
        kind: 'status',
        wabaId: WABA,
        phoneNumberId: PHONE,
        at: 1_739_321_030_000,
        key: 'status:wamid.out:sent::1739321030000',
        messageId: 'wamid.out',
        status: 'sent',
        recipient: { waId: FROM, userId: USER, parentUserId: null },
        participant: null,
        isGroup: false,
        callbackData: 'ours',
        pricing: { model: 'PMP', type: 'regular', category: 'service' },
        conversation: null,
        errors: [],
      },
    ]);
  });

  it('may name only the user id, by either name of the parent', () => {
    const named = [{ parent_recipient_user_id: 'US.ENT.1' }, { recipient_participant_parent_user_id: 'US.ENT.1' }];
    for (const more of named) {
      expect(of(status('delivered', { recipient_id: undefined, ...more }))).toMatchObject([
        { recipient: { waId: null, userId: USER, parentUserId: 'US.ENT.1' } },
      ]);
    }
  });

  it('brings its errors, and each of a group its own key', () => {
    const errors = [{ code: 131047, title: 'Re-engagement', error_data: { details: 'More than 24 hours' } }, 'garbage'];
    expect(of(status('failed', { errors }))).toMatchObject([
      { errors: [{ code: 131047, details: 'More than 24 hours' }] },
    ]);
    const group = ['1', '2'].map((who) => status('read', { recipient_type: 'group', recipient_participant_id: who }));
    expect(new Set(of(...group).map(({ key }) => key)).size).toBe(2);
  });

  it('that nobody knows is unreadable', () => {
    expect(of(status('teleported'), status('read'))).toMatchObject([
      { kind: 'unreadable', path: 'entry[0].changes[0].value.statuses[0]' },
      { kind: 'status' },
    ]);
  });
});

describe('coexistence', () => {
  it('echoes what the phone app sent, to whom', () => {
    const echo = {
      from: '15550783881',
      to: FROM,
      id: 'wamid.echo',
      timestamp: '1739321024',
      type: 'text',
      text: { body: 'x' },
    };
    const revoke = { ...echo, id: 'wamid.r', type: 'revoke', revoke: { original_message_id: 'wamid.echo' } };
    expect(read(envelope([change({ message_echoes: [echo, revoke] }, 'smb_message_echoes')]))).toMatchObject([
      { kind: 'echo', messageId: 'wamid.echo', person: { waId: FROM } },
      { kind: 'echo', content: { type: 'revoke', originalId: 'wamid.echo' } },
    ]);
  });

  it('brings history in chunks, each message with its direction', () => {
    const theirs = {
      from: FROM,
      id: 'w1',
      timestamp: '1739230955',
      type: 'text',
      text: { body: 'a' },
      history_context: { status: 'READ' },
    };
    const ours = { ...theirs, from: '15550783881', to: FROM, id: 'w2' };
    const placeholder = { ...theirs, id: 'w3', type: 'media_placeholder', text: undefined };
    const chunk = {
      metadata: { phase: 1, chunk_order: 2, progress: 55 },
      threads: [{ id: FROM, messages: [theirs, 4, ours, placeholder] }, 5],
    };
    expect(read(envelope([change({ history: [chunk] }, 'history')]))).toMatchObject([
      { kind: 'history-progress', phase: 1, chunk: 2, progress: 55 },
      { kind: 'history-message', direction: 'inbound', person: { waId: FROM }, status: 'READ' },
      { kind: 'unreadable', path: 'entry[0].changes[0].value.history[0].threads[0].messages[1]' },
      { kind: 'history-message', direction: 'outbound', person: { waId: FROM } },
      { kind: 'history-message', content: { type: 'unsupported', original: 'media_placeholder' } },
      { kind: 'unreadable', path: 'entry[0].changes[0].value.history[0].threads[1]' },
    ]);
    const declined = [{ errors: [{ code: 2593109, message: 'declined' }] }];
    expect(read(envelope([change({ history: declined }, 'history')]))).toMatchObject([
      { kind: 'history-progress', errors: [{ code: 2593109 }] },
    ]);
  });

  it('brings the address book', () => {
    const entry = {
      type: 'contact',
      contact: { full_name: 'Pablo', phone_number: FROM },
      action: 'add',
      metadata: { timestamp: '1739321024' },
    };
    expect(read(envelope([change({ state_sync: [entry] }, 'smb_app_state_sync')]))).toMatchObject([
      { kind: 'app-contact', action: 'add', waId: FROM, name: 'Pablo', at: 1_739_321_024_000 },
    ]);
  });
});

describe('events of templates and accounts', () => {
  const template = { message_template_name: 'order', message_template_language: 'en-US' };

  it('keep every digit of a template id', () => {
    const id = '25012345678901234';
    const raw = JSON.stringify(
      envelope([
        {
          field: 'message_template_status_update',
          value: { ...template, event: 'REJECTED', reason: 'NONE', message_template_id: 'ID' },
        },
      ])
    ).replace('"ID"', id);
    expect(readWebhook(raw).items).toMatchObject([
      { kind: 'template-status', templateId: id, event: 'REJECTED', at: null },
    ]);
  });

  it('tell state, quality and category', () => {
    const value = { ...template, message_template_id: 1 };
    expect(
      event('message_template_status_update', {
        ...value,
        event: 'REJECTED',
        reason: 'INVALID_FORMAT',
        rejection_info: { reason: 'Bad', recommendation: 'Fix' },
      })
    ).toMatchObject({ templateId: '1', reason: 'Bad', recommendation: 'Fix', at: 1_739_321_024_000 });
    expect(
      event('message_template_quality_update', { ...value, previous_quality_score: 'GREEN', new_quality_score: 'RED' })
    ).toMatchObject({ kind: 'template-quality', current: 'RED' });
    expect(
      event('template_category_update', { ...value, new_category: 'UTILITY', correct_category: 'MARKETING' })
    ).toMatchObject({
      kind: 'template-category',
      current: 'UTILITY',
      correct: 'MARKETING',
    });
    expect(event('message_template_components_update', value)).toMatchObject({ kind: 'template-components' });
  });

  it('have other keys at another time, and the same ones when delivered again', () => {
    const value = { ...template, message_template_id: 1, event: 'APPROVED' };
    const key = (time: number) => event('message_template_status_update', value, time)?.key;
    expect(key(1_739_321_024)).toBe(key(1_739_321_024));
    expect(key(1_739_321_024)).not.toBe(key(1_739_321_025));
  });

  it('tell what happens to account, number and limits', () => {
    expect(
      event('account_update', {
        event: 'ACCOUNT_RESTRICTION',
        restriction_info: [{ restriction_type: 'RESTRICTED_BIZ_INITIATED_MESSAGING', expiration: 1_739_400_000 }, {}],
      })
    ).toMatchObject({
      kind: 'account',
      event: 'ACCOUNT_RESTRICTION',
      restrictions: [{ type: 'RESTRICTED_BIZ_INITIATED_MESSAGING', until: 1_739_400_000_000 }],
    });
    expect(
      event('account_update', { event: 'PARTNER_REMOVED', disconnection_info: { reason: 'CHANGE_NUMBER' } })
    ).toMatchObject({
      disconnectReason: 'CHANGE_NUMBER',
    });
    expect(
      event('phone_number_quality_update', {
        display_phone_number: 1555,
        event: 'THROUGHPUT_UPGRADE',
        max_daily_conversations_per_business: 'TIER_2K',
      })
    ).toMatchObject({ kind: 'number', displayPhoneNumber: '1555', limit: 'TIER_2K' });
    expect(event('business_capability_update', { max_daily_conversations_per_business: 2000 })).toMatchObject({
      kind: 'capability',
      dailyLimit: '2000',
    });
    expect(event('security', { event: 'PIN_CHANGED' })).toMatchObject({ kind: 'security' });
  });

  it('tell preferences, errors out of band and what is ignored', () => {
    const preference = { wa_id: FROM, category: 'marketing_messages', value: 'stop', timestamp: 1_739_321_024 };
    expect(
      read(envelope([change({ contacts: [contact], user_preferences: [preference] }, 'user_preferences')]))
    ).toMatchObject([{ kind: 'preference', choice: 'stop', person: { waId: FROM, userId: USER } }]);
    expect(read(envelope([change({ errors: [{ code: 130429, title: 'Rate limit hit' }] })]))).toMatchObject([
      { kind: 'error', phoneNumberId: PHONE, errors: [{ code: 130429 }] },
    ]);
    expect(
      read(envelope([change({ messages: [text('x')], errors: [{ code: 131000 }] })])).map(({ kind }) => kind)
    ).toEqual(['message', 'error']);
    expect(read(envelope([change({ calls: [] }, 'calls')]))).toMatchObject([{ kind: 'ignored', field: 'calls' }]);
  });
});

describe('a batch', () => {
  it('is read whole: every entry, change and list', () => {
    const body = {
      object: 'whatsapp_business_account',
      entry: [
        {
          id: '1',
          changes: [
            change({ messages: [text('a'), text('b')], statuses: [status('read')] }),
            change({ messages: [text('c')] }),
          ],
        },
        { id: '2', changes: [change({ messages: [message('sticker', { sticker: { id: 's' } })] })] },
      ],
    };
    expect(read(body).map(({ kind, wabaId }) => [kind, wabaId])).toEqual([
      ['message', '1'],
      ['message', '1'],
      ['status', '1'],
      ['message', '1'],
      ['message', '2'],
    ]);
  });
});
