import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { appOf } from '../../app-registry';
import { notFound } from '../errors';

/** Opens a short-lived link. The browser sends no token here: the link names its person, whose right is asked again. */
export default ({ strapi }: { strapi: Core.Strapi }) => ({
  async open(ctx: Context): Promise<void> {
    const { token } = ctx.params as { token?: string };
    const file = await appOf(strapi).fileLinks.open(token ?? '');
    if (!file) throw notFound('File');
    ctx.status = 200;
    ctx.set('Content-Type', file.contentType);
    ctx.set('Content-Disposition', file.disposition);
    ctx.set('Content-Length', String(file.size));
    ctx.set('X-Content-Type-Options', 'nosniff');
    ctx.set('Content-Security-Policy', "sandbox; default-src 'none'");
    ctx.set('Cross-Origin-Resource-Policy', 'same-origin');
    ctx.set('Referrer-Policy', 'no-referrer');
    ctx.set('Cache-Control', 'private, no-store');
    ctx.body = await file.open();
  },
});
