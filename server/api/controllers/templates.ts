import type { Core } from '@strapi/strapi';
import { createTemplate, previewTemplate, updateTemplate } from '../contracts/templates';
import { createHandle } from '../handle';

export default ({ strapi }: { strapi: Core.Strapi }) => {
  const handle = createHandle(strapi);
  return {
    list: handle({}, async ({ app }) => ({ data: await app.templateSettings.list() })),
    accounts: handle({}, async ({ app }) => ({ data: await app.templateSettings.accounts() })),
    get: handle({}, async ({ app, params }) => ({ data: await app.templateSettings.get(id(params)) })),
    create: handle({ body: createTemplate, status: 201 }, async ({ app, person, body }) => ({
      data: await app.templateSettings.create(person, body),
    })),
    update: handle({ body: updateTemplate }, async ({ app, person, params, body }) => ({
      data: await app.templateSettings.update(person, id(params), body),
    })),
    preview: handle({ body: previewTemplate }, async ({ app, person, params, body }) => ({
      data: await app.previewTemplate(await app.scopes.scopeFor(person), id(params), body),
    })),
    submit: handle({}, async ({ app, person, params }) => ({
      data: await app.templateSettings.submit(person, id(params)),
    })),
    sync: handle({}, async ({ app }) => ({ data: await app.templateSettings.sync() })),
    remove: handle({}, async ({ app, person, params }) => {
      await app.templateSettings.remove(person, id(params));
      return { data: { id: id(params) } };
    }),

    choices: handle({}, async ({ app, person, params }) =>
      app.templateChoices.of(await app.scopes.scopeFor(person), id(params))
    ),
    used: handle({}, async ({ app, person, params }) => {
      await app.templateChoices.used(await app.scopes.scopeFor(person), id(params), params.templateId ?? '');
      return { data: null };
    }),
  };
};

const id = (params: Record<string, string>) => params.id ?? '';
