/**
 * Tables that are no content types: schema sync tracks them, no content API or permission knows them. Instants are
 * epoch milliseconds, provider ids are strings (SQLite loses precision on integers above 2^53).
 */
type Attribute = { type: string; column?: Record<string, unknown>; default?: unknown };
interface InternalModel {
  uid: string;
  singularName: string;
  tableName: string;
  attributes: Record<string, Attribute>;
  indexes: { name: string; columns: string[]; type?: 'unique' }[];
}

const id: Attribute = { type: 'increments' };
const string: Attribute = { type: 'string' };
const text: Attribute = { type: 'text' };
const integer: Attribute = { type: 'integer' };
const bigInteger: Attribute = { type: 'biginteger' };
/** Epoch milliseconds. */
const instant = bigInteger;
const flag: Attribute = { type: 'boolean' };

const model = (
  singularName: string,
  tableName: string,
  attributes: Record<string, Attribute>,
  indexes: InternalModel['indexes']
): InternalModel => ({
  uid: `plugin::conversations.${singularName}`,
  singularName,
  tableName,
  // A copy of each: Strapi notes the column's name on the attribute itself.
  attributes: Object.fromEntries(
    Object.entries({ id, ...attributes }).map(([name, attribute]) => [name, { ...attribute }])
  ),
  indexes,
});

export const TABLE = {
  member: 'conversations_members',
  secret: 'conversations_vault',
  folder: 'conversations_folders',
  journal: 'conversations_journal',
  alias: 'conversations_message_aliases',
  participant: 'conversations_participants',
  redirect: 'conversations_redirects',
  tombstone: 'conversations_tombstones',
  read: 'conversations_reads',
  draft: 'conversations_drafts',
  job: 'conversations_jobs',
  lease: 'conversations_leases',
  attempt: 'conversations_send_attempts',
  signatureDefault: 'conversations_signature_defaults',
  signaturePicture: 'conversations_signature_pictures',
  profile: 'conversations_profiles',
  change: 'conversations_changes',
  presence: 'conversations_presence',
  notification: 'conversations_notifications',
  imageSender: 'conversations_image_senders',
  blockedSender: 'conversations_blocked_senders',
  contactNote: 'conversations_contact_notes',
  template: 'conversations_templates',
  templateAccount: 'conversations_template_accounts',
  remoteTemplate: 'conversations_remote_templates',
  alert: 'conversations_alerts',
  audit: 'conversations_audit',
  rate: 'conversations_rate_limits',
  hostAccess: 'conversations_host_access',
  messageEvent: 'conversations_message_events',
  signup: 'conversations_signups',
  tag: 'conversations_tags',
  conversationTag: 'conversations_conversation_tags',
  view: 'conversations_views',
  searchJournal: 'conversations_search_journal',
  searchState: 'conversations_search_state',
} as const;

export const internalModels: InternalModel[] = [
  /** Who may read and answer an account's conversations. */
  model(
    'member',
    TABLE.member,
    {
      accountDocumentId: string,
      userId: integer,
      addedAt: instant,
      addedBy: integer,
      /** What was stored up to this message id is no news to this person. */
      unreadFromId: integer,
    },
    [
      { name: 'conversations_members_one', columns: ['account_document_id', 'user_id'], type: 'unique' },
      { name: 'conversations_members_user', columns: ['user_id'] },
    ]
  ),
  /** Ciphertext only; see security/vault. `owner` is `account:<documentId>` or `install`, `field` names the secret. */
  model(
    'vault-secret',
    TABLE.secret,
    { owner: string, field: string, keyId: string, envelope: text, updatedAt: instant },
    [
      { name: 'conversations_vault_one', columns: ['owner', 'field'], type: 'unique' },
      { name: 'conversations_vault_key', columns: ['key_id'] },
    ]
  ),
  /** A mailbox folder and its cursor. Everything up to `lastUid` is journalled, and the import down to `importUid`. */
  model(
    'folder',
    TABLE.folder,
    {
      accountDocumentId: string,
      path: text,
      pathKey: string,
      /** `inbox` or `sent`. */
      role: string,
      uidValidity: string,
      /** UIDs are unsigned 32-bit numbers (RFC 9051 section 2.3.1.1): more than `integer` holds. */
      lastUid: bigInteger,
      /** The first import has journalled UIDs from `importHighUid` down to `importUid`; 1 means it is done. */
      importHighUid: bigInteger,
      importUid: bigInteger,
      importDone: flag,
      importTotal: integer,
      lastReconcileAt: instant,
      lastFullReconcileAt: instant,
      comparedMark: string,
    },
    [{ name: 'conversations_folders_one', columns: ['account_document_id', 'path_key'], type: 'unique' }]
  ),
  /**
   * Every inbound unit, written before it is acknowledged. For a mailbox a row is also a location of a mail:
   * `externalKey` is `imap:<folder id>:<UIDVALIDITY>:<UID>`. Of WhatsApp a row is one item of a webhook, `wa:<item key>`,
   * and the items of one webhook share its body, in a file unless it is small.
   */
  model(
    'journal-entry',
    TABLE.journal,
    {
      documentId: string,
      accountDocumentId: string,
      externalKey: string,
      /** `inbox` or `sent`: which way the mail went is decided with this and its From. */
      role: string,
      /** 1: from the first import, without alarms. */
      backfill: integer,
      rawKey: string,
      /** A small webhook, instead of a file: it is there with its row, and needs no flush of its own. */
      body: text,
      size: integer,
      /** INTERNALDATE. */
      receivedAt: instant,
      /** pending, stored, duplicate, ignored, quarantined. */
      state: string,
      reason: string,
      detail: text,
      messageDocumentId: string,
      attempts: integer,
      createdAt: instant,
      doneAt: instant,
    },
    [
      { name: 'conversations_journal_one', columns: ['account_document_id', 'external_key'], type: 'unique' },
      { name: 'conversations_journal_work', columns: ['account_document_id', 'state', 'backfill', 'id'] },
      { name: 'conversations_journal_raw', columns: ['raw_key'] },
      { name: 'conversations_journal_message', columns: ['message_document_id'] },
      { name: 'conversations_journal_document', columns: ['document_id'], type: 'unique' },
    ]
  ),
  /**
   * Message-IDs that lead to a conversation: of stored messages, of messages only referred to so far (ghosts, no
   * messageDocumentId), and of our own. `idKey` is sha256 of the normalised Message-ID.
   */
  model(
    'message-alias',
    TABLE.alias,
    {
      accountDocumentId: string,
      idKey: string,
      conversationDocumentId: string,
      messageDocumentId: string,
      ours: flag,
      /** Of a ghost: addresses of whom the mail that named it is from (or, written by us, to). Separated by a space. */
      namedBy: text,
      /** The message, or a hash of conversation and `namedBy`: several conversations may name one id. */
      linkKey: string,
    },
    [
      { name: 'conversations_aliases_each', columns: ['account_document_id', 'id_key', 'link_key'], type: 'unique' },
      { name: 'conversations_aliases_conv', columns: ['conversation_document_id'] },
    ]
  ),
  model('participant', TABLE.participant, { conversationDocumentId: string, address: string, name: text }, [
    { name: 'conversations_participants_one', columns: ['conversation_document_id', 'address'], type: 'unique' },
  ]),
  /** Conversations that became part of another: their ids stand in mails that are out in the world, and in bookmarks. */
  model(
    'redirect',
    TABLE.redirect,
    { accountDocumentId: string, fromDocumentId: string, toDocumentId: string, at: instant },
    [
      { name: 'conversations_redirects_one', columns: ['from_document_id'], type: 'unique' },
      { name: 'conversations_redirects_to', columns: ['to_document_id'] },
    ]
  ),
  /** What was deleted here: kept so that no look at the mailbox brings it back. See conversations/tombstones. */
  model(
    'tombstone',
    TABLE.tombstone,
    { accountDocumentId: string, kind: string, tombstoneKey: string, deletedAt: instant },
    [
      {
        name: 'conversations_tombstones_one',
        columns: ['account_document_id', 'kind', 'tombstone_key'],
        type: 'unique',
      },
    ]
  ),
  /** What a person has written in a conversation and not sent; see drafts/. */
  model(
    'draft',
    TABLE.draft,
    {
      accountDocumentId: string,
      conversationDocumentId: string,
      userId: integer,
      /** JSON of the contract's `DraftContent`. */
      content: text,
      idempotencyKey: string,
      revision: integer,
      /** The contract's `DraftMark`; null where the text is not that of one page alone. */
      page: string,
      step: integer,
      savedAt: instant,
      /** Since when its writer may not come back to it; null: may. */
      forsakenSince: instant,
    },
    [
      { name: 'conversations_drafts_one', columns: ['conversation_document_id', 'user_id'], type: 'unique' },
      { name: 'conversations_drafts_account', columns: ['account_document_id'] },
    ]
  ),
  /** Unread is per person: inbound messages stored after `readMessageId`, whatever time they bear. */
  model(
    'read-mark',
    TABLE.read,
    { userId: integer, conversationDocumentId: string, readMessageId: integer, readAt: instant },
    [{ name: 'conversations_reads_one', columns: ['user_id', 'conversation_document_id'], type: 'unique' }]
  ),
  model(
    'job',
    TABLE.job,
    {
      topic: string,
      /** Jobs of one key run one at a time, lowest id first, also across retries. */
      orderKey: string,
      payload: text,
      dedupeKey: string,
      runAt: instant,
      attempts: integer,
      maxAttempts: integer,
      leaseToken: string,
      leaseUntil: instant,
      diedAt: instant,
      lastError: text,
      accountDocumentId: string,
      createdAt: instant,
    },
    [
      { name: 'conversations_jobs_due', columns: ['died_at', 'run_at', 'id'] },
      { name: 'conversations_jobs_key', columns: ['order_key', 'id'] },
      { name: 'conversations_jobs_dedupe', columns: ['dedupe_key'], type: 'unique' },
      { name: 'conversations_jobs_account', columns: ['account_document_id', 'died_at'] },
    ]
  ),
  model('lease', TABLE.lease, { name: string, owner: string, fence: integer, expiresAt: instant }, [
    { name: 'conversations_leases_name', columns: ['name'], type: 'unique' },
  ]),
  /** Each try to send a message. `phase` tells after a crash whether anything can have left the house. */
  model(
    'send-attempt',
    TABLE.attempt,
    {
      messageDocumentId: string,
      number: integer,
      /** prepared, transmitting, accepted, failed, uncertain. */
      phase: string,
      startedAt: instant,
      finishedAt: instant,
      code: string,
      response: text,
    },
    [{ name: 'conversations_attempts_one', columns: ['message_document_id', 'number'], type: 'unique' }]
  ),
  /**
   * Whose default a signature is. `target` is `account:<account>`, `user:<user>` or `user:<user>@<account>`: unique, so
   * nobody has two.
   */
  model(
    'signature-default',
    TABLE.signatureDefault,
    { target: string, signatureDocumentId: string, accountDocumentId: string },
    [
      { name: 'conversations_sigdef_target', columns: ['target'], type: 'unique' },
      { name: 'conversations_sigdef_signature', columns: ['signature_document_id'] },
      { name: 'conversations_sigdef_account', columns: ['account_document_id'] },
    ]
  ),
  /** Pictures for the signatures of an account: which of them show one is said by their HTML. */
  model(
    'signature-picture',
    TABLE.signaturePicture,
    {
      documentId: string,
      accountDocumentId: string,
      name: text,
      type: string,
      size: integer,
      width: integer,
      height: integer,
      fileKey: string,
      uploadedAt: instant,
    },
    [
      { name: 'conversations_sigpic_document', columns: ['document_id'], type: 'unique' },
      { name: 'conversations_sigpic_account', columns: ['account_document_id'] },
      { name: 'conversations_sigpic_file', columns: ['file_key'] },
    ]
  ),
  /** What signatures say of a person and the host's admin users do not hold. */
  model('profile', TABLE.profile, { userId: integer, phone: string, jobTitle: string, updatedAt: instant }, [
    { name: 'conversations_profiles_user', columns: ['user_id'], type: 'unique' },
  ]),
  /** What changed, for pages that follow along. Pruned after a day. */
  model('change', TABLE.change, { accountDocumentId: string, conversationDocumentId: string, at: instant }, [
    { name: 'conversations_changes_at', columns: ['at'] },
    { name: 'conversations_changes_account', columns: ['account_document_id', 'id'] },
  ]),
  /** Who has a conversation open, and until when that is believed without another word of their page. */
  model(
    'presence',
    TABLE.presence,
    {
      conversationDocumentId: string,
      accountDocumentId: string,
      userId: integer,
      userName: string,
      seenUntil: instant,
      typingUntil: instant,
    },
    [
      {
        name: 'conversations_presence_one',
        columns: ['conversation_document_id', 'user_id'],
        type: 'unique',
      },
      { name: 'conversations_presence_until', columns: ['seen_until'] },
    ]
  ),
  /** What happened to a person. Where it happened is said by the message, which may move to another conversation. */
  model(
    'notification',
    TABLE.notification,
    {
      userId: integer,
      kind: string,
      accountDocumentId: string,
      messageDocumentId: string,
      at: instant,
      readAt: instant,
    },
    [
      {
        name: 'conversations_notifications_one',
        columns: ['user_id', 'kind', 'message_document_id'],
        type: 'unique',
      },
      { name: 'conversations_notifications_user', columns: ['user_id', 'id'] },
      { name: 'conversations_notifications_message', columns: ['message_document_id'] },
      { name: 'conversations_notifications_at', columns: ['at'] },
    ]
  ),
  /** Senders whose pictures a person wants to see without asking. `address` is folded to lower case. */
  model('image-sender', TABLE.imageSender, { userId: integer, address: string, at: instant }, [
    { name: 'conversations_image_senders_one', columns: ['user_id', 'address'], type: 'unique' },
  ]),
  /** Contacts whose messages to an account go to spam; see blocked-senders/. */
  model(
    'blocked-sender',
    TABLE.blockedSender,
    {
      accountDocumentId: string,
      contactDocumentId: string,
      name: string,
      address: string,
      userId: integer,
      userName: string,
      at: instant,
    },
    [
      {
        name: 'conversations_blocked_senders_one',
        columns: ['account_document_id', 'contact_document_id'],
        type: 'unique',
      },
    ]
  ),
  /** What people have written about a contact, for each other. */
  model(
    'contact-note',
    TABLE.contactNote,
    { contactDocumentId: string, userId: integer, userName: string, text, idempotencyKey: string, at: instant },
    [
      {
        name: 'conversations_contact_notes_one',
        columns: ['contact_document_id', 'idempotency_key'],
        type: 'unique',
      },
    ]
  ),
  /** Texts that are written once; see templates/. */
  model(
    'template',
    TABLE.template,
    {
      documentId: string,
      name: string,
      foldedName: string,
      /** Medium, language and folded name; null of an archived one, so that its name may be given again. */
      nameKey: string,
      medium: string,
      language: string,
      /** JSON: a list of strings. */
      labels: text,
      /** JSON: what it is for; null: replies. */
      useTypes: text,
      /** Of WhatsApp, for Meta. */
      category: string,
      remoteName: string,
      /** Of mail. */
      subject: text,
      body: text,
      /** JSON: header, footer and buttons; see templates/whatsapp/content. */
      parts: text,
      /** JSON: values that Meta sees in the review, by variable. */
      examples: text,
      archivedAt: instant,
      usageCount: integer,
      lastUsedAt: instant,
      createdAt: instant,
      updatedAt: instant,
    },
    [
      { name: 'conversations_templates_document', columns: ['document_id'], type: 'unique' },
      { name: 'conversations_templates_name', columns: ['name_key'], type: 'unique' },
      { name: 'conversations_templates_list', columns: ['medium', 'archived_at'] },
    ]
  ),
  /** The accounts that a template is for; none: all of its medium. */
  model('template-account', TABLE.templateAccount, { templateDocumentId: string, accountDocumentId: string }, [
    {
      name: 'conversations_template_accounts_one',
      columns: ['template_document_id', 'account_document_id'],
      type: 'unique',
    },
    { name: 'conversations_template_accounts_account', columns: ['account_document_id'] },
  ]),
  /** A template as a provider has it, in one WhatsApp Business account; see templates/approval. */
  model(
    'remote-template',
    TABLE.remoteTemplate,
    {
      documentId: string,
      /** Null: it was deleted here, and is to go there as well. */
      templateDocumentId: string,
      wabaId: string,
      name: string,
      language: string,
      /** Null until the provider has it. */
      remoteId: string,
      state: string,
      stateAt: instant,
      reason: text,
      advice: text,
      requestedCategory: string,
      category: string,
      announcedCategory: string,
      quality: string,
      pausedUntil: instant,
      /** JSON: what was submitted, or found there. */
      content: text,
      parameterFormat: string,
      unsupported: string,
      /** JSON: when it was edited, for the limits. */
      edits: text,
    },
    [
      { name: 'conversations_remote_templates_document', columns: ['document_id'], type: 'unique' },
      { name: 'conversations_remote_templates_one', columns: ['waba_id', 'name', 'language'], type: 'unique' },
      { name: 'conversations_remote_templates_remote', columns: ['remote_id'] },
      { name: 'conversations_remote_templates_template', columns: ['template_document_id'] },
    ]
  ),
  model(
    'audit-entry',
    TABLE.audit,
    { accountDocumentId: string, actorId: integer, actorName: string, action: string, details: text, at: instant },
    [{ name: 'conversations_audit_account', columns: ['account_document_id', 'id'] }]
  ),
  /** Which API tokens and users-permissions roles may read an account, or write on it. */
  model(
    'host-access',
    TABLE.hostAccess,
    {
      accountDocumentId: string,
      /** `api-token` or `role`. */
      kind: string,
      principalId: integer,
      /** `read` or `write`. */
      access: string,
      grantedAt: instant,
      grantedBy: integer,
    },
    [
      {
        name: 'conversations_host_access_one',
        columns: ['account_document_id', 'kind', 'principal_id'],
        type: 'unique',
      },
      { name: 'conversations_host_access_principal', columns: ['kind', 'principal_id'] },
    ]
  ),
  /**
   * What was reported of a message by its provider's id: ticks, edits, reactions, its being taken back. Kept even before
   * the message is known, and the message's state is put together from all of them, in whatever order they came.
   */
  model(
    'message-event',
    TABLE.messageEvent,
    {
      accountDocumentId: string,
      /** The provider's id of the message that this is about. */
      externalId: string,
      eventKey: string,
      at: instant,
      data: text,
      createdAt: instant,
    },
    [
      { name: 'conversations_msgevents_one', columns: ['account_document_id', 'event_key'], type: 'unique' },
      { name: 'conversations_msgevents_message', columns: ['account_document_id', 'external_id'] },
    ]
  ),
  /** What the managers of an account were told of its trouble; see accounts/alerts. */
  model(
    'alert',
    TABLE.alert,
    { accountDocumentId: string, troubleSince: instant, notifiedAt: instant, soundSince: instant },
    [{ name: 'conversations_alerts_one', columns: ['account_document_id'], type: 'unique' }]
  ),
  model(
    'tag',
    TABLE.tag,
    {
      documentId: string,
      name: string,
      /** One name, whatever case and accents. Null once it is retired: unique indexes let nulls be, so it can be given anew. */
      foldedName: string,
      description: text,
      color: string,
      retiredAt: instant,
      createdAt: instant,
      updatedAt: instant,
    },
    [
      { name: 'conversations_tags_document', columns: ['document_id'], type: 'unique' },
      { name: 'conversations_tags_name', columns: ['folded_name'], type: 'unique' },
    ]
  ),
  model(
    'conversation-tag',
    TABLE.conversationTag,
    { conversationDocumentId: string, tagDocumentId: string, addedBy: integer, addedAt: instant },
    [
      {
        name: 'conversations_conversation_tags_one',
        columns: ['conversation_document_id', 'tag_document_id'],
        type: 'unique',
      },
      { name: 'conversations_conversation_tags_tag', columns: ['tag_document_id', 'conversation_document_id'] },
    ]
  ),
  /** A person's own lists: a name, and the filters as they stand in the page's address. */
  model(
    'view',
    TABLE.view,
    {
      documentId: string,
      userId: integer,
      name: string,
      /** One name a person, whatever case and accents. */
      foldedName: string,
      filters: text,
      createdAt: instant,
      updatedAt: instant,
    },
    [
      { name: 'conversations_views_document', columns: ['document_id'], type: 'unique' },
      { name: 'conversations_views_name', columns: ['user_id', 'folded_name'], type: 'unique' },
    ]
  ),
  /** Conversations whose words changed since they were put into the search; written in the transaction of the change. */
  model('search-journal-entry', TABLE.searchJournal, { conversationDocumentId: string, entire: integer }, []),
  /** Up to which message a conversation is in the search, and by which version of its making. */
  model(
    'search-state',
    TABLE.searchState,
    { conversationId: integer, version: integer, messages: integer, lastMessageId: integer, head: string },
    [{ name: 'conversations_search_state_one', columns: ['conversation_id'], type: 'unique' }]
  ),
  model('rate-limit', TABLE.rate, { name: string, windowStart: instant, count: integer }, [
    { name: 'conversations_rates_one', columns: ['name', 'window_start'], type: 'unique' },
  ]),
  /** Embedded sign-ups that are not accounts yet. Their token is in the vault. */
  model(
    'signup',
    TABLE.signup,
    {
      documentId: string,
      /** SHA-256 of the secret that its page got, in hex; empty once it was used. */
      stateHash: string,
      step: string,
      coexistence: flag,
      wabaId: string,
      phoneNumberId: string,
      /** JSON: the numbers to choose from. */
      numbers: text,
      /** JSON: ids of the people who will be authorised. */
      authorisedUserIds: text,
      problemCode: string,
      problemDetail: text,
      accountDocumentId: string,
      personId: integer,
      personName: string,
      /** One worker at a time; forgotten by itself when that one dies. */
      busyUntil: instant,
      createdAt: instant,
      updatedAt: instant,
    },
    [{ name: 'conversations_signups_id', columns: ['document_id'], type: 'unique' }]
  ),
];
