import { rename, writeFile } from 'node:fs/promises';
import { renameSync, writeFileSync } from 'node:fs';

/** A reader, or a start after a crash, sees the old file or the new one and never half of it. */
export function replaceFileSync(path, content) {
  const draft = `${path}.${process.pid}.new`;
  writeFileSync(draft, content, { mode: 0o600 });
  renameSync(draft, path);
}

let drafts = 0;
export async function replaceFile(path, content) {
  const draft = `${path}.${process.pid}.${++drafts}.new`;
  await writeFile(draft, content, { mode: 0o600 });
  await rename(draft, path);
}
