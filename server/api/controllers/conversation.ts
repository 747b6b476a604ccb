import type { Core } from '@strapi/strapi';
import { hostConversationsQuery, hostUpdateConversation } from '../contracts/host';
import { startConversation } from '../contracts/start';
import { createHostHandle } from '../handle-host';

/** Of the content API; the names of the actions are what Strapi's screens of tokens and roles show. */
export default ({ strapi }: { strapi: Core.Strapi }) => {
  const handle = createHostHandle(strapi);
  return {
    find: handle({ query: hostConversationsQuery, status: 200 }, ({ app, access, query }) =>
      app.hostApi.conversations(access, query)
    ),
    findOne: handle({ status: 200 }, async ({ app, access, id }) => ({
      data: await app.hostApi.conversation(access, id),
    })),
    create: handle({ body: startConversation, status: 201 }, async ({ app, access, body }) => ({
      data: await app.hostApi.start(access, body),
    })),
    update: handle({ body: hostUpdateConversation, status: 200 }, async ({ app, access, id, body }) => ({
      data: await app.hostApi.update(access, id, body),
    })),
  };
};
