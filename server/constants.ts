export const PLUGIN_ID = 'conversations';

export const UID = {
  account: 'plugin::conversations.account',
  contact: 'plugin::conversations.contact',
  identity: 'plugin::conversations.identity',
  conversation: 'plugin::conversations.conversation',
  message: 'plugin::conversations.message',
  attachment: 'plugin::conversations.attachment',
  signature: 'plugin::conversations.signature',
} as const;

/** RBAC actions. Managing accounts shows settings, health and numbers, and of customers only what is in quarantine. */
export const ACTION = {
  manageAccounts: 'plugin::conversations.settings.accounts.manage',
  useInbox: 'plugin::conversations.inbox.use',
  manageTags: 'plugin::conversations.settings.tags.manage',
  manageTemplates: 'plugin::conversations.settings.templates.manage',
} as const;

export const EVENT = {
  messageReceived: 'conversations.message.received',
  messageSent: 'conversations.message.sent',
  messageFailed: 'conversations.message.failed',
  conversationAssigned: 'conversations.conversation.assigned',
  conversationStatusChanged: 'conversations.conversation.status-changed',
  conversationTagsChanged: 'conversations.conversation.tags-changed',
  accountError: 'conversations.account.error',
  templateStatusChanged: 'conversations.template.status-changed',
} as const;
