import { Readable } from 'node:stream';
import type { Core } from '@strapi/strapi';
import { setAlwaysImages } from '../contracts/remote-images';
import { notFound } from '../errors';
import { createHandle } from '../handle';

export default ({ strapi }: { strapi: Core.Strapi }) => {
  const handle = createHandle(strapi);
  return {
    list: handle({}, async ({ app, person, params }) => ({
      data: await app.remoteImages.list(await app.scopes.scopeFor(person), params.id ?? ''),
    })),
    setAlways: handle({ body: setAlwaysImages }, async ({ app, person, params, body }) => {
      const scope = await app.scopes.scopeFor(person);
      await app.remoteImages.setAlways(scope, params.id ?? '', body.always);
      return { data: await app.remoteImages.list(scope, params.id ?? '') };
    }),
    open: handle({}, async ({ app, person, params, ctx }) => {
      const place = /^\d{1,6}$/.test(params.place ?? '') ? Number(params.place) : null;
      if (place === null) throw notFound('Image');
      const { bytes, type } = await app.remoteImages.open(await app.scopes.scopeFor(person), params.id ?? '', place);
      ctx.set({
        'Content-Type': type,
        'Content-Length': String(bytes.length),
        'X-Content-Type-Options': 'nosniff',
        'Content-Security-Policy': "sandbox; default-src 'none'",
        'Cross-Origin-Resource-Policy': 'same-origin',
        // Its sender need not learn each time that it is looked at again.
        'Cache-Control': 'private, max-age=3600',
      });
      return Readable.from([bytes], { objectMode: false });
    }),
  };
};
