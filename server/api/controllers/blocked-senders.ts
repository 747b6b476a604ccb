import type { Core } from '@strapi/strapi';
import { blockedSendersQuery } from '../contracts/blocked-senders';
import { notFound } from '../errors';
import { createHandle } from '../handle';
import { isRowNumber } from '../row-cursor';

export default ({ strapi }: { strapi: Core.Strapi }) => {
  const handle = createHandle(strapi);
  return {
    list: handle({ query: blockedSendersQuery }, async ({ app, person, query }) =>
      app.blockedSenders.list(await app.scopes.scopeFor(person), query.limit, query.cursor)
    ),
    remove: handle({}, async ({ app, person, params }) => {
      const id = Number(params.id);
      if (!isRowNumber(id)) throw notFound('Blocked sender');
      await app.blockedSenders.remove(await app.scopes.scopeFor(person), id);
      return { data: null };
    }),
  };
};
