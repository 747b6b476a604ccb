import type { Core } from '@strapi/strapi';
import { hostContactsQuery } from '../contracts/host';
import { createHostHandle } from '../handle-host';

export default ({ strapi }: { strapi: Core.Strapi }) => {
  const handle = createHostHandle(strapi);
  return {
    find: handle({ query: hostContactsQuery, status: 200 }, ({ app, access, query }) =>
      app.hostApi.contacts(access, query)
    ),
  };
};
