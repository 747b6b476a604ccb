import type { WhatsAppContentDto, WhatsAppMessageDto } from '../api/contracts/whatsapp-messages';
import { toInstant, toInstantOrNull } from '../database/columns';
import { boundedKey } from './bounded-key';

/** What is stored with a message of WhatsApp. Instants are epoch milliseconds. */
export interface WhatsAppMessage {
  content: WhatsAppContentDto;
  /** The provider's id of the message that this one answers. */
  replyTo: string | null;
  forwarded: boolean;
  referral: WhatsAppMessageDto['referral'];
  fromPhoneApp: boolean;
  /** Set for a group: such a message is in no conversation with one person. */
  groupId: string | null;
  editedAt: number | null;
  revokedAt: number | null;
  reactions: { emoji: string; by: 'contact' | 'us'; at: number }[];
  ticks: { sentAt: number | null; deliveredAt: number | null; readAt: number | null; playedAt: number | null };
  pricing: WhatsAppMessageDto['pricing'];
}

export const NO_TICKS: WhatsAppMessage['ticks'] = { sentAt: null, deliveredAt: null, readAt: null, playedAt: null };

/** A message's identity within its account, by the id that the provider gave it (`wamid`). */
export const identityOfWamid = (wamid: string): string => boundedKey(`wa:${wamid}`);

export const plainWhatsApp = (content: WhatsAppContentDto): WhatsAppMessage => ({
  content,
  replyTo: null,
  forwarded: false,
  referral: null,
  fromPhoneApp: false,
  groupId: null,
  editedAt: null,
  revokedAt: null,
  reactions: [],
  ticks: NO_TICKS,
  pricing: null,
});

/** `idOf` names the message of ours that a provider's id belongs to, as far as the page has it. */
export const toWhatsAppDto = (
  { groupId: _group, replyTo, editedAt, revokedAt, reactions, ticks, ...same }: WhatsAppMessage,
  idOf: (externalId: string) => string | null
): WhatsAppMessageDto => ({
  ...same,
  replyTo: replyTo === null ? null : { id: idOf(replyTo), externalId: replyTo },
  editedAt: toInstantOrNull(editedAt),
  revokedAt: toInstantOrNull(revokedAt),
  reactions: reactions.map(({ at, ...reaction }) => ({ ...reaction, at: toInstant(at) })),
  ticks: {
    sentAt: toInstantOrNull(ticks.sentAt),
    deliveredAt: toInstantOrNull(ticks.deliveredAt),
    readAt: toInstantOrNull(ticks.readAt),
    playedAt: toInstantOrNull(ticks.playedAt),
  },
});
