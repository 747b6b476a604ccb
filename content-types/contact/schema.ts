import { hidden } from '../hidden';

/** A person. Visible to those who may see one of their conversations. */
export const contact = {
  kind: 'collectionType',
  collectionName: 'conversations_contacts',
  info: { singularName: 'contact', pluralName: 'contacts', displayName: 'Conversations contact' },
  options: { draftAndPublish: false },
  pluginOptions: hidden,
  attributes: {
    name: { type: 'string' },
    /** The host's customer by uid and documentId; no relation, so no content API can walk it. */
    customerUid: { type: 'string' },
    customerDocumentId: { type: 'string' },
    customerName: { type: 'string' },
  },
  indexes: [
    { name: 'conversations_contacts_document', columns: ['document_id'], type: 'unique' },
    { name: 'conversations_contacts_customer', columns: ['customer_uid', 'customer_document_id'] },
    { name: 'conversations_contacts_record', columns: ['customer_document_id'] },
  ],
} as const;
