import { isBsuid } from '../../../whatsapp/identity';
import type { FilledWhatsApp, GivenParameter } from '../../../templates/whatsapp/parameters';
import { MEDIA_LIMITS, type OutgoingMediaType } from './media-limits';

/** Meta: messages/<type>-messages, one page each. In UTF-16 units, which is the stricter way to count. */
export const TEXT_LIMIT = 4096;
export const CAPTION_LIMIT = 1024;
export const CALLBACK_DATA_LIMIT = 512;
const LOCATION_TEXT_LIMIT = 1000;
const FILE_NAME_LIMIT = 240;

export type Recipient = { to: string } | { recipient: string };

export type OutgoingContent =
  | { type: 'text'; text: string; preview: boolean }
  | {
      type: 'media';
      media: OutgoingMediaType;
      mediaId: string;
      caption: string | null;
      fileName: string | null;
      voice?: boolean;
    }
  | { type: 'location'; latitude: number; longitude: number; name: string | null; address: string | null }
  | {
      type: 'template';
      name: string;
      language: string;
      parameters: FilledWhatsApp['parameters'];
      /** Parameters go by their names and not by their order. */
      named: boolean;
    }
  | { type: 'reaction'; messageId: string; emoji: string | null };

export interface OutgoingMessage {
  to: Recipient;
  content: OutgoingContent;
  /** The message that is answered. */
  replyTo: string | null;
  /** Comes back with every status: the only way to know of a message whose answer was lost. */
  callbackData: string;
}

export type PayloadFault =
  | 'recipient-invalid'
  | 'text-empty'
  | 'text-too-long'
  | 'caption-too-long'
  | 'caption-not-allowed'
  | 'file-name-too-long'
  | 'media-id-missing'
  | 'location-invalid'
  | 'location-text-too-long'
  | 'template-name-missing'
  | 'emoji-invalid'
  | 'message-id-missing'
  | 'callback-data-invalid';

export type Payload = Readonly<Record<string, unknown>>;
export type Built = { ok: true; payload: Payload } | { ok: false; fault: PayloadFault };

/** The body of `POST /{phone-number-id}/messages`. */
export function buildMessage({ to, content, replyTo, callbackData }: OutgoingMessage): Built {
  const fault = recipientFault(to) ?? callbackFault(callbackData) ?? contentFault(content);
  if (fault) return { ok: false, fault };
  return {
    ok: true,
    payload: {
      messaging_product: 'whatsapp',
      recipient_type: 'individual',
      // With both, Meta takes `to`: only one is ever sent.
      ...to,
      // A reaction names its message itself.
      ...(replyTo !== null && content.type !== 'reaction' ? { context: { message_id: replyTo } } : {}),
      biz_opaque_callback_data: callbackData,
      ...contentFields(content),
    },
  };
}

/** With a plus and its country code: without, Meta puts our own country before it and somebody else is written to. */
const recipientFault = (to: Recipient): PayloadFault | null =>
  ('to' in to ? /^\+[1-9]\d{4,19}$/.test(to.to) : isBsuid(to.recipient)) ? null : 'recipient-invalid';

const callbackFault = (data: string): PayloadFault | null =>
  data === '' || data.length > CALLBACK_DATA_LIMIT ? 'callback-data-invalid' : null;

function contentFault(content: OutgoingContent): PayloadFault | null {
  switch (content.type) {
    case 'text':
      if (content.text.trim() === '') return 'text-empty';
      return content.text.length > TEXT_LIMIT ? 'text-too-long' : null;
    case 'media':
      if (content.mediaId === '') return 'media-id-missing';
      if (content.caption && !MEDIA_LIMITS[content.media].caption) return 'caption-not-allowed';
      if ((content.caption?.length ?? 0) > CAPTION_LIMIT) return 'caption-too-long';
      return (content.fileName?.length ?? 0) > FILE_NAME_LIMIT ? 'file-name-too-long' : null;
    case 'location': {
      const { latitude, longitude, name, address } = content;
      // NaN fails both comparisons.
      if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)) return 'location-invalid';
      return [name, address].some((text) => (text?.length ?? 0) > LOCATION_TEXT_LIMIT)
        ? 'location-text-too-long'
        : null;
    }
    case 'template':
      return content.name === '' || content.language === '' ? 'template-name-missing' : null;
    case 'reaction':
      if (content.messageId === '') return 'message-id-missing';
      return content.emoji === null || isEmoji(content.emoji) ? null : 'emoji-invalid';
  }
}

/** One emoji as it is drawn, whatever number of code points that takes. */
function isEmoji(text: string): boolean {
  const [first, ...others] = new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text);
  return (
    first !== undefined && others.length === 0 && /\p{Emoji_Presentation}|\p{Extended_Pictographic}|\u20e3/u.test(text)
  );
}

function contentFields(content: OutgoingContent): Payload {
  switch (content.type) {
    case 'text':
      return { type: 'text', text: { body: content.text, preview_url: content.preview } };
    case 'media': {
      const { media, mediaId, caption, fileName, voice } = content;
      const named = fileName && MEDIA_LIMITS[media].fileName ? { filename: fileName } : {};
      return {
        type: media,
        [media]: {
          id: mediaId,
          ...(caption ? { caption } : {}),
          ...named,
          ...(voice && media === 'audio' ? { voice } : {}),
        },
      };
    }
    case 'location': {
      const { latitude, longitude, name, address } = content;
      return {
        type: 'location',
        location: { latitude, longitude, ...(name ? { name } : {}), ...(address ? { address } : {}) },
      };
    }
    case 'template': {
      const { name, language, parameters, named } = content;
      const components = templateComponents(parameters, named);
      return {
        type: 'template',
        template: { name, language: { code: language }, ...(components.length > 0 ? { components } : {}) },
      };
    }
    case 'reaction':
      return { type: 'reaction', reaction: { message_id: content.messageId, emoji: content.emoji ?? '' } };
  }
}

/** Meta: messages/template-messages. Parts without parameters are left out. */
function templateComponents({ header, body, buttons }: FilledWhatsApp['parameters'], named: boolean): Payload[] {
  const text = (given: GivenParameter) => ({
    type: 'text',
    ...(named ? { parameter_name: given.name } : {}),
    text: given.text,
  });
  return [
    ...(header.length > 0 ? [{ type: 'header', parameters: header.map(text) }] : []),
    ...(body.length > 0 ? [{ type: 'body', parameters: body.map(text) }] : []),
    ...buttons.map(({ index, text: value }) => ({
      type: 'button',
      sub_type: 'url',
      index: String(index),
      parameters: [{ type: 'text', text: value }],
    })),
  ];
}

/**
 * Blue ticks for a message of theirs, and with `typing` the dots for up to 25 seconds. There are no dots without ticks.
 *
 * Meta: typing-indicators.
 */
export function buildRead(messageId: string, typing: boolean): Built {
  if (messageId === '') return { ok: false, fault: 'message-id-missing' };
  return {
    ok: true,
    payload: {
      messaging_product: 'whatsapp',
      status: 'read',
      message_id: messageId,
      ...(typing ? { typing_indicator: { type: 'text' } } : {}),
    },
  };
}
