'use strict';

const { randomBytes } = require('node:crypto');
const { linkSync, readFileSync, unlinkSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { dataFolder } = require('./data-folder');

const file = join(dataFolder, 'secrets.json');
const random = () => randomBytes(32).toString('base64');

/** Made at the first start and kept with the data: another encryption key could not open the stored passwords. */
function secrets() {
  return read() ?? create();
}

function read() {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    if (error.code === 'ENOENT') return null;
    throw error;
  }
}

function create() {
  const made = {
    appKeys: [random(), random()],
    apiTokenSalt: random(),
    adminJwtSecret: random(),
    transferTokenSalt: random(),
    jwtSecret: random(),
    adminEncryptionKey: random(),
    conversationsKey: { id: 'demo-1', key: random() },
  };
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(made, null, 2), { mode: 0o600 });
  try {
    // A link, unlike a rename, fails when another process was first: then its secrets hold.
    linkSync(draft, file);
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  } finally {
    unlinkSync(draft);
  }
  return read();
}

module.exports = { secrets };
