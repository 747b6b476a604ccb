import type { Core } from '@strapi/strapi';
import { registerNumber, requestCode, verifyCode, whatsAppProfile } from '../contracts/whatsapp-accounts';
import type { App } from '../../app';
import { createHandle } from '../handle';
import { uploadedFiles } from '../uploaded-files';

export default ({ strapi }: { strapi: Core.Strapi }) => {
  const handle = createHandle(strapi);
  return {
    subscribe: handle({}, async ({ app, person, params }) => {
      await app.numberActions.subscribe(person, id(params));
      return looked(app, id(params));
    }),
    register: handle({ body: registerNumber }, async ({ app, person, params, body }) => {
      await app.numberActions.register(person, id(params), body);
      return looked(app, id(params));
    }),
    requestCode: handle({ body: requestCode }, async ({ app, person, params, body }) => {
      await app.numberActions.requestCode(person, id(params), body);
      return { data: await app.accountSettings.get(id(params)) };
    }),
    verifyCode: handle({ body: verifyCode }, async ({ app, person, params, body }) => {
      await app.numberActions.verifyCode(person, id(params), body);
      return looked(app, id(params));
    }),
    picture: handle({}, async ({ app, person, params }) => ({
      data: await app.numberActions.picture(person, id(params)),
    })),
    setPicture: handle({}, async ({ app, person, params, ctx }) => {
      await app.numberActions.setPicture(person, id(params), uploadedFiles(ctx));
      return { data: await app.numberActions.picture(person, id(params)) };
    }),
    profile: handle({}, async ({ app, person, params }) => ({
      data: await app.numberActions.profile(person, id(params)),
    })),
    setProfile: handle({ body: whatsAppProfile }, async ({ app, person, params, body }) => ({
      data: await app.numberActions.setProfile(person, id(params), body),
    })),
  };
};

/** What was put right shows in the account's health once its session has looked. */
async function looked(app: App, accountId: string) {
  app.supervisor.nudge();
  return { data: await app.accountSettings.get(accountId) };
}

const id = (params: Record<string, string>) => params.id ?? '';
