import type {
  HostAccount,
  HostContact,
  HostContactsQuery,
  HostConversation,
  HostConversationDetail,
  HostConversationsQuery,
  HostCreateMessage,
  HostMessage,
  HostTag,
  HostUpdateConversation,
  StartedConversation,
} from '../api/contracts/host';
import type { StartConversation } from '../api/contracts/start';
import type { Page } from '../api/contracts/common';
import type { CreateMessage, UpdateConversation } from '../api/contracts/inbox';
import type { TagDto } from '../api/contracts/tags';
import { stateOf } from '../accounts/account';
import type { AccountRepository } from '../accounts/repository';
import type { InboxReader } from '../conversations/inbox-reader';
import type { Message } from '../conversations/message';
import type { Database } from '../database/database';
import { mayWrite, type Access } from '../security/scope';
import { narrowTo } from './narrow';
import { toHostConversation, toHostConversationDetail, toHostMessage } from './to-host';

interface Deps {
  database: Database;
  accounts: AccountRepository;
  inbox: InboxReader;
  startConversation: (
    access: Access,
    input: StartConversation
  ) => Promise<{ conversationId: string; messageId: string }>;
  writeMessage: (access: Access, conversationId: string, input: CreateMessage) => Promise<Message>;
  updateConversation: (access: Access, id: string, input: UpdateConversation & { tagIds?: string[] }) => Promise<void>;
  tagSettings: { choices(): Promise<TagDto[]> };
  findContacts: (access: Access, query: HostContactsQuery) => Promise<Page<HostContact>>;
}

/** What the host's code and its tokens do with conversations, over REST and by the services alike. */
export interface HostApi {
  conversations(access: Access, query: HostConversationsQuery): Promise<Page<HostConversation>>;
  conversation(access: Access, id: string): Promise<HostConversationDetail>;
  start(access: Access, input: StartConversation): Promise<StartedConversation>;
  update(access: Access, id: string, input: HostUpdateConversation): Promise<HostConversationDetail>;
  messages(access: Access, conversationId: string, limit: number, cursor?: string): Promise<Page<HostMessage>>;
  message(access: Access, id: string): Promise<HostMessage>;
  write(access: Access, conversationId: string, input: HostCreateMessage): Promise<HostMessage>;
  contacts(access: Access, query: HostContactsQuery): Promise<Page<HostContact>>;
  accounts(access: Access): Promise<HostAccount[]>;
  /** None for whoever may read no account. */
  tags(access: Access): Promise<HostTag[]>;
}

export function createHostApi(deps: Deps): HostApi {
  const { database, accounts, inbox, startConversation, writeMessage, updateConversation, findContacts } = deps;
  const { tagSettings } = deps;

  const conversation = async (access: Access, id: string) => toHostConversationDetail(await inbox.get(access, id));
  const asDto = async (message: Message) => toHostMessage(await inbox.toDto(message));

  return {
    async conversations(access, { limit, cursor, accountId, status, ...filters }) {
      const page = await inbox.list(
        access,
        { limit, cursor, accountId: accountId === undefined ? undefined : [accountId], status: status && [status] },
        narrowTo(database, filters)
      );
      return { data: page.data.map(toHostConversation), meta: page.meta };
    },
    conversation,
    async start(access, input) {
      const { conversationId, messageId } = await startConversation(access, input);
      return {
        conversation: await conversation(access, conversationId),
        message: await asDto(await inbox.message(access, messageId)),
      };
    },
    async update(access, id, input) {
      await updateConversation(access, id, input);
      return conversation(access, id);
    },
    async messages(access, conversationId, limit, cursor) {
      const page = await inbox.messages(access, conversationId, limit, cursor);
      return { data: page.data.map(toHostMessage), meta: page.meta };
    },
    message: async (access, id) => asDto(await inbox.message(access, id)),
    write: async (access, conversationId, input) =>
      asDto(await writeMessage(access, conversationId, { ...input, attachmentIds: [] })),
    contacts: findContacts,
    tags: async (access) => (access.accountIds.length === 0 ? [] : tagSettings.choices()),
    async accounts(access) {
      return (await accounts.list())
        .filter(({ id }) => access.accountIds.includes(id))
        .map((account) => ({
          id: account.id,
          name: account.name,
          kind: account.kind,
          address: account.address,
          state: stateOf(account),
          access: mayWrite(access, account.id) ? ('write' as const) : ('read' as const),
        }));
    },
  };
}
