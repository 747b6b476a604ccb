import { hidden } from '../hidden';

/** One of the addresses and ids of a contact: email, phone, WhatsApp id, business-scoped user id. */
export const identity = {
  kind: 'collectionType',
  collectionName: 'conversations_identities',
  info: { singularName: 'identity', pluralName: 'identities', displayName: 'Conversations identity' },
  options: { draftAndPublish: false },
  pluginOptions: hidden,
  attributes: {
    contactDocumentId: { type: 'string', required: true },
    kind: { type: 'string', required: true },
    /**
     * Normalised, unique within its kind: an email address in lower case, a number's match key. What is unique only
     * within a scope has the scope before it, `<scope>|<value>`.
     */
    value: { type: 'string', required: true },
    /** Of WhatsApp: exactly as received, which is what a message goes to. */
    rawValue: { type: 'string' },
    /** `active` or `superseded`; null counts as active. */
    status: { type: 'string' },
    /** Epoch milliseconds: seen in an event, and accepted as a recipient. */
    lastSeenAt: { type: 'biginteger' },
    lastWorkedAt: { type: 'biginteger' },
  },
  indexes: [
    { name: 'conversations_identities_value', columns: ['kind', 'value'], type: 'unique' },
    { name: 'conversations_identities_contact', columns: ['contact_document_id'] },
  ],
} as const;
