import { hidden } from '../hidden';

/** What stands below outgoing mail of an account. Its pictures and for whom it is the default are tables of their own. */
export const signature = {
  kind: 'collectionType',
  collectionName: 'conversations_signatures',
  info: { singularName: 'signature', pluralName: 'signatures', displayName: 'Conversations signature' },
  options: { draftAndPublish: false },
  pluginOptions: hidden,
  attributes: {
    accountDocumentId: { type: 'string', required: true },
    name: { type: 'string', required: true },
    /** Sanitised; variables are still in it, and pictures named by their ids. */
    html: { type: 'text' },
    text: { type: 'text' },
  },
  indexes: [
    { name: 'conversations_sig_document', columns: ['document_id'], type: 'unique' },
    { name: 'conversations_sig_account', columns: ['account_document_id'] },
  ],
} as const;
