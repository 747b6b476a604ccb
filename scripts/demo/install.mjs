import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './options.mjs';

/** Installs what package-lock.json names, when something of it is missing. */
export async function installIfStale(run, progress, env) {
  if (isInstalled()) return;
  await progress.step('Installing packages (npm ci)', () =>
    // Whoever runs with NODE_ENV=production needs the development packages all the same: the demo builds.
    run('install', 'npm', ['ci', '--include=dev', '--no-audit', '--no-fund'], { cwd: ROOT, env })
  );
}

/** npm keeps what it installed in node_modules/.package-lock.json, in the same form as the lock file. */
function isInstalled() {
  const installedPath = join(ROOT, 'node_modules', '.package-lock.json');
  if (!existsSync(installedPath)) return false;
  const wanted = packages(join(ROOT, 'package-lock.json'));
  const installed = packages(installedPath);
  return Object.entries(wanted).every(
    // Optional packages are for other platforms as a rule.
    ([path, { version, optional, devOptional, peer }]) =>
      path === '' || optional || devOptional || (peer && !installed[path]) || installed[path]?.version === version
  );
}

const packages = (path) => JSON.parse(readFileSync(path, 'utf8')).packages;
