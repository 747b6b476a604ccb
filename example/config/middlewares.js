'use strict';

module.exports = ({ env }) => {
  // In production: https://connect.facebook.net for the script, https://www.facebook.com for its window.
  const meta = env('CONVERSATIONS_META_URL', 'http://127.0.0.1:1339');
  return [
    'strapi::logger',
    'strapi::errors',
    {
      name: 'strapi::security',
      config: {
        contentSecurityPolicy: {
          useDefaults: true,
          directives: {
            'script-src': ["'self'", meta],
            'connect-src': ["'self'", 'https:', meta],
            'frame-src': ["'self'", meta],
          },
        },
      },
    },
    'strapi::cors',
    'strapi::poweredBy',
    'strapi::query',
    'strapi::body',
    'strapi::session',
    'strapi::favicon',
    'strapi::public',
  ];
};
