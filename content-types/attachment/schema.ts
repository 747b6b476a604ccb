import { hidden } from '../hidden';

/** A file of a message, or an upload that waits for its message. Bytes lie in the private file store under `fileKey`. */
export const attachment = {
  kind: 'collectionType',
  collectionName: 'conversations_attachments',
  info: { singularName: 'attachment', pluralName: 'attachments', displayName: 'Conversations attachment' },
  options: { draftAndPublish: false },
  pluginOptions: hidden,
  attributes: {
    accountDocumentId: { type: 'string', required: true },
    conversationDocumentId: { type: 'string', required: true },
    /** Null: uploaded for this conversation, not sent yet. */
    messageDocumentId: { type: 'string' },
    position: { type: 'integer', default: 0 },
    name: { type: 'text' },
    type: { type: 'string' },
    size: { type: 'biginteger' },
    inline: { type: 'boolean', default: false },
    contentId: { type: 'text' },
    state: { type: 'string', required: true },
    reason: { type: 'string' },
    /** The provider's id of media that are still to be fetched, or were. */
    remoteId: { type: 'string' },
    fileKey: { type: 'string' },
    uploadedBy: { type: 'integer' },
    uploadedAt: { type: 'biginteger' },
  },
  indexes: [
    { name: 'conversations_att_document', columns: ['document_id'], type: 'unique' },
    { name: 'conversations_att_message', columns: ['message_document_id'] },
    { name: 'conversations_att_file', columns: ['file_key'] },
    { name: 'conversations_att_conversation', columns: ['conversation_document_id'] },
  ],
} as const;
