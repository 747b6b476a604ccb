'use strict';

/** A host's own route that does nothing with a body that Strapi has read: the floor of whatever is posted to this host. */
module.exports = {
  bootstrap({ strapi }) {
    const handler = (ctx) => {
      ctx.body = String(Object.keys(ctx.request.body).length);
    };
    strapi.server.routes([{ method: 'POST', path: '/bench/empty', handler, config: { auth: false } }]);
  },
};
