/** What code of a host may import: types only, so that nothing of this runs twice. */
export type {
  HostAccount,
  HostContact,
  HostConversation,
  HostConversationDetail,
  HostMessage,
  HostTag,
  StartedConversation,
} from './api/contracts/host';
export type { StartConversation } from './api/contracts/start';
export type { ServiceOptions } from './host-api/service-access';
export type { AccountsService } from './services/accounts';
export type { ContactsService } from './services/contacts';
export type { ConversationsService } from './services/conversations';
export type { MessagesService } from './services/messages';
export type { TagsService } from './services/tags';
