import type { WhatsAppAccount } from '../../accounts/account';
import type {
  EchoItem,
  HistoryMessageItem,
  InboundItem,
  WebhookItem,
} from '../../channels/whatsapp-cloud/webhook/items';
import type { MessageContent } from '../../channels/whatsapp-cloud/webhook/content';
import type { Attachment } from '../../conversations/attachment-repository';
import type { NewMessage } from '../../conversations/message';
import { createDocumentId } from '../../database/document-id';
import { shownContent, textOf } from '../../whatsapp/content-words';
import { identityOfWamid, plainWhatsApp } from '../../whatsapp/message';
import { addressOf } from './address-of';

export type MessageItem = InboundItem | EchoItem | HistoryMessageItem;

export const isMessageItem = (item: WebhookItem): item is MessageItem =>
  item.kind === 'message' || item.kind === 'echo' || item.kind === 'history-message';

export const isOutbound = (item: MessageItem): boolean =>
  item.kind === 'echo' || (item.kind === 'history-message' && item.direction === 'outbound');

interface Place {
  account: WhatsAppAccount;
  conversationId: string;
  contactName: string;
  /** For an item without a time of the provider's. */
  receivedAt: number;
}

export function toNewMessage(
  item: MessageItem,
  { account, conversationId, contactName, receivedAt }: Place
): NewMessage {
  const outbound = isOutbound(item);
  const customer = { name: item.person.name ?? contactName, address: addressOf(item.person) };
  const us = { name: account.senderName, address: account.address };
  const { context, referral } = item;
  return {
    id: createDocumentId(),
    accountId: account.id,
    conversationId,
    direction: outbound ? 'outbound' : 'inbound',
    kind: 'message',
    status: outbound ? sentStatus(item) : 'received',
    error: null,
    from: outbound ? us : customer,
    replyTo: [],
    to: [outbound ? customer : us],
    cc: [],
    bcc: [],
    subject: '',
    text: textOf(item.content),
    html: null,
    hasRemoteImages: false,
    receivedAt: item.at ?? receivedAt,
    dateHeader: item.at,
    externalId: item.messageId,
    identityKey: identityOfWamid(item.messageId),
    idempotencyKey: null,
    author: null,
    imported: item.kind === 'history-message',
    unverifiedSender: false,
    automatic: false,
    threadReason: item.groupId === null ? 'person' : 'group',
    recipients: [],
    rawKey: null,
    references: null,
    event: null,
    whatsapp: {
      ...plainWhatsApp(shownContent(item.content)),
      replyTo: context?.messageId ?? null,
      forwarded: context?.forwarded ?? false,
      referral: referral && { headline: referral.headline, body: referral.body, url: referral.sourceUrl },
      fromPhoneApp: item.kind === 'echo',
      groupId: item.groupId,
    },
  };
}

/** How far a message of ours had come when the history was written. Meta: webhooks/reference/history. */
function sentStatus(item: MessageItem): NewMessage['status'] {
  if (item.kind !== 'history-message') return 'sent';
  switch (item.status) {
    case 'DELIVERED':
      return 'delivered';
    case 'READ':
    case 'PLAYED':
      return 'read';
    default:
      return 'sent';
  }
}

/** Without parameters, of which voice messages have one for their codec. */
export const mediaType = (mimeType: string | null): string =>
  mimeType?.split(';')[0]?.trim().toLowerCase() ?? 'application/octet-stream';

/** Why there is no file. */
export type MissingMedia = 'not-provided';

/** The file of a message as long as nobody has fetched it. */
export function mediaOf(message: NewMessage, content: MessageContent): Attachment | null {
  if (content.type !== 'media') return null;
  const { media, mediaId, mimeType, fileName } = content;
  return {
    id: createDocumentId(),
    accountId: message.accountId,
    conversationId: message.conversationId,
    messageId: message.id,
    position: 0,
    name: fileName ?? media,
    type: mediaType(mimeType),
    size: 0,
    inline: false,
    contentId: null,
    state: mediaId === null ? 'placeholder' : 'pending',
    reason: mediaId === null ? ('not-provided' satisfies MissingMedia) : null,
    fileKey: null,
    uploadedBy: null,
    remoteId: mediaId,
  };
}
