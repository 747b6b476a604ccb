import type { ACTION } from '../server/constants';

const manageAccounts: (typeof ACTION)['manageAccounts'] = 'plugin::conversations.settings.accounts.manage';
const useInbox: (typeof ACTION)['useInbox'] = 'plugin::conversations.inbox.use';

const manageTemplates: (typeof ACTION)['manageTemplates'] = 'plugin::conversations.settings.templates.manage';
const manageTags: (typeof ACTION)['manageTags'] = 'plugin::conversations.settings.tags.manage';

/** `subject: null` because the admin compares it strictly with what the server stores for actions without a subject. */
export const PERMISSIONS = {
  manageAccounts: [{ action: manageAccounts, subject: null }],
  manageTags: [{ action: manageTags, subject: null }],
  manageTemplates: [{ action: manageTemplates, subject: null }],
  useInbox: [{ action: useInbox, subject: null }],
};
