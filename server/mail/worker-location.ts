import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/**
 * The built worker. Found through the package itself and not relative to this module, which the build moves into one of
 * several bundles (CommonJS, ES modules, shared chunks). Always the ES module: its parsers come in no other form.
 */
export function builtWorkerPath(): string {
  const root = dirname(createRequire(import.meta.url).resolve('strapi-plugin-conversations/package.json'));
  return join(root, 'dist', 'mail-worker', 'index.mjs');
}
