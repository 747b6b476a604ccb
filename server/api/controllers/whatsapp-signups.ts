import type { Core } from '@strapi/strapi';
import { cancelSignup, completeSignup, resumeSignup } from '../contracts/whatsapp-signups';
import type { App } from '../../app';
import { createHandle } from '../handle';

export default ({ strapi }: { strapi: Core.Strapi }) => {
  const handle = createHandle(strapi);
  return {
    list: handle({}, async ({ app }) => ({ data: await app.signups.list() })),
    begin: handle({ status: 201 }, async ({ app, person }) => ({ data: await app.signups.begin(person) })),
    complete: handle({ body: completeSignup }, async ({ app, person, params, body }) => ({
      data: await looked(app, app.signups.complete(person, params.id ?? '', body)),
    })),
    cancelled: handle({ body: cancelSignup }, async ({ app, person, params, body }) => ({
      data: await app.signups.cancelled(person, params.id ?? '', body),
    })),
    resume: handle({ body: resumeSignup }, async ({ app, person, params, body }) => ({
      data: await looked(app, app.signups.resume(person, params.id ?? '', body)),
    })),
    remove: handle({}, async ({ app, params }) => {
      await app.signups.remove(params.id ?? '');
      return null;
    }),
  };
};

/** A new account is looked after at once. */
async function looked<T>(app: App, done: Promise<T>): Promise<T> {
  const result = await done;
  app.supervisor.nudge();
  return result;
}
