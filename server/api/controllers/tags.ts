import type { Core } from '@strapi/strapi';
import { changeTags, createTag, updateTag } from '../contracts/tags';
import { pageQuery } from '../contracts/common';
import { createHandle } from '../handle';

export default ({ strapi }: { strapi: Core.Strapi }) => {
  const handle = createHandle(strapi);
  const create = handle({ body: createTag, status: 201 }, async ({ app, person, body }) => ({
    data: await app.tagSettings.create(person, body),
  }));
  return {
    choices: handle({}, async ({ app }) => ({ data: await app.tagSettings.choices() })),
    createInPlace: create,
    change: handle({ body: changeTags }, async ({ app, person, params, body }) => {
      const scope = await app.scopes.scopeFor(person);
      await app.tagConversation(scope, id(params), body);
      return { data: await app.inbox.get(scope, id(params)) };
    }),

    list: handle({}, async ({ app }) => ({ data: await app.tagSettings.list() })),
    create,
    update: handle({ body: updateTag }, async ({ app, person, params, body }) => ({
      data: await app.tagSettings.update(person, id(params), body),
    })),
    remove: handle({}, async ({ app, person, params }) => {
      await app.tagSettings.retire(person, id(params));
      return { data: { id: id(params) } };
    }),
    activity: handle({ query: pageQuery }, async ({ app, query }) =>
      app.tagSettings.activity(query.limit, query.cursor)
    ),
  };
};

const id = (params: Record<string, string>) => params.id ?? '';
