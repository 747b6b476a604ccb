import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import {
  chosenPicture,
  createSignature,
  previewSignature,
  profile,
  updateSignature,
  type SignaturePictureDto,
} from '../contracts/signatures';
import { notFound } from '../errors';
import { createHandle, type Call } from '../handle';
import { uploadedFiles } from '../uploaded-files';

const READ_MEDIA = 'plugin::upload.read';

export default ({ strapi }: { strapi: Core.Strapi }) => {
  const handle = createHandle(strapi);
  return {
    list: handle({}, async ({ app, params }) => ({ data: await app.signatureSettings.list(id(params)) })),
    get: handle({}, async ({ app, params }) => ({ data: await app.signatureSettings.get(id(params)) })),
    create: handle({ body: createSignature, status: 201 }, async ({ app, person, params, body }) => ({
      data: await app.signatureSettings.create(person, id(params), body),
    })),
    update: handle({ body: updateSignature }, async ({ app, person, params, body }) => ({
      data: await app.signatureSettings.update(person, id(params), body),
    })),
    remove: handle({}, async ({ app, person, params }) => {
      await app.signatureSettings.remove(person, id(params));
      return { data: { id: id(params) } };
    }),
    preview: handle({ body: previewSignature }, async ({ app, person, params, body }) => ({
      data: await app.signatureSettings.preview(person, id(params), body.html),
    })),
    addPicture: handle({ status: 201 }, async (call) => ({ data: await addPicture(call) })),
    mine: handle({}, async ({ app, person, params }) => ({
      data: await app.signing.mine(await app.scopes.scopeFor(person), id(params)),
    })),
    profile: handle({}, async ({ app, person }) => ({ data: await app.profiles.of(person.id) })),
    saveProfile: handle({ body: profile }, async ({ app, person, body }) => ({
      data: await app.profiles.save(person.id, body),
    })),
  };
};

/** A file, or the id of one in the media library, which the person must be allowed to look into. */
async function addPicture({ app, params, ctx }: Call<undefined, undefined>): Promise<SignaturePictureDto[]> {
  const chosen = chosenPicture.safeParse((ctx.request as unknown as { body?: unknown }).body);
  if (!chosen.success) return app.signaturePictures.upload(id(params), uploadedFiles(ctx));
  if (!maySee(ctx)) throw notFound('File');
  return app.signaturePictures.choose(id(params), chosen.data.mediaId);
}

const maySee = (ctx: Context): boolean =>
  (ctx.state as { userAbility?: { can(action: string): boolean } }).userAbility?.can(READ_MEDIA) === true;

const id = (params: Record<string, string>) => params.id ?? '';
