import { z } from 'zod';
import type { FilledWhatsApp, ParameterFormat } from '../../templates/whatsapp/parameters';
import type { Instant } from './common';

export const outgoingLocation = z.strictObject({
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
  name: z.string().trim().max(1000).optional(),
  address: z.string().trim().max(1000).optional(),
});
export type OutgoingLocation = z.infer<typeof outgoingLocation>;

/** Null takes our reaction back. */
export const setReaction = z.strictObject({ emoji: z.string().min(1).max(40).nullable() });
export type SetReaction = z.infer<typeof setReaction>;

/** Somebody looks at the conversation, and with `typing` writes in it. */
export const markSeen = z.strictObject({ typing: z.boolean().default(false) });
export type MarkSeen = z.infer<typeof markSeen>;
export interface SeenDto {
  /** Whether the customer is told: not twice, and not where the account does not want it. */
  told: boolean;
}

/**
 * What a WhatsApp message carries besides its text. `type` is what people see it as; `text` of the message holds the
 * words (a caption too), and media are its attachments.
 */
export interface WhatsAppMessageDto {
  content: WhatsAppContentDto;
  /** The message that this one answers. `id` is null where we do not have it. */
  replyTo: { id: string | null; externalId: string } | null;
  forwarded: boolean;
  /** From a click on an ad. */
  referral: { headline: string | null; body: string | null; url: string | null } | null;
  /** Written on the phone app of the business. */
  fromPhoneApp: boolean;
  editedAt: Instant | null;
  /** Taken back by its sender: the text stays here, and the page says so. */
  revokedAt: Instant | null;
  reactions: WhatsAppReactionDto[];
  /** Of ours: when Meta reported what. `read` without `delivered` was delivered all the same. */
  ticks: WhatsAppTicksDto;
  /** Of ours: how Meta counts it. */
  pricing: { type: string | null; category: string | null } | null;
}

export interface WhatsAppReactionDto {
  emoji: string;
  by: 'contact' | 'us';
  at: Instant;
}

export interface WhatsAppTicksDto {
  sentAt: Instant | null;
  deliveredAt: Instant | null;
  readAt: Instant | null;
  playedAt: Instant | null;
}

export type WhatsAppContentDto =
  | { type: 'text' }
  | { type: 'image' | 'video' | 'audio' | 'document' | 'sticker'; voice: boolean }
  | { type: 'location'; latitude: number; longitude: number; name: string | null; address: string | null }
  | { type: 'contacts'; cards: { name: string; phones: string[]; emails: string[]; organisation: string | null }[] }
  /** A button or an entry of a list that the customer chose. */
  | { type: 'reply'; title: string; description: string | null }
  | {
      type: 'order';
      note: string | null;
      lines: { productId: string; quantity: number | null; price: number | null; currency: string | null }[];
    }
  | TemplateContentDto
  | { type: 'welcome-request' }
  /** Something that WhatsApp does not hand over: a poll, a message that is shown once, … */
  | { type: 'unsupported'; original: string | null };

/** What stands around the text of a template; of one that was sent from elsewhere only its name is known. */
export interface TemplateContentDto {
  type: 'template';
  name: string;
  language: string;
  templateId?: string;
  header?: string | null;
  footer?: string;
  buttons?: string[];
  /** As they were given to the provider. */
  parameters?: FilledWhatsApp['parameters'];
  format?: ParameterFormat;
}
