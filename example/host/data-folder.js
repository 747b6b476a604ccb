'use strict';

const { mkdirSync } = require('node:fs');
const { join, resolve } = require('node:path');

/** Everything that this host writes lies below one folder: DEMO_DATA_DIR, or `.tmp` beside the app. */
const dataFolder = resolve(process.env.DEMO_DATA_DIR || join(__dirname, '..', '.tmp'));
mkdirSync(join(dataFolder, 'public', 'uploads'), { recursive: true });

module.exports = { dataFolder };
