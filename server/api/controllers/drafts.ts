import type { Core } from '@strapi/strapi';
import { discardDraft, saveDraft } from '../contracts/drafts';
import { createHandle } from '../handle';

export default ({ strapi }: { strapi: Core.Strapi }) => {
  const handle = createHandle(strapi);
  return {
    get: handle({}, async ({ app, person, params }) => ({
      data: await app.drafts.get(await app.scopes.scopeFor(person), id(params)),
    })),
    save: handle({ body: saveDraft }, async ({ app, person, params, body }) => ({
      data: await app.drafts.save(await app.scopes.scopeFor(person), id(params), body),
    })),
    discard: handle({ query: discardDraft }, async ({ app, person, params, query }) => {
      await app.drafts.discard(await app.scopes.scopeFor(person), id(params), query);
      return { data: null };
    }),
  };
};

const id = (params: Record<string, string>) => params.id ?? '';
