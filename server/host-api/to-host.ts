import type { HostConversation, HostConversationDetail, HostMessage } from '../api/contracts/host';
import type { ConversationDetailDto, ConversationDto, MessageDto } from '../api/contracts/inbox';

/** Field by field: what the inbox's own answers gain later does not reach the host by itself. */
export const toHostConversation = (conversation: ConversationDto): HostConversation => ({
  id: conversation.id,
  account: conversation.account,
  contact: conversation.contact,
  customer: conversation.customer,
  subject: conversation.subject,
  preview: conversation.preview,
  status: conversation.status,
  assignee: conversation.assignee,
  tags: conversation.tags.filter(({ retired }) => !retired).map(({ id, name, color }) => ({ id, name, color })),
  unreadCount: conversation.unreadCount,
  lastMessageAt: conversation.lastMessageAt,
  updatedAt: conversation.updatedAt,
  windowExpiresAt: conversation.windowExpiresAt,
});

export const toHostConversationDetail = (conversation: ConversationDetailDto): HostConversationDetail => ({
  ...toHostConversation(conversation),
  participants: conversation.participants.map(toAddress),
  replyTo: {
    to: conversation.replyTo.to.map(toAddress),
    cc: conversation.replyTo.cc.map(toAddress),
    subject: conversation.replyTo.subject,
  },
  lastMessageId: conversation.lastMessageId,
});

export const toHostMessage = (message: MessageDto): HostMessage => ({
  id: message.id,
  direction: message.direction,
  kind: message.kind,
  status: message.status,
  error: message.error,
  from: toAddress(message.from),
  to: message.to.map(toAddress),
  cc: message.cc.map(toAddress),
  subject: message.subject,
  text: message.text,
  html: message.html,
  sentAt: message.sentAt,
  externalId: message.externalId,
  author: message.author,
  attachments: message.attachments.map(({ id, name, type, size, inline }) => ({ id, name, type, size, inline })),
});

const toAddress = ({ name, address }: { name: string; address: string }) => ({ name, address });
