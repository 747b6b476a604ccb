import type { Core } from '@strapi/strapi';
import { createHostHandle } from '../handle-host';

export default ({ strapi }: { strapi: Core.Strapi }) => {
  const handle = createHostHandle(strapi);
  return {
    find: handle({ status: 200 }, async ({ app, access }) => ({
      data: await app.hostApi.accounts(access),
      meta: { nextCursor: null },
    })),
  };
};
