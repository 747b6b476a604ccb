import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Is what lies in node_modules what the lock file says? npm keeps its own list of what it installed there. */
export function dependenciesInstalled(root) {
  const installedList = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(installedList)) return false;
  const packages = (path) => JSON.parse(readFileSync(path, 'utf8')).packages;
  const installed = packages(installedList);
  return Object.entries(packages(join(root, 'package-lock.json'))).every(
    ([path, wanted]) =>
      path === '' || wanted.optional || wanted.devOptional || installed[path]?.version === wanted.version
  );
}
