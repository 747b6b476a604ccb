import { randomBytes } from 'node:crypto';
import { close, closeSync, constants, createWriteStream, fdatasync, openSync, writeFileSync } from 'node:fs';
import { copyFile, link, mkdir, open, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { StorageFullError, type FileStore } from './file-store';

const KEY = /^[0-9a-f]{2}\/[0-9a-f]{30}$/;
const NO_ROOM = new Set(['ENOSPC', 'EDQUOT']);
/** File systems that know no second name, or no more of them for this file. */
const WITHOUT_LINKS = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EXDEV']);

/**
 * Files below one folder outside `public`, named by 128 random bits. A key is given out when its file is flushed, so it
 * never names half a file; what a crash leaves without a key is swept up later.
 */
export async function createPrivateDiskStore(directory: string): Promise<FileStore> {
  const root = resolve(directory);
  const stagingDirectory = join(root, 'staging');
  await mkdir(stagingDirectory, { recursive: true, mode: 0o700 });
  const madeFolders = new Set<string>();

  const pathOf = (key: string) => {
    if (!KEY.test(key)) throw new Error('not a key of the file store');
    return join(root, ...key.split('/'));
  };
  const newKey = () => {
    const name = randomBytes(16).toString('hex');
    return `${name.slice(0, 2)}/${name.slice(2)}`;
  };
  const pathFor = async (key: string): Promise<string> => {
    const path = pathOf(key);
    const folder = dirname(path);
    if (!madeFolders.has(folder)) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      madeFolders.add(folder);
    }
    return path;
  };

  return {
    stagingDirectory,
    async put(content) {
      const key = newKey();
      const path = await pathFor(key);
      try {
        const size = Buffer.isBuffer(content) ? await writeBuffer(path, content) : await writeStream(path, content);
        return { key, size };
      } catch (error) {
        await rm(path, { force: true });
        throw asStorageFull(error);
      }
    },
    async adopt(path) {
      if (!resolve(path).startsWith(stagingDirectory + sep))
        throw new Error('only files of the staging folder can be adopted');
      try {
        await flush(path);
        const key = newKey();
        const { size } = await stat(path);
        await rename(path, await pathFor(key));
        return { key, size };
      } catch (error) {
        throw asStorageFull(error);
      }
    },
    async duplicate(key) {
      const copy = newKey();
      const path = await pathFor(copy);
      try {
        // A second name for the same bytes: a logo in each of 100,000 mails is on the disk once. Files here never change.
        await link(pathOf(key), path);
        // The name is new, and what looks old without a row is swept up.
        const now = new Date();
        await utimes(path, now, now);
      } catch (error) {
        if (!hasCode(error, WITHOUT_LINKS)) throw asStorageFull(error);
        await copyFile(pathOf(key), path, constants.COPYFILE_EXCL);
        await flush(path);
      }
      return { key: copy, size: (await stat(path)).size };
    },
    async open(key) {
      const handle = await open(pathOf(key), 'r');
      return handle.createReadStream();
    },
    localPath: async (key) => pathOf(key),
    size: async (key) => (await stat(pathOf(key))).size,
    remove: (key) => rm(pathOf(key), { force: true }),
    async *olderThan(instant) {
      for (const folder of await readdir(root)) {
        if (!/^[0-9a-f]{2}$/.test(folder)) continue;
        for (const name of await readdir(join(root, folder))) {
          if ((await stat(join(root, folder, name))).mtimeMs < instant) yield `${folder}/${name}`;
        }
      }
    },
  };
}

/**
 * One mail is one small file: handed to the thread pool step by step, opening and closing it cost more than the write. Only
 * the wait for the disk is left to the pool.
 */
function writeBuffer(path: string, content: Buffer): Promise<number> {
  const file = openSync(path, 'wx', 0o600);
  try {
    writeFileSync(file, content);
  } catch (error) {
    closeSync(file);
    throw error;
  }
  return new Promise((done, fail) => {
    fdatasync(file, (error) => {
      // Nobody catches what is thrown here, and a network drive may say only now that it has no room.
      close(file, (closeError) => {
        if (error ?? closeError) fail(error ?? closeError);
        else done(content.length);
      });
    });
  });
}

async function writeStream(path: string, content: Readable): Promise<number> {
  const target = createWriteStream(path, { flags: 'wx', mode: 0o600, flush: true });
  await pipeline(content, target);
  return target.bytesWritten;
}

async function flush(path: string): Promise<void> {
  const handle = await open(path, 'r+');
  try {
    await handle.datasync();
  } finally {
    await handle.close();
  }
}

const hasCode = (error: unknown, codes: ReadonlySet<string>): boolean =>
  typeof error === 'object' &&
  error !== null &&
  'code' in error &&
  codes.has(String((error as { code: unknown }).code));

const asStorageFull = (error: unknown) => (hasCode(error, NO_ROOM) ? new StorageFullError({ cause: error }) : error);

/** Staged files older than an hour belong to nobody: whoever wrote them has died. */
export async function sweepStaging(store: FileStore, now: number): Promise<number> {
  let removed = 0;
  for (const name of await readdir(store.stagingDirectory)) {
    const path = join(store.stagingDirectory, name);
    const { mtimeMs } = await stat(path);
    if (now - mtimeMs < 3600_000) continue;
    await rm(path, { force: true, recursive: true });
    removed += 1;
  }
  return removed;
}
