import { hidden } from '../hidden';

/** A connected mailbox or WhatsApp number. Its secrets live in the vault table, never here. */
export const account = {
  kind: 'collectionType',
  collectionName: 'conversations_accounts',
  info: { singularName: 'account', pluralName: 'accounts', displayName: 'Conversations account' },
  options: { draftAndPublish: false },
  pluginOptions: hidden,
  attributes: {
    kind: { type: 'string', required: true },
    name: { type: 'string', required: true },
    address: { type: 'string', required: true },
    senderName: { type: 'string' },
    /** Empty: the one of the plugin's config. */
    companyName: { type: 'string' },
    /** May people choose among their signatures, or leave them out? Null: yes. */
    signatureChoice: { type: 'boolean' },
    /** How long an answer can be taken back after it was sent. Null: as its medium has it. */
    undoSeconds: { type: 'integer' },
    /** Per kind; for `imap`: { imap, smtp, username, importDays, folders }; see channels/<kind>/settings. */
    settings: { type: 'json', required: true },
    /** Bumped whenever connection settings or secrets change: a running session with another revision ends itself. */
    revision: { type: 'integer', required: true, default: 1 },
    paused: { type: 'boolean', default: false },
    state: { type: 'string', required: true, default: 'active' },
    causeCode: { type: 'string' },
    /** Instants are epoch milliseconds: `timestamp without time zone` would depend on the zone of the process. */
    causeSince: { type: 'biginteger' },
    nextTryAt: { type: 'biginteger' },
    failures: { type: 'integer', default: 0 },
    refusals: { type: 'integer', default: 0 },
    lastSuccessAt: { type: 'biginteger' },
    passwordUpdatedAt: { type: 'biginteger' },
    /** The server files sent mail by itself: null until seen. */
    serverSavesSent: { type: 'boolean' },
    /** Set by `POST /sync`: the session looks at it on its next beat. */
    syncRequestedAt: { type: 'biginteger' },
    /** What the provider says of the number; see channels/whatsapp-cloud/settings. */
    providerState: { type: 'json' },
    /** Chosen folders that are not followed at the moment: { path, code, since }. */
    folderNotices: { type: 'json' },
  },
  indexes: [{ name: 'conversations_accounts_document', columns: ['document_id'], type: 'unique' }],
} as const;
