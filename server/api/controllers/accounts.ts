import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import {
  authorisedUsers,
  createAccount,
  quarantineQuery,
  testConnection,
  testMailConnection,
} from '../contracts/accounts';
import { pageQuery } from '../contracts/common';
import { createHandle } from '../handle';

export default ({ strapi }: { strapi: Core.Strapi }) => {
  const handle = createHandle(strapi);
  return {
    list: handle({}, async ({ app }) => ({ data: await app.accountSettings.list() })),
    get: handle({}, async ({ app, params }) => ({ data: await app.accountSettings.get(id(params)) })),
    create: handle({ body: createAccount, status: 201 }, async ({ app, person, body }) => {
      const created = await app.accountSettings.create(person, body);
      await app.firstResult(created);
      return { data: await app.accountSettings.get(created) };
    }),
    update: handle({ body: z.record(z.string(), z.unknown()) }, async ({ app, person, params, body }) => {
      const { reconnects } = await app.accountSettings.update(person, id(params), body);
      if (reconnects) await app.firstResult(id(params));
      return { data: await app.accountSettings.get(id(params)) };
    }),
    remove: handle({}, async ({ app, person, params }) => {
      await app.removeAccount(person, id(params));
      return { data: { id: id(params) } };
    }),
    test: handle({ body: testConnection }, async ({ app, person, body }) => ({
      data: await app.connectionTest.unsaved(person, body),
    })),
    testSaved: handle({}, async ({ app, person, params }) => ({
      data: await app.connectionTest.saved(person, id(params)),
    })),
    folders: handle({ body: testMailConnection }, async ({ app, person, body }) => ({
      data: await app.folderList.unsaved(person, body),
    })),
    foldersOfSaved: handle({}, async ({ app, person, params }) => ({
      data: await app.folderList.saved(person, id(params)),
    })),
    pause: handle({}, async ({ app, person, params }) => {
      await app.accountSettings.pause(person, id(params));
      return { data: await app.accountSettings.get(id(params)) };
    }),
    resume: handle({}, async ({ app, person, params }) => {
      await app.accountSettings.resume(person, id(params));
      await app.firstResult(id(params));
      return { data: await app.accountSettings.get(id(params)) };
    }),
    sync: handle({}, async ({ app, params }) => {
      await app.accountSettings.requestSync(id(params));
      app.supervisor.nudge();
      return { data: await app.healthReport(id(params)) };
    }),
    health: handle({}, async ({ app, params }) => ({ data: await app.healthReport(id(params)) })),
    authorisedUsers: handle({}, async ({ app, params }) => ({ data: await app.authorisedUsers.get(id(params)) })),
    setAuthorisedUsers: handle({ body: authorisedUsers }, async ({ app, person, params, body }) => ({
      data: await app.authorisedUsers.set(person, id(params), body.userIds),
    })),
    candidates: handle({}, async ({ app }) => ({ data: await app.authorisedUsers.candidates() })),
    quarantine: handle({ query: quarantineQuery }, ({ app, person, params, query }) =>
      app.quarantine.list(person, id(params), query.limit, query.cursor)
    ),
    replay: handle({}, async ({ app, person, params }) => ({ data: await app.quarantine.replay(person, id(params)) })),
    audit: handle({ query: pageQuery }, ({ app, params, query }) =>
      app.auditTrail(id(params), query.limit, query.cursor)
    ),
    retryJob: handle({}, async ({ app, person, params }) => ({ data: await app.deadJobs.retry(person, id(params)) })),
  };
};

const id = (params: Record<string, string>) => params.id ?? '';
