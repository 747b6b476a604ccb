import type { Core } from '@strapi/strapi';
import { notificationsQuery, readNotifications } from '../contracts/notifications';
import { createHandle } from '../handle';

export default ({ strapi }: { strapi: Core.Strapi }) => {
  const handle = createHandle(strapi);
  return {
    list: handle({ query: notificationsQuery }, async ({ app, person, query }) =>
      app.notifications.list(await app.scopes.scopeFor(person), query.limit, query.cursor)
    ),
    read: handle({ body: readNotifications }, async ({ app, person, body }) => {
      await app.notifications.read(await app.scopes.scopeFor(person), body.upTo);
      return { data: null };
    }),
  };
};
