import { hidden } from '../hidden';

export const message = {
  kind: 'collectionType',
  collectionName: 'conversations_messages',
  info: { singularName: 'message', pluralName: 'messages', displayName: 'Conversations message' },
  options: { draftAndPublish: false },
  pluginOptions: hidden,
  attributes: {
    accountDocumentId: { type: 'string', required: true },
    conversationDocumentId: { type: 'string', required: true },
    direction: { type: 'string', required: true },
    kind: { type: 'string', required: true },
    status: { type: 'string', required: true },
    errorCode: { type: 'string' },
    errorMessage: { type: 'text' },
    fromName: { type: 'text' },
    fromAddress: { type: 'text' },
    replyTo: { type: 'json' },
    to: { type: 'json' },
    cc: { type: 'json' },
    bcc: { type: 'json' },
    subject: { type: 'text' },
    /** Of one that waits: not to be sent before this instant, epoch milliseconds. */
    sendAt: { type: 'biginteger' },
    /** Of one that waits: JSON of the draft it was, for a writer who takes it back. */
    heldDraft: { type: 'text' },
    text: { type: 'text' },
    /** Sanitised. The raw form stays in the private file store. */
    html: { type: 'text' },
    hasRemoteImages: { type: 'boolean', default: false },
    /** When the server received it (INTERNALDATE) or we stored it: epoch milliseconds, the order on screen. */
    receivedAt: { type: 'biginteger', required: true },
    /** The Date header, where valid: a claim of the sender. */
    dateHeader: { type: 'biginteger' },
    /** Message-ID as it stands in the mail, with angle brackets. */
    externalId: { type: 'text' },
    /**
     * A mail's identity within its account: sha256 over Message-ID, stable headers and decoded body. Unique, so the
     * same mail fetched again, moved or copied is one message.
     */
    identityKey: { type: 'string', required: true },
    /** Unique where set: the same composer submit twice is one message. */
    idempotencyKey: { type: 'string' },
    authorId: { type: 'integer' },
    authorName: { type: 'string' },
    /** Came with the first import: shown, and no news to anybody. */
    imported: { type: 'boolean', default: false },
    unverifiedSender: { type: 'boolean', default: false },
    /** No person wrote it for us (RFC 3834): never answered automatically. */
    automatic: { type: 'boolean', default: false },
    /** How the conversation was found: `token`, `in-reply-to`, `references`, `new`, `composer`. */
    threadReason: { type: 'string' },
    recipients: { type: 'json' },
    rawKey: { type: 'string' },
    references: { type: 'json' },
    event: { type: 'json' },
    /** Invitations to events that the mail carries. */
    invitations: { type: 'json' },
    /** Of WhatsApp: what was sent and what became of it since (edits, reactions, ticks); see whatsapp/message. */
    whatsapp: { type: 'json' },
    /** What to know of how the mail is shown. */
    notices: { type: 'json' },
  },
  indexes: [
    { name: 'conversations_msg_document', columns: ['document_id'], type: 'unique' },
    { name: 'conversations_msg_identity', columns: ['account_document_id', 'identity_key'], type: 'unique' },
    { name: 'conversations_msg_idempotency', columns: ['conversation_document_id', 'idempotency_key'], type: 'unique' },
    { name: 'conversations_msg_conversation', columns: ['conversation_document_id', 'received_at', 'id'] },
    {
      name: 'conversations_msg_standing',
      columns: ['conversation_document_id', 'direction', 'received_at', 'id', 'imported', 'automatic'],
    },
    { name: 'conversations_msg_raw', columns: ['raw_key'] },
    { name: 'conversations_msg_account_status', columns: ['account_document_id', 'status'] },
  ],
} as const;
