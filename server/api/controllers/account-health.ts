import type { Core } from '@strapi/strapi';
import { journalQuery } from '../contracts/journal';
import { createHandle } from '../handle';

/** Looking into an account that does not do what it should, for those who may manage accounts. */
export default ({ strapi }: { strapi: Core.Strapi }) => {
  const handle = createHandle(strapi);
  return {
    troubles: handle({}, async ({ app }) => ({ data: await app.troubledAccounts() })),
    journal: handle({ query: journalQuery }, ({ app, person, params, query }) =>
      app.journalList(person, id(params), query)
    ),
    contents: handle({}, async ({ app, params }) => ({ data: await app.accountContents(id(params)) })),
    replayAll: handle({}, async ({ app, person, params }) => ({
      data: await app.quarantine.replayAll(person, id(params)),
    })),
    raw: handle({}, async ({ app, person, params, ctx }) => {
      const { name, size, content } = await app.quarantineRaw(person, id(params));
      ctx.set('Content-Type', 'message/rfc822');
      ctx.set('Content-Disposition', `attachment; filename="${name}"`);
      ctx.set('Content-Length', String(size));
      ctx.set('X-Content-Type-Options', 'nosniff');
      ctx.set('Content-Security-Policy', "sandbox; default-src 'none'");
      ctx.set('Cross-Origin-Resource-Policy', 'same-origin');
      ctx.set('Cache-Control', 'private, no-store');
      return content;
    }),
  };
};

const id = (params: Record<string, string>) => params.id ?? '';
