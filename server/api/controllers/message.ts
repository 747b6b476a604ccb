import type { Core } from '@strapi/strapi';
import { hostCreateMessage, hostMessagesQuery } from '../contracts/host';
import { createHostHandle } from '../handle-host';

export default ({ strapi }: { strapi: Core.Strapi }) => {
  const handle = createHostHandle(strapi);
  return {
    find: handle({ query: hostMessagesQuery, status: 200 }, ({ app, access, id, query }) =>
      app.hostApi.messages(access, id, query.limit, query.cursor)
    ),
    create: handle({ body: hostCreateMessage, status: 201 }, async ({ app, access, id, body }) => ({
      data: await app.hostApi.write(access, id, body),
    })),
  };
};
