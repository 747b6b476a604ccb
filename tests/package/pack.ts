import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

export const REPOSITORY = fileURLToPath(new URL('../..', import.meta.url));

const run = promisify(execFile);

export interface Tarball {
  path: string;
  size: number;
  /** Paths inside the package. */
  files: string[];
}

/** Packs what lies in `dist`, as `npm publish` would. */
export async function pack(destination: string): Promise<Tarball> {
  const { stdout } = await run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', destination], {
    cwd: REPOSITORY,
    maxBuffer: 64 * 1024 * 1024,
  });
  const [packed] = JSON.parse(stdout) as { filename: string; size: number; files: { path: string }[] }[];
  if (!packed) throw new Error(`npm pack said: ${stdout}`);
  return { path: join(destination, packed.filename), size: packed.size, files: packed.files.map(({ path }) => path) };
}

export interface Manifest {
  name: string;
  exports: Record<string, string | Record<string, string>>;
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
  peerDependencies: Record<string, string>;
}

export async function manifest(): Promise<Manifest> {
  return JSON.parse(await readFile(join(REPOSITORY, 'package.json'), 'utf8')) as Manifest;
}
