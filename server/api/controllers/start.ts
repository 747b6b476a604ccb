import type { Core } from '@strapi/strapi';
import { startAccountQuery, startChoicesQuery, startInInbox, startRecipientsQuery } from '../contracts/start';
import { createHandle } from '../handle';
import { uploadedFiles } from '../uploaded-files';

/** Conversations that a person begins in the inbox. */
export default ({ strapi }: { strapi: Core.Strapi }) => {
  const handle = createHandle(strapi);
  return {
    start: handle({ body: startInInbox, status: 201 }, async ({ app, person, body }) => ({
      data: await app.startConversation(await app.scopes.scopeFor(person), body),
    })),
    choices: handle({ query: startChoicesQuery }, async ({ app, person, query }) =>
      app.startChoices(await app.scopes.scopeFor(person), query)
    ),
    recipients: handle({ query: startRecipientsQuery }, async ({ app, person, query: { accountId, q } }) => ({
      data: await app.suggestRecipients.toStart(await app.scopes.scopeFor(person), accountId, q),
    })),
    upload: handle({ query: startAccountQuery, status: 201 }, async ({ app, person, query, ctx }) => ({
      data: await app.uploads.addForStart(await app.scopes.scopeFor(person), query.accountId, uploadedFiles(ctx)),
    })),
  };
};
