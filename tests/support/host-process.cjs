'use strict';

/**
 * A Strapi host as its own process, for tests that kill, restart or multiply hosts. It goes the way of `strapi start`.
 * Messages to the parent: `{ type: 'ready', url }`; answers to `{ type: 'routes' }` with `{ type: 'routes', routes }`, and
 * to `{ type: 'delay', reset }` with `{ type: 'delay', p99 }`, the event loop's delay in milliseconds since the last reset.
 */
const path = require('node:path');
const { monitorEventLoopDelay } = require('node:perf_hooks');
const { createStrapi } = require('@strapi/strapi');

const app = path.resolve(__dirname, '../fixtures/host');

// A parent that is gone can no longer stop this process.
process.on('disconnect', () => process.exit(1));

const host = createStrapi({ appDir: app, distDir: app, serveAdminPanel: false });

const delay = monitorEventLoopDelay({ resolution: 10 });
delay.enable();

process.on('message', (message) => {
  if (message.type === 'delay') {
    process.send({ type: 'delay', p99: delay.percentile(99) / 1e6 });
    if (message.reset) delay.reset();
  }
  if (message.type === 'routes') process.send({ type: 'routes', routes: listRoutes() });
});

host.start().then(() => {
  process.send({ type: 'ready', url: `http://127.0.0.1:${host.server.httpServer.address().port}` });
});

function listRoutes() {
  return host.server.listRoutes().map((layer) => ({ methods: layer.methods, path: layer.path }));
}
