import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import type { ZodType } from 'zod';
import type { App } from '../app';
import { appOf } from '../app-registry';
import { displayName } from '../hosts/admin-users';
import type { Person } from '../security/scope';
import { ConflictError } from './errors';
import { parseInput } from './parse-input';
import { withoutNul } from './without-nul';

interface AdminUserState {
  id: number;
  firstname: string | null;
  lastname: string | null;
  username: string | null;
  email: string;
}

export interface Call<Body, Query> {
  app: App;
  person: Person;
  params: Record<string, string>;
  body: Body;
  query: Query;
  ctx: Context;
}

interface Shape<Body, Query> {
  body?: ZodType<Body>;
  query?: ZodType<Query>;
  status?: number;
}

/** The one door of the admin API: input is checked by its contract, the answer is `{ data, meta? }`. */
export function createHandle(strapi: Core.Strapi) {
  return function handle<Body = undefined, Query = undefined>(
    shape: Shape<Body, Query>,
    run: (call: Call<Body, Query>) => Promise<object | null>
  ) {
    return async (ctx: Context): Promise<void> => {
      try {
        const answer = await run({
          app: appOf(strapi),
          person: personOf(ctx),
          params: withoutNul(ctx.params) as Record<string, string>,
          body: parseInput(shape.body, (ctx.request as unknown as { body?: unknown }).body ?? {}) as Body,
          query: parseInput(shape.query, ctx.query) as Query,
          ctx,
        });
        ctx.status = shape.status ?? 200;
        ctx.body = answer ?? { data: null };
      } catch (error) {
        if (!(error instanceof ConflictError)) throw error;
        answerConflict(ctx, error);
      }
    };
  };
}

/** Strapi has no error class for a conflict. */
export function answerConflict(ctx: Context, error: ConflictError): void {
  ctx.status = 409;
  ctx.body = {
    data: null,
    error: { status: 409, name: 'ConflictError', message: error.message, details: error.details },
  };
}

/** The session was verified by Strapi's own policy before; an admin token's owner counts as its person. */
function personOf(ctx: Context): Person {
  const user = (ctx.state as { user?: AdminUserState }).user;
  if (!user) throw new Error('a route without a person needs its own handler');
  return { id: user.id, name: displayName(user) };
}
