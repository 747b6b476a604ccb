import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import type { Session } from '../realtime/listener';

/** A token of the admin API has no session that could be asked: its stream ends, and is opened and authorised anew. */
const TOKEN_STREAM_MS = 60_000;

/** The session of a request that Strapi has authenticated, for what outlives the request. */
export function sessionOf(strapi: Core.Strapi, ctx: Context, now: () => number): Session {
  const sessions = strapi.sessionManager('admin');
  const validated = sessions.validateAccessToken(ctx.get('authorization').replace(/^bearer\s+/i, ''));
  if (!validated.isValid) return { expiresAt: now() + TOKEN_STREAM_MS, isActive: () => Promise.resolve(true) };
  const { exp, sessionId } = validated.payload;
  return { expiresAt: exp * 1000, isActive: () => sessions.isSessionActive(sessionId) };
}
