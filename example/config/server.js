'use strict';

const { join } = require('node:path');
const { dataFolder } = require('../host/data-folder');
const { secrets } = require('../host/secrets');

module.exports = ({ env }) => ({
  host: env('HOST', '127.0.0.1'),
  port: env.int('DEMO_PORT', 1337),
  app: { keys: secrets().appKeys },
  dirs: { public: join(dataFolder, 'public') },
  logger: { startup: { enabled: false }, updates: { enabled: false } },
});
