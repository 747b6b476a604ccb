import type { Core } from '@strapi/strapi';
import { setHostAccess } from '../contracts/host-access';
import { createHandle } from '../handle';

export default ({ strapi }: { strapi: Core.Strapi }) => {
  const handle = createHandle(strapi);
  return {
    get: handle({}, async ({ app, params }) => ({ data: await app.hostAccess.get(params.id ?? '') })),
    set: handle({ body: setHostAccess }, async ({ app, person, params, body }) => ({
      data: await app.hostAccess.set(person, params.id ?? '', body),
    })),
  };
};
