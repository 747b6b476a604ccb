import { describe, expect, it } from 'vitest';
import { mediaFault, mediaTypeFor } from '../../../../server/channels/whatsapp-cloud/outgoing/media-limits';
import {
  buildMessage,
  buildRead,
  type OutgoingContent,
  type OutgoingMessage,
} from '../../../../server/channels/whatsapp-cloud/outgoing/payload';

const build = (content: OutgoingContent, more: Partial<OutgoingMessage> = {}) =>
  buildMessage({ to: { to: '+16505551234' }, replyTo: null, callbackData: 'attempt-1', content, ...more });
const text = (body: string): OutgoingContent => ({ type: 'text', text: body, preview: true });
const media = (more: Partial<Extract<OutgoingContent, { type: 'media' }>> = {}): OutgoingContent => ({
  type: 'media',
  media: 'document',
  mediaId: '1479537139650973',
  caption: null,
  fileName: null,
  ...more,
});
const place = { type: 'location' as const, latitude: 37.4, longitude: -122.1, name: null, address: null };

describe('a message to the Cloud API', () => {
  it('is text with a preview, answers another and carries our mark', () => {
    expect(build(text('See https://x.test'), { replyTo: 'wamid.Q' })).toEqual({
      ok: true,
      payload: {
        messaging_product: 'whatsapp',
        recipient_type: 'individual',
        to: '+16505551234',
        context: { message_id: 'wamid.Q' },
        biz_opaque_callback_data: 'attempt-1',
        type: 'text',
        text: { body: 'See https://x.test', preview_url: true },
      },
    });
  });

  it('goes to a user id by its own field', () => {
    const built = build(text('x'), { to: { recipient: 'US.13491208655302741918' } });
    expect(built).toMatchObject({ payload: { recipient: 'US.13491208655302741918' } });
    expect(built.ok && 'to' in built.payload).toBe(false);
  });

  it('is media by its id, with what its kind may have', () => {
    expect(build(media({ caption: 'Offer', fileName: 'offer.pdf' }))).toMatchObject({
      payload: { type: 'document', document: { id: '1479537139650973', caption: 'Offer', filename: 'offer.pdf' } },
    });
    const image = build(media({ media: 'image', fileName: 'a.jpg' }));
    expect(image.ok && image.payload['image']).toEqual({ id: '1479537139650973' });
    expect(build(media({ media: 'audio', voice: true }))).toMatchObject({ payload: { audio: { voice: true } } });
  });

  it('is a place or a reaction', () => {
    const built = build({ ...place, name: 'HQ' });
    expect(built.ok && built.payload['location']).toEqual({ latitude: 37.4, longitude: -122.1, name: 'HQ' });
    const reaction = build({ type: 'reaction', messageId: 'wamid.Q', emoji: null }, { replyTo: 'wamid.Q' });
    expect(reaction).toMatchObject({ payload: { type: 'reaction', reaction: { message_id: 'wamid.Q', emoji: '' } } });
    expect(reaction.ok && 'context' in reaction.payload).toBe(false);
    for (const emoji of ['👍', '❤️', '👩‍👩‍👧', '🇪🇸', '1️⃣'])
      expect(build({ type: 'reaction', messageId: 'w', emoji }).ok).toBe(true);
  });

  it.each<[string, OutgoingContent]>([
    ['text-empty', text(' \n')],
    ['text-too-long', text('x'.repeat(4097))],
    ['media-id-missing', media({ mediaId: '' })],
    ['caption-too-long', media({ caption: 'x'.repeat(1025) })],
    ['caption-not-allowed', media({ media: 'audio', caption: 'x' })],
    ['file-name-too-long', media({ fileName: 'x'.repeat(241) })],
    ['location-invalid', { ...place, latitude: 90.1 }],
    ['location-invalid', { ...place, longitude: Number.NaN }],
    ['location-text-too-long', { ...place, address: 'x'.repeat(1001) }],
    ['emoji-invalid', { type: 'reaction', messageId: 'w', emoji: 'ok' }],
    ['emoji-invalid', { type: 'reaction', messageId: 'w', emoji: '👍👍' }],
    ['message-id-missing', { type: 'reaction', messageId: '', emoji: '👍' }],
  ])('is refused before it is sent: %s', (fault, content) => expect(build(content)).toEqual({ ok: false, fault }));

  it('is allowed up to its limits', () => {
    expect(build(text('x'.repeat(4096))).ok).toBe(true);
    expect(build(media({ caption: 'x'.repeat(1024) })).ok).toBe(true);
    expect(build(text('x'), { callbackData: 'x'.repeat(512) }).ok).toBe(true);
  });

  it('needs a whole number or a user id, and our mark', () => {
    for (const to of ['16505551234', '+', '+0123456', '+1 650 555', 'US.1']) {
      expect(build(text('x'), { to: { to } })).toEqual({ ok: false, fault: 'recipient-invalid' });
    }
    expect(build(text('x'), { to: { recipient: '16505551234' } })).toMatchObject({ fault: 'recipient-invalid' });
    for (const callbackData of ['', 'x'.repeat(513)]) {
      expect(build(text('x'), { callbackData })).toMatchObject({ fault: 'callback-data-invalid' });
    }
  });

  it('marks as read, with dots or without', () => {
    const read = { messaging_product: 'whatsapp', status: 'read', message_id: 'wamid.Q' };
    expect(buildRead('wamid.Q', false)).toEqual({ ok: true, payload: read });
    expect(buildRead('wamid.Q', true)).toEqual({ ok: true, payload: { ...read, typing_indicator: { type: 'text' } } });
    expect(buildRead('', true).ok).toBe(false);
  });
});

describe('media', () => {
  const MB = 1024 * 1024;

  it('goes out as what WhatsApp takes it for, and else as a document', () => {
    expect(mediaTypeFor('image/JPEG', 5 * MB)).toBe('image');
    expect(mediaTypeFor('image/jpeg', 5 * MB + 1)).toBe('document');
    expect(mediaTypeFor('image/webp', 1)).toBe('document');
    expect(mediaTypeFor('audio/ogg; codecs=opus', 16 * MB)).toBe('audio');
    expect(mediaTypeFor('video/mp4', 16 * MB + 1)).toBe('document');
    expect(mediaTypeFor('application/pdf', 100 * MB + 1)).toBeNull();
  });

  it('names its fault and the limit', () => {
    expect(mediaFault('image', 'image/gif', 1)).toEqual({ code: 'media-type', limit: 'image/jpeg, image/png' });
    expect(mediaFault('sticker', 'image/webp', 500 * 1024 + 1)).toEqual({ code: 'media-too-large', limit: '512000' });
    expect(mediaFault('document', 'x/y', 0)).toMatchObject({ code: 'media-empty' });
    expect(mediaFault('video', 'video/3gpp', 16 * MB)).toBeNull();
  });
});
