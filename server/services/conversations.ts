import type { Core } from '@strapi/strapi';
import type { input } from 'zod';
import { appOf } from '../app-registry';
import type { Page } from '../api/contracts/common';
import {
  hostConversationsQuery,
  hostUpdateConversation,
  type HostConversation,
  type HostConversationDetail,
  type HostConversationsQuery,
  type HostUpdateConversation,
  type StartedConversation,
} from '../api/contracts/host';
import { startConversation, type StartConversation } from '../api/contracts/start';
import { parseInput } from '../api/parse-input';
import type { ServiceOptions } from '../host-api/service-access';

export interface ConversationsService {
  /** A page, the newest activity first; `meta.nextCursor` is the `cursor` of the next one. */
  find(query?: input<typeof hostConversationsQuery>, options?: ServiceOptions): Promise<Page<HostConversation>>;
  /** Rejects with a NotFoundError. */
  findOne(id: string, options?: ServiceOptions): Promise<HostConversationDetail>;
  /** Stores a first mail, or on WhatsApp an approved template; it goes out from the outbox. The same `idempotencyKey` answers what exists. */
  start(conversation: StartConversation, options?: ServiceOptions): Promise<StartedConversation>;
  /** To an admin user who may read the account, or to nobody. */
  assign(id: string, userId: number | null, options?: ServiceOptions): Promise<HostConversationDetail>;
  setStatus(
    id: string,
    status: 'open' | 'pending' | 'closed',
    options?: ServiceOptions
  ): Promise<HostConversationDetail>;
  /** All tags that it shall have. Those that were deleted in the settings stay where they are. */
  setTags(id: string, tagIds: string[], options?: ServiceOptions): Promise<HostConversationDetail>;
}

export default ({ strapi }: { strapi: Core.Strapi }): ConversationsService => {
  const access = (options?: ServiceOptions) => appOf(strapi).serviceAccess(options);
  // Services are made before the plugin has started.
  const api = () => appOf(strapi).hostApi;
  const update = async (id: string, change: HostUpdateConversation, options?: ServiceOptions) =>
    api().update(await access(options), id, parseInput(hostUpdateConversation, change) as HostUpdateConversation);
  return {
    async find(query = {}, options) {
      const parsed = parseInput(hostConversationsQuery, query) as HostConversationsQuery;
      return api().conversations(await access(options), parsed);
    },
    findOne: async (id, options) => api().conversation(await access(options), id),
    async start(conversation, options) {
      const parsed = parseInput(startConversation, conversation) as StartConversation;
      return api().start(await access(options), parsed);
    },
    assign: (id, userId, options) => update(id, { assigneeId: userId }, options),
    setStatus: (id, status, options) => update(id, { status }, options),
    setTags: (id, tagIds, options) => update(id, { tagIds }, options),
  };
};
