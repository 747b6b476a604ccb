import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import type { Context } from 'koa';
import type { output, ZodType } from 'zod';
import type { App } from '../app';
import { appOf } from '../app-registry';
import type { HostScope, Principal } from '../security/scope';
import { ConflictError } from './errors';
import { answerConflict } from './handle';
import { parseInput } from './parse-input';
import { withoutNul } from './without-nul';

interface Call<Body, Query> {
  app: App;
  access: HostScope;
  id: string;
  body: Body;
  query: Query;
}

interface Shape {
  query?: ZodType;
  body?: ZodType;
  status: number;
}
type Of<S extends Shape, Key extends 'body' | 'query'> = S[Key] extends ZodType ? output<S[Key]> : undefined;

/** The one door of the content API. Who may do the action at all was asked by Strapi before. */
export function createHostHandle(strapi: Core.Strapi) {
  return function handle<S extends Shape>(
    shape: S,
    run: (call: Call<Of<S, 'body'>, Of<S, 'query'>>) => Promise<object>
  ) {
    return async (ctx: Context): Promise<void> => {
      const app = appOf(strapi);
      const principal = principalOf(ctx);
      await app.hostPace(principal, ctx.method === 'GET' ? 'read' : 'write');
      try {
        ctx.body = await run({
          app,
          access: await app.scopes.scopeForHost(principal),
          id: (withoutNul(ctx.params) as { id?: string }).id ?? '',
          body: parseInput(shape.body, (ctx.request as unknown as { body?: unknown }).body ?? {}) as Of<S, 'body'>,
          query: parseInput(shape.query, ctx.query) as Of<S, 'query'>,
        });
        ctx.status = shape.status;
      } catch (error) {
        if (error instanceof ConflictError) answerConflict(ctx, error);
        else if (error instanceof errors.ForbiddenError) answerForbidden(ctx, error);
        else throw error;
      }
    };
  };
}

/** Strapi's own step before us would make an answer without our code of it. */
function answerForbidden(ctx: Context, { name, message, details }: errors.ForbiddenError): void {
  ctx.status = 403;
  ctx.body = { data: null, error: { status: 403, name, message, details } };
}

interface Auth {
  strategy: { name: string };
  credentials: { id: number; name?: string; role?: { id: number; name: string } | null } | null;
}

/** The public role has no credentials: nobody is known behind it, so no account could have let it in. */
function principalOf(ctx: Context): Principal {
  const { auth } = ctx.state as { auth?: Auth };
  const credentials = auth?.credentials;
  if (auth && credentials && /api-token$/.test(auth.strategy.name)) {
    return { kind: 'api-token', id: credentials.id, name: credentials.name ?? '' };
  }
  if (auth?.strategy.name === 'users-permissions' && credentials?.role) {
    return { kind: 'role', id: credentials.role.id, name: credentials.role.name };
  }
  throw new errors.UnauthorizedError('Log in, or send an API token.', { code: 'unauthorized' });
}
