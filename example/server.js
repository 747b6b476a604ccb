'use strict';

/**
 * Starts the example as a child process of the demo: tells its parent when it listens, and stops when the parent asks
 * for it or is gone, however it went.
 */
const { createStrapi } = require('@strapi/strapi');

const app = createStrapi({ appDir: __dirname, distDir: __dirname });

const started = app.start().then(() => process.send?.({ ready: true }));

let stopping = false;
async function stop() {
  if (stopping) return;
  stopping = true;
  try {
    // A half-loaded Strapi cannot be taken down: let it come up first.
    await started;
    await app.destroy();
  } catch (error) {
    console.error(error);
    process.exit(1);
  }
  process.exit(0);
}

process.on('message', (message) => message === 'stop' && stop());
process.on('disconnect', stop);
