import type { Core } from '@strapi/strapi';
import { sessionOf } from '../../hosts/admin-session';
import { createEventStream } from '../../realtime/event-stream';
import { changesQuery } from '../contracts/inbox';
import { presenceInput } from '../contracts/realtime';
import { tooMany } from '../errors';
import { createHandle } from '../handle';

/** Pages of one person, in all windows of all their browsers, that one process tells of changes; the others ask. */
const MOST_PER_PERSON = 10;
const MOST = 2_000;

export default ({ strapi }: { strapi: Core.Strapi }) => {
  const handle = createHandle(strapi);
  return {
    stream: handle({ query: changesQuery }, ({ app, person, query, ctx }) => {
      const { hub } = app;
      if (hub.size >= MOST || hub.countOf(person.id) >= MOST_PER_PERSON)
        throw tooMany('Too many pages follow along. This one has to ask from time to time.', 'too-many-streams');
      const { body, send, close } = createEventStream();
      const leave = hub.join({
        person,
        session: sessionOf(strapi, ctx, () => Date.now()),
        since: query.since,
        send,
        close,
      });
      body.once('close', leave);
      ctx.res.once('close', () => body.destroy());
      ctx.compress = false;
      ctx.set({
        'Content-Type': 'text/event-stream; charset=utf-8',
        'Cache-Control': 'no-store, no-transform',
        // nginx would keep the events until its buffer is full.
        'X-Accel-Buffering': 'no',
      });
      return Promise.resolve(body);
    }),
    appear: handle({ body: presenceInput }, async ({ app, person, params, body }) => ({
      data: await app.presence.appear(await app.scopes.scopeFor(person), params.id ?? '', body.typing),
    })),
    leave: handle({}, async ({ app, person, params }) => {
      await app.presence.leave(await app.scopes.scopeFor(person), params.id ?? '');
      return { data: null };
    }),
  };
};
