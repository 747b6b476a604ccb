'use strict';

const { join, resolve } = require('node:path');
const company = require('../data/company.json');
const { dataFolder } = require('../host/data-folder');
const { secrets } = require('../host/secrets');

const loopback = ['127.0.0.0/8', '::1/128'];

module.exports = ({ env }) => ({
  'users-permissions': { config: { jwtSecret: secrets().jwtSecret } },
  conversations: {
    enabled: true,
    // Absolute, since Strapi reads a relative path from its own folder.
    resolve: resolve(__dirname, '..', '..'),
    config: {
      company: { name: company.name },
      encryption: { keys: encryptionKeys(env) },
      customer: {
        uid: 'api::customer.customer',
        country: 'ES',
        fields: {
          name: 'name',
          emails: 'emails.address',
          phones: 'phones.number',
          salesperson: 'salesperson',
          language: 'language',
        },
      },
      quote: {
        uid: 'api::quote.quote',
        fields: { number: 'number', customer: 'customer', total: 'total', status: 'state' },
      },
      // The demo's mail service listens on loopback, without TLS, on ports of its own.
      network: {
        allow: loopback,
        allowInsecure: loopback,
        imapPorts: [143, 993, env.int('DEMO_MAIL_IMAP_PORT', 1143)],
        smtpPorts: [25, 465, 587, 2525, env.int('DEMO_MAIL_SMTP_PORT', 1025)],
        // The demo's customers keep the pictures of their mails on their own page.
        allowImages: loopback,
        imagePorts: [80, 443, env.int('DEMO_CUSTOMER_PORT', 1338)],
      },
      attachments: { directory: join(dataFolder, 'conversations') },
      // The demo's people have no mailboxes, and Strapi's default provider would look for them on the internet.
      alerts: { email: false },
      sync: { pollSeconds: 5 },
      // A simulator stands for Meta.
      endpoints: { meta: metaUrl(env), metaSdk: `${metaUrl(env)}/en_US`, metaDialog: metaUrl(env) },
      whatsapp: { embeddedSignup: { ...metaApp(env), configId: '730000000000001' } },
    },
  },
});

const metaUrl = (env) => env('CONVERSATIONS_META_URL', 'http://127.0.0.1:1339');

/** The simulated app; both of it are no secret. */
const metaApp = (env) => ({
  appId: env('CONVERSATIONS_META_APP_ID', '248163264128256'),
  appSecret: env('CONVERSATIONS_META_APP_SECRET', 'demoappsecret0000000000000000000'),
});

/** `id:base64,id:base64` in CONVERSATIONS_KEYS, newest first; without it the key in the data folder. */
function encryptionKeys(env) {
  const given = env('CONVERSATIONS_KEYS', '');
  if (!given) return [secrets().conversationsKey];
  return given.split(',').map((entry) => {
    const [id, key] = entry.split(/:(.*)/s);
    return { id, key };
  });
}
