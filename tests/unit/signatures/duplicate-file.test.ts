import { mkdtemp, rm, stat, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { FileStore } from '../../../server/files/file-store';
import { createPrivateDiskStore } from '../../../server/files/private-disk-store';

let folder: string;
let files: FileStore;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'file-store-'));
  files = await createPrivateDiskStore(folder);
});
afterAll(() => rm(folder, { recursive: true }));

it('a duplicate outlives its original, takes no room of its own, and is new to the sweeper', async () => {
  const original = await files.put(Buffer.from('logo'));
  const old = new Date(Date.now() - 86_400_000);
  await utimes(await files.localPath(original.key), old, old);
  const copy = await files.duplicate(original.key);
  expect(copy).toEqual({ key: expect.not.stringMatching(original.key), size: 4 });
  expect((await stat(await files.localPath(copy.key))).nlink).toBe(2);
  const swept: string[] = [];
  for await (const key of files.olderThan(Date.now() - 3600_000)) swept.push(key);
  expect(swept).not.toContain(copy.key);
  await files.remove(original.key);
  expect((await buffer(await files.open(copy.key))).toString()).toBe('logo');
});
