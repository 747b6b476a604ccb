import { mkdtemp, mkdir, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';

const root = resolve(import.meta.dirname, '../../..');

export interface MailBench {
  workerPath: string;
  directory: string;
  staging: string;
  remove(): Promise<void>;
}

/** The worker as the package ships it, an ES module with its dependencies outside, and folders to work in. */
export async function createMailBench(): Promise<MailBench> {
  const directory = await mkdtemp(join(tmpdir(), 'conversations-mail-'));
  const staging = join(directory, 'staging');
  await mkdir(staging);
  await symlink(join(root, 'node_modules'), join(directory, 'node_modules'));
  const workerPath = join(directory, 'index.mjs');
  await build({
    entryPoints: [join(root, 'mail-worker.ts')],
    outfile: workerPath,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    target: 'node20',
    logLevel: 'warning',
  });
  return { workerPath, directory, staging, remove: () => rm(directory, { recursive: true, force: true }) };
}
