import type { ConversationsConfig } from '../../config/schema';
import { createBlockedSenders } from '../blocked-senders/blocked-senders';
import { createContactDetails } from '../contacts/contact-details';
import { createSuggestRecipients } from '../contacts/suggest-recipients';
import { createAgents } from '../conversations/agents';
import { createBulkUpdate } from '../conversations/bulk-update';
import { createDeleteConversation } from '../conversations/delete-conversation';
import { createInboxReader } from '../conversations/inbox-reader';
import { createPurgeConversation, PURGE_CONVERSATION } from '../conversations/purge-conversation';
import { createUpdateConversation } from '../conversations/update-conversation';
import { toInstant } from '../database/columns';
import { createDrafts } from '../drafts/drafts';
import { createFileLinks } from '../files/file-links';
import { createUploads } from '../files/uploads';
import { createWakeSnoozed, WAKE_SNOOZED } from '../conversations/wake-snoozed';
import { createRealtime } from '../realtime';
import { createNotifications } from '../notifications/notifications';
import { createRemoteImages } from '../remote-images';
import { CATCH_UP, createCatchUp } from '../search/catch-up';
import { createFindConversations } from '../search/find-conversations';
import type { Scope } from '../security/scope';
import { createTags } from '../tags';
import { tagsVersion } from '../tags/tag-table';
import { createStartChoices } from '../start/start-choices';
import { createTemplates } from '../templates';
import { createViews } from '../views/views';
import type { Base } from './base';

/** What people do with conversations, besides writing. */
export function createInboxServices(base: Base, config: ConversationsConfig) {
  const { database, files, members, users, changes, runner, now } = base;
  const { maxFileBytes, maxFiles, linkSeconds } = config.attachments;
  runner.handle(PURGE_CONVERSATION, createPurgeConversation({ database, files }));
  runner.handle(CATCH_UP, createCatchUp(database, base.search.engine));
  runner.handle(WAKE_SNOOZED, createWakeSnoozed(base));
  const inbox = createInboxReader(base);
  const tags = createTags(base);
  const { conversationValues, ...templates } = createTemplates(base, config);
  const updateConversation = createUpdateConversation({ ...base, retag: tags.retag });
  return {
    inbox,
    findConversations: createFindConversations(database, inbox, base.search),
    views: createViews(base),
    updateConversation,
    bulkUpdate: createBulkUpdate(updateConversation, base.logger),
    deleteConversation: createDeleteConversation(base),
    agents: createAgents(members, users),
    ...tags,
    suggestRecipients: createSuggestRecipients(base),
    drafts: createDrafts(base),
    uploads: createUploads({ ...base, maxFileBytes, maxFiles }),
    fileLinks: createFileLinks({ ...base, secret: base.installSecret, linkSeconds }),
    notifications: createNotifications(base),
    blockedSenders: createBlockedSenders(base),
    contactDetails: createContactDetails(base),
    ...templates,
    startChoices: createStartChoices({ ...base, ...templates, conversationValues }),
    remoteImages: createRemoteImages(base, config, inbox),
    ...createRealtime(base),
    changesSince: async (scope: Scope, since: string | undefined) => ({
      ...(await changes.since(scope.accountIds, since, now())),
      serverTime: toInstant(now()),
      tagsVersion: await tagsVersion(database.knex),
    }),
  };
}
