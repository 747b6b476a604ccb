'use strict';

/**
 * A Strapi host as its own process, for tests that kill, restart or multiply hosts. It goes the way of `strapi start`.
 * Messages to the parent: `{ type: 'ready', url }`; answers to `{ type: 'routes' }` with `{ type: 'routes', routes }`.
 */
const path = require('node:path');
const { createStrapi } = require('@strapi/strapi');

const app = path.resolve(__dirname, '../fixtures/host');

// A parent that is gone can no longer stop this process.
process.on('disconnect', () => process.exit(1));

const host = createStrapi({ appDir: app, distDir: app, serveAdminPanel: false });

process.on('message', (message) => {
  if (message.type === 'routes') process.send({ type: 'routes', routes: listRoutes() });
});

host.start().then(() => {
  process.send({ type: 'ready', url: `http://127.0.0.1:${host.server.httpServer.address().port}` });
});

function listRoutes() {
  return host.server.listRoutes().map((layer) => ({ methods: layer.methods, path: layer.path }));
}
