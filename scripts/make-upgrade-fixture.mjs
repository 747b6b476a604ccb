#!/usr/bin/env node
/**
 * Makes `tests/fixtures/upgrade` anew: a database, private files and a mailbox as an older commit leaves them when it is
 * killed at work. `node scripts/make-upgrade-fixture.mjs [commit] [sqlite] [postgres]`; see the README there.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { findPostgres, startPostgres } from './services/postgres.mjs';

const COMMIT = process.argv[2] ?? 'b232653';
const named = process.argv.slice(3);
const DATABASES = named.length > 0 ? named : ['sqlite', 'postgres'];
const root = resolve(fileURLToPath(import.meta.url), '../..');
const fixture = join(root, 'tests/fixtures/upgrade');
const temporary = mkdtempSync(join(tmpdir(), 'upgrade-fixture-'));
const checkout = join(temporary, 'previous');

const git = (...args) => execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim();

/** The server half alone: nobody opens the admin panel here, and the whole build takes minutes. */
async function bundle() {
  const { dependencies, peerDependencies } = JSON.parse(readFileSync(join(checkout, 'package.json'), 'utf8'));
  const external = Object.keys({ ...dependencies, ...peerDependencies }).flatMap((name) => [name, `${name}/*`]);
  const common = { bundle: true, platform: 'node', target: 'node20', external, logLevel: 'warning' };
  const url = {
    define: { 'import.meta.url': '__url' },
    banner: { js: 'const __url = require("node:url").pathToFileURL(__filename).href;' },
  };
  await build({
    ...common,
    ...url,
    entryPoints: [join(checkout, 'strapi-server.ts')],
    format: 'cjs',
    outfile: join(checkout, 'dist/server/index.js'),
    footer: { js: 'module.exports = module.exports.default ?? module.exports;' },
  });
  for (const [format, name] of [
    ['esm', 'index.mjs'],
    ['cjs', 'index.js'],
  ]) {
    const outfile = join(checkout, 'dist/mail-worker', name);
    await build({ ...common, entryPoints: [join(checkout, 'mail-worker.ts')], format, outfile });
  }
}

git('worktree', 'add', '--detach', checkout, COMMIT);
try {
  symlinkSync(join(root, 'node_modules'), join(checkout, 'node_modules'));
  await bundle();
  // The scenario is today's, what it runs against is the checkout's: its imports lead there.
  const scenario = join(checkout, 'tests/fixtures/upgrade');
  cpSync(fixture, scenario, { recursive: true });
  const viteNode = join(root, 'node_modules/vite-node/vite-node.mjs');
  const full = git('rev-parse', COMMIT);
  for (const database of DATABASES) {
    const postgres = database === 'postgres' ? await startPostgres() : null;
    try {
      execFileSync(
        process.execPath,
        [viteNode, join(scenario, 'leave-work.ts'), full, database, join(fixture, database)],
        {
          cwd: checkout,
          stdio: 'inherit',
          env: postgres
            ? { ...process.env, TEST_POSTGRES_URL: postgres.url, PG_DUMP: join(findPostgres(), 'pg_dump') }
            : process.env,
        }
      );
    } finally {
      await postgres?.stop();
    }
  }
} finally {
  git('worktree', 'remove', '--force', checkout);
  rmSync(temporary, { recursive: true, force: true });
}
