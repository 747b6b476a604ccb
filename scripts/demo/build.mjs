import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { alone } from './build-lock.mjs';
import { fingerprint, isStamped, stamp, STAMPS } from './fingerprint.mjs';
import { ROOT } from './options.mjs';

const PLUGIN_SOURCES = [
  'admin',
  'config',
  'content-types',
  'mail-providers',
  'server',
  'strapi-admin.ts',
  'strapi-server.ts',
  'mail-worker.ts',
  'tsconfig.base.json',
  'tsconfig.json',
  'package.json',
  'package-lock.json',
];
const PANEL_SOURCES = ['dist/admin', 'example/src/admin', 'example/package.json', 'package-lock.json'];

/** Builds the plugin and then the admin panel that contains it, each only when what it is made of has changed. */
export const buildIfStale = (run, progress, env) => alone(STAMPS, () => build(run, progress, env));

/** Whoever has just built the plugin by another way says so, and the next demo does not do it again. */
export const markPluginBuilt = () => stamp('plugin', fingerprint(PLUGIN_SOURCES));

async function build(run, progress, env) {
  await once('plugin', PLUGIN_SOURCES, ['dist/server/index.js', 'dist/admin/index.mjs'], () =>
    progress.step('Building the plugin', () => run('build-plugin', 'npm', ['run', 'build'], { cwd: ROOT, env }))
  );
  await once('panel', PANEL_SOURCES, ['example/build/index.html'], () =>
    progress.step('Building the admin panel (about a minute)', () =>
      run('build-panel', process.execPath, [join(ROOT, 'node_modules/@strapi/strapi/bin/strapi.js'), 'build'], {
        cwd: join(ROOT, 'example'),
        env: { ...env, NODE_ENV: 'production' },
      })
    )
  );
}

async function once(name, sources, products, make) {
  const before = fingerprint(sources);
  if (isStamped(name, before) && products.every((product) => existsSync(join(ROOT, product)))) return;
  await make();
  stamp(name, before);
}
