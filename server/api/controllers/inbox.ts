import type { Core } from '@strapi/strapi';
import { bulkChange } from '../contracts/bulk';
import {
  changesQuery,
  createMessage,
  inboxQuery,
  messagesQuery,
  recipientsQuery,
  updateConversation,
} from '../contracts/inbox';
import { markSeen, setReaction } from '../contracts/whatsapp-messages';
import { createHandle } from '../handle';
import { agentsQuery } from '../contracts/people';
import { uploadedFiles } from '../uploaded-files';

export default ({ strapi }: { strapi: Core.Strapi }) => {
  const handle = createHandle(strapi);
  return {
    list: handle({ query: inboxQuery }, async ({ app, person, query }) =>
      app.findConversations(await app.scopes.scopeFor(person), query)
    ),
    get: handle({}, async ({ app, person, params }) => ({
      data: await app.inbox.get(await app.scopes.scopeFor(person), id(params)),
    })),
    update: handle({ body: updateConversation }, async ({ app, person, params, body }) => {
      const scope = await app.scopes.scopeFor(person);
      await app.updateConversation(scope, id(params), body);
      return { data: await app.inbox.get(scope, id(params)) };
    }),
    bulk: handle({ body: bulkChange }, async ({ app, person, body }) => ({
      data: await app.bulkUpdate(await app.scopes.scopeFor(person), body),
    })),
    remove: handle({}, async ({ app, person, params }) => {
      await app.deleteConversation(await app.scopes.scopeFor(person), id(params));
      return { data: { id: id(params) } };
    }),
    messages: handle({ query: messagesQuery }, async ({ app, person, params, query }) =>
      app.inbox.messages(await app.scopes.scopeFor(person), id(params), query.limit, query.cursor)
    ),
    createMessage: handle({ body: createMessage, status: 201 }, async ({ app, person, params, body }) => {
      const message = await app.writeMessage(await app.scopes.scopeFor(person), id(params), body);
      return { data: await app.inbox.toDto(message) };
    }),
    recipients: handle({ query: recipientsQuery }, async ({ app, person, params, query }) => ({
      data: await app.suggestRecipients.inConversation(await app.scopes.scopeFor(person), id(params), query.q),
    })),
    retry: handle({}, async ({ app, person, params }) => {
      const scope = await app.scopes.scopeFor(person);
      await app.outbox.retry(scope, id(params));
      return { data: await app.inbox.toDto(await app.inbox.message(scope, id(params))) };
    }),
    cancel: handle({}, async ({ app, person, params }) => {
      const scope = await app.scopes.scopeFor(person);
      const draftRestored = await app.outbox.cancel(scope, id(params));
      return { data: await app.inbox.toDto(await app.inbox.message(scope, id(params))), meta: { draftRestored } };
    }),
    sendNow: handle({}, async ({ app, person, params }) => {
      const scope = await app.scopes.scopeFor(person);
      await app.outbox.sendNow(scope, id(params));
      return { data: await app.inbox.toDto(await app.inbox.message(scope, id(params))) };
    }),
    react: handle({ body: setReaction }, async ({ app, person, params, body }) => {
      const scope = await app.scopes.scopeFor(person);
      await app.setReaction(scope, id(params), body.emoji);
      return { data: await app.inbox.toDto(await app.inbox.message(scope, id(params))) };
    }),
    seen: handle({ body: markSeen }, async ({ app, person, params, body }) => ({
      data: await app.markSeen(await app.scopes.scopeFor(person), id(params), body.typing),
    })),
    counts: handle({}, async ({ app, person }) => ({
      data: await app.inbox.counts(await app.scopes.scopeFor(person)),
    })),
    changes: handle({ query: changesQuery }, async ({ app, person, query }) => ({
      data: await app.changesSince(await app.scopes.scopeFor(person), query.since),
    })),
    accounts: handle({}, async ({ app, person }) => ({
      data: await app.inbox.accounts(await app.scopes.scopeFor(person)),
    })),
    agents: handle({ query: agentsQuery }, async ({ app, person, query }) => ({
      data: await app.agents(await app.scopes.scopeFor(person), query.accountId),
    })),
    upload: handle({ status: 201 }, async ({ app, person, params, ctx }) => ({
      data: await app.uploads.add(await app.scopes.scopeFor(person), id(params), uploadedFiles(ctx)),
    })),
    attachmentLink: handle({}, async ({ app, person, params }) => ({
      data: await app.fileLinks.create(await app.scopes.scopeFor(person), id(params)),
    })),
  };
};

const id = (params: Record<string, string>) => params.id ?? '';
