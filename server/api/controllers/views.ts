import type { Core } from '@strapi/strapi';
import { changeView, saveView } from '../contracts/views';
import { createHandle } from '../handle';

export default ({ strapi }: { strapi: Core.Strapi }) => {
  const handle = createHandle(strapi);
  return {
    list: handle({}, async ({ app, person }) => ({ data: await app.views.list(await app.scopes.scopeFor(person)) })),
    create: handle({ body: saveView, status: 201 }, async ({ app, person, body }) => ({
      data: await app.views.create(await app.scopes.scopeFor(person), body),
    })),
    update: handle({ body: changeView }, async ({ app, person, params, body }) => ({
      data: await app.views.change(await app.scopes.scopeFor(person), id(params), body),
    })),
    remove: handle({}, async ({ app, person, params }) => {
      await app.views.remove(await app.scopes.scopeFor(person), id(params));
      return { data: { id: id(params) } };
    }),
  };
};

const id = (params: Record<string, string>) => params.id ?? '';
