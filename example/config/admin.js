'use strict';

const { secrets } = require('../host/secrets');

module.exports = () => {
  const { adminJwtSecret, apiTokenSalt, transferTokenSalt, adminEncryptionKey } = secrets();
  return {
    autoOpen: false,
    auth: {
      secret: adminJwtSecret,
      // The demo speaks plain http on loopback, also with NODE_ENV=production.
      cookie: { secure: false },
    },
    apiToken: { salt: apiTokenSalt },
    transfer: { token: { salt: transferTokenSalt } },
    secrets: { encryptionKey: adminEncryptionKey },
    flags: { nps: false, promoteEE: false },
  };
};
