import type { Core } from '@strapi/strapi';
import type { Context, Next } from 'koa';

/** As Meta sent it, behind the label under which the body parser leaves it alone. */
export const CONTENT_TYPE = 'conversationsContentType';

/**
 * A signature is made over bytes, and Strapi's body parser reads them before any route of ours and keeps only what it made
 * of them (and refuses more than 1 MB). It goes by the content type, so webhooks get one that it does not know; the stream
 * is then left for our controller. Middlewares that are added before the boot run first, so no host has to change anything.
 */
export function keepWebhooksRaw(strapi: Core.Strapi): void {
  const prefix: unknown = strapi.config.get('api.rest.prefix', '/api');
  const base = `${typeof prefix === 'string' ? prefix : '/api'}/conversations/webhooks/`;
  strapi.server.use((ctx: Context, next: Next) => {
    if (ctx.method === 'POST' && ctx.path.startsWith(base)) {
      ctx.state[CONTENT_TYPE] = ctx.get('content-type');
      ctx.req.headers['content-type'] = 'application/octet-stream';
    }
    return next();
  });
}
