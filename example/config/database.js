'use strict';

const { join } = require('node:path');
const { dataFolder } = require('../host/data-folder');

/** SQLite in the data folder; DATABASE_CLIENT=postgres with the usual DATABASE_* variables for PostgreSQL. */
module.exports = ({ env }) => {
  if (env('DATABASE_CLIENT', 'sqlite') === 'postgres') {
    return {
      connection: {
        client: 'postgres',
        connection: {
          connectionString: env('DATABASE_URL'),
          host: env('DATABASE_HOST', '127.0.0.1'),
          port: env.int('DATABASE_PORT', 5432),
          database: env('DATABASE_NAME', 'erp'),
          user: env('DATABASE_USERNAME', 'erp'),
          password: env('DATABASE_PASSWORD', ''),
          schema: env('DATABASE_SCHEMA', 'public'),
        },
        pool: { min: 2, max: 10 },
      },
    };
  }
  return {
    connection: {
      client: 'sqlite',
      connection: { filename: join(dataFolder, 'erp.sqlite') },
      useNullAsDefault: true,
    },
  };
};
