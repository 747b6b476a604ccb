import { hidden } from '../hidden';

/** One address of a contact: an email today, a phone or a WhatsApp id tomorrow. */
export const identity = {
  kind: 'collectionType',
  collectionName: 'conversations_identities',
  info: { singularName: 'identity', pluralName: 'identities', displayName: 'Conversations identity' },
  options: { draftAndPublish: false },
  pluginOptions: hidden,
  attributes: {
    contactDocumentId: { type: 'string', required: true },
    kind: { type: 'string', required: true },
    /** Normalised: an email address in lower case. */
    value: { type: 'string', required: true },
  },
  indexes: [
    { name: 'conversations_identities_value', columns: ['kind', 'value'], type: 'unique' },
    { name: 'conversations_identities_contact', columns: ['contact_document_id'] },
  ],
} as const;
