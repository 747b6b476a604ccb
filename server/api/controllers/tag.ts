import type { Core } from '@strapi/strapi';
import { createHostHandle } from '../handle-host';

/** Of the content API. */
export default ({ strapi }: { strapi: Core.Strapi }) => {
  const handle = createHostHandle(strapi);
  return {
    find: handle({ status: 200 }, async ({ app, access }) => ({
      data: await app.hostApi.tags(access),
      meta: { nextCursor: null },
    })),
  };
};
