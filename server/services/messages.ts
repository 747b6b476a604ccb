import type { Core } from '@strapi/strapi';
import type { output } from 'zod';
import { appOf } from '../app-registry';
import type { Page } from '../api/contracts/common';
import { hostCreateMessage, hostMessagesQuery, type HostCreateMessage, type HostMessage } from '../api/contracts/host';
import { parseInput } from '../api/parse-input';
import type { ServiceOptions } from '../host-api/service-access';

export interface MessagesService {
  /** A page, the newest first. */
  find(
    conversationId: string,
    query?: { limit?: number; cursor?: string },
    options?: ServiceOptions
  ): Promise<Page<HostMessage>>;
  findOne(id: string, options?: ServiceOptions): Promise<HostMessage>;
  /** Stores an answer to the customer; it goes out from the outbox. */
  reply(
    conversationId: string,
    message: Omit<HostCreateMessage, 'kind'>,
    options?: ServiceOptions
  ): Promise<HostMessage>;
  /** Stays inside. */
  note(
    conversationId: string,
    message: Pick<HostCreateMessage, 'text' | 'html' | 'idempotencyKey'>,
    options?: ServiceOptions
  ): Promise<HostMessage>;
}

export default ({ strapi }: { strapi: Core.Strapi }): MessagesService => {
  const write = async (conversationId: string, message: HostCreateMessage, options?: ServiceOptions) => {
    const app = appOf(strapi);
    const parsed = parseInput(hostCreateMessage, message) as HostCreateMessage;
    return app.hostApi.write(await app.serviceAccess(options), conversationId, parsed);
  };
  return {
    async find(conversationId, query = {}, options) {
      const app = appOf(strapi);
      const { limit, cursor } = parseInput(hostMessagesQuery, query) as output<typeof hostMessagesQuery>;
      return app.hostApi.messages(await app.serviceAccess(options), conversationId, limit, cursor);
    },
    async findOne(id, options) {
      const app = appOf(strapi);
      return app.hostApi.message(await app.serviceAccess(options), id);
    },
    reply: (conversationId, message, options) => write(conversationId, { ...message, kind: 'reply' }, options),
    note: (conversationId, message, options) => write(conversationId, { ...message, kind: 'note' }, options),
  };
};
