import { z } from 'zod';
import { id, instant, optionalFlag, optionalId, optionalNumber, optionalText, providerErrors } from './fields';
import { contactCard, type ContactCard } from './contact-card';
import { interactiveReply } from './interactive';
import { system, type SystemChange } from './system';
import type { ProviderError } from './fields';

export const MEDIA_TYPES = ['image', 'video', 'audio', 'document', 'sticker'] as const;
export type MediaType = (typeof MEDIA_TYPES)[number];

export interface OrderLine {
  productId: string;
  quantity: number | null;
  price: number | null;
  currency: string | null;
}

/** What a person sent. Meta: webhooks/reference/messages/<type>, one page each. */
export type MessageContent =
  | { type: 'text'; text: string }
  | {
      type: 'media';
      media: MediaType;
      /** Null in history from before the last 14 days: there is nothing to fetch. */
      mediaId: string | null;
      mimeType: string | null;
      sha256: string | null;
      caption: string | null;
      fileName: string | null;
      voice: boolean;
      animated: boolean;
    }
  | { type: 'location'; latitude: number; longitude: number; name: string | null; address: string | null }
  | { type: 'contacts'; cards: ContactCard[]; shared: boolean }
  | { type: 'reaction'; messageId: string; emoji: string | null }
  | {
      type: 'reply';
      reply: 'button' | 'list' | 'template-button' | 'flow';
      id: string | null;
      title: string;
      description: string | null;
    }
  | { type: 'order'; catalogId: string | null; note: string | null; lines: OrderLine[] }
  | { type: 'system'; change: SystemChange }
  | { type: 'edit'; originalId: string; content: MessageContent }
  | { type: 'revoke'; originalId: string }
  | { type: 'welcome-request' }
  | { type: 'unsupported'; original: string | null; errors: ProviderError[] };

const mediaFields = z.object({
  id: optionalId,
  mime_type: optionalText,
  sha256: optionalText,
  caption: optionalText,
  filename: optionalText,
  voice: optionalFlag,
  animated: optionalFlag,
});
const location = z.object({ latitude: z.number(), longitude: z.number(), name: optionalText, address: optionalText });
// An emoji that is missing or empty takes the reaction back.
const reaction = z.object({ message_id: id, emoji: optionalText });
const button = z.object({ text: z.string(), payload: optionalText });
const product = z.object({
  product_retailer_id: id,
  quantity: optionalNumber,
  item_price: optionalNumber,
  currency: optionalText,
});
const order = z.object({ catalog_id: optionalId, text: optionalText, product_items: z.array(product) });
const edit = z.object({ original_message_id: id, message: z.record(z.string(), z.unknown()) });
const revoke = z.object({ original_message_id: id });
const textMessage = z.object({ body: z.string() });
const envelope = z.object({ type: optionalText, errors: providerErrors, timestamp: instant });

type Fields = Readonly<Record<string, unknown>>;

const isMediaType = (type: string): type is MediaType => (MEDIA_TYPES as readonly string[]).includes(type);

function mediaContent(media: MediaType, value: unknown): MessageContent {
  const fields = mediaFields.parse(value);
  return {
    type: 'media',
    media,
    mediaId: fields.id,
    mimeType: fields.mime_type,
    sha256: fields.sha256,
    caption: fields.caption,
    fileName: fields.filename,
    voice: fields.voice ?? false,
    animated: fields.animated ?? false,
  };
}

/** Throws `ZodError` when a field that its type cannot do without is missing. A type that is not known is no error. */
export function readContent(message: Fields, depth = 0): MessageContent {
  const { type, errors } = envelope.parse(message);
  const unsupported = (original: string | null): MessageContent => ({ type: 'unsupported', original, errors });
  if (type === null) return unsupported(null);
  if (isMediaType(type)) return mediaContent(type, message[type]);
  switch (type) {
    case 'text':
      return { type: 'text', text: textMessage.parse(message['text']).body };
    case 'location':
      return { type: 'location', ...location.parse(message['location']) };
    case 'contacts':
      return {
        type: 'contacts',
        cards: z.array(contactCard).parse(message['contacts']),
        // The answer to our request for the number. It is a claim until a signed webhook pairs number and user id.
        shared: message['origin'] === 'contact_request',
      };
    case 'reaction': {
      const { message_id, emoji } = reaction.parse(message['reaction']);
      return { type: 'reaction', messageId: message_id, emoji: emoji === '' ? null : emoji };
    }
    case 'button': {
      const { text, payload } = button.parse(message['button']);
      return { type: 'reply', reply: 'template-button', id: payload, title: text, description: null };
    }
    case 'interactive':
      // Meta sends this type without the object of that name, with errors beside it, for what it could not pass on.
      return message['interactive'] === undefined
        ? unsupported('interactive')
        : interactiveReply(message['interactive'], errors);
    case 'order': {
      const { catalog_id, text, product_items } = order.parse(message['order']);
      const lines = product_items.map((item) => ({
        productId: item.product_retailer_id,
        quantity: item.quantity,
        price: item.item_price,
        currency: item.currency,
      }));
      return { type: 'order', catalogId: catalog_id, note: text, lines };
    }
    case 'system':
      return { type: 'system', change: system.parse(message['system']) };
    case 'edit': {
      // An edit of an edit does not exist; a forged one must not recurse.
      if (depth > 0) return unsupported('edit');
      const { original_message_id, message: edited } = edit.parse(message['edit']);
      return { type: 'edit', originalId: original_message_id, content: readContent(edited, depth + 1) };
    }
    case 'revoke':
      return { type: 'revoke', originalId: revoke.parse(message['revoke']).original_message_id };
    case 'request_welcome':
      return { type: 'welcome-request' };
    case 'unsupported':
      return unsupported(
        z.object({ type: optionalText }).nullable().catch(null).parse(message['unsupported'])?.type ?? null
      );
    default:
      return unsupported(type);
  }
}
