import { adminApi } from '@strapi/strapi/admin';

/** The cache is one for the whole admin, so the tags carry our name. */
export const TAG = {
  account: 'ConversationsAccount',
  health: 'ConversationsHealth',
  authorisedUsers: 'ConversationsAuthorisedUsers',
  hostAccess: 'ConversationsHostAccess',
  quarantine: 'ConversationsQuarantine',
  journal: 'ConversationsJournal',
  troubles: 'ConversationsTroubles',
  audit: 'ConversationsAudit',
  inbox: 'ConversationsInbox',
  conversation: 'ConversationsConversation',
  messages: 'ConversationsMessages',
  signatures: 'ConversationsSignatures',
  profile: 'ConversationsProfile',
  signups: 'ConversationsSignups',
  tags: 'ConversationsTags',
  views: 'ConversationsViews',
  notifications: 'ConversationsNotifications',
  remoteImages: 'ConversationsRemoteImages',
  blockedSenders: 'ConversationsBlockedSenders',
  contact: 'ConversationsContact',
  templates: 'ConversationsTemplates',
} as const;

export const LIST = 'LIST';

export const conversationsApi = adminApi.enhanceEndpoints({ addTagTypes: Object.values(TAG) });
