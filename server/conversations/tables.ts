/** Tables of the content types that are read and written by knex: the hot path. */
export const CONVERSATIONS = 'conversations_conversations';
export const MESSAGES = 'conversations_messages';
export const ATTACHMENTS = 'conversations_attachments';
export const SIGNATURES = 'conversations_signatures';
export const CONTACTS = 'conversations_contacts';
export const IDENTITIES = 'conversations_identities';
