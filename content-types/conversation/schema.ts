import { hidden } from '../hidden';

/**
 * A thread with one contact on one account. Keys are plain documentIds (no relations), and what the list shows is
 * kept on the row, so that a page of the inbox is index seeks and no joins.
 */
export const conversation = {
  kind: 'collectionType',
  collectionName: 'conversations_conversations',
  info: { singularName: 'conversation', pluralName: 'conversations', displayName: 'Conversation' },
  options: { draftAndPublish: false },
  pluginOptions: hidden,
  attributes: {
    accountDocumentId: { type: 'string', required: true },
    contactDocumentId: { type: 'string', required: true },
    contactName: { type: 'string' },
    contactAddress: { type: 'string' },
    subject: { type: 'text' },
    preview: { type: 'string' },
    status: { type: 'string', required: true },
    assigneeId: { type: 'integer' },
    assigneeName: { type: 'string' },
    /** Why the present assignee was chosen: `hand:<user id>`. */
    assigneeReason: { type: 'string' },
    /** Epoch milliseconds. */
    lastMessageAt: { type: 'biginteger', required: true },
    /** Epoch milliseconds of the last change of any kind, for those who follow from outside. */
    changedAt: { type: 'biginteger' },
    /** Of WhatsApp: until when anything may be written, epoch milliseconds. Null: no window was ever open. */
    windowExpiresAt: { type: 'biginteger' },
    /** While the status is `snoozed`: until when, epoch milliseconds. Null: until an answer comes. */
    snoozedUntil: { type: 'biginteger' },
    /** Unique where set: the same request to start a conversation twice is one conversation. */
    startKey: { type: 'string' },
    lastMessageDocumentId: { type: 'string' },
    messageCount: { type: 'integer', default: 0 },
    /**
     * Kept by `conversations/standing.ts`, null where an earlier version left them. The first message of the customer's
     * that nobody has answered (epoch milliseconds; null when closed); whether an answer failed (0 or 1); and the
     * row of the newest message that can be unread (0: none).
     */
    waitingSince: { type: 'biginteger' },
    sendFailed: { type: 'integer' },
    lastInboundId: { type: 'integer' },
  },
  indexes: [
    { name: 'conversations_conv_document', columns: ['document_id'], type: 'unique' },
    { name: 'conversations_conv_account_status', columns: ['account_document_id', 'status', 'last_message_at', 'id'] },
    { name: 'conversations_conv_account', columns: ['account_document_id', 'last_message_at', 'id'] },
    { name: 'conversations_conv_assignee', columns: ['account_document_id', 'assignee_id', 'last_message_at', 'id'] },
    {
      name: 'conversations_conv_assignee_status',
      columns: ['account_document_id', 'assignee_id', 'status', 'last_message_at', 'id'],
    },
    { name: 'conversations_conv_waiting', columns: ['account_document_id', 'waiting_since', 'id'] },
    { name: 'conversations_conv_failed', columns: ['account_document_id', 'send_failed', 'last_message_at', 'id'] },
    { name: 'conversations_conv_newest', columns: ['last_message_at', 'id'] },
    { name: 'conversations_conv_standing', columns: ['last_inbound_id'] },
    { name: 'conversations_conv_start', columns: ['account_document_id', 'start_key'], type: 'unique' },
    { name: 'conversations_conv_contact', columns: ['contact_document_id'] },
  ],
} as const;
