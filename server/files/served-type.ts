import { createReadStream } from 'node:fs';
import type { FileStore } from './file-store';

const MAGIC_BYTES = 4100;

/** Raster images whose content is what their type says may be shown in the page; all else is only ever downloaded. */
const SHOWN = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp']);

/** The type that a file is served under: never what its sender claims, since a browser would act on it. */
export async function servedType(
  files: FileStore,
  { fileKey }: { fileKey: string }
): Promise<{ type: string; inline: boolean }> {
  const { fileTypeFromBuffer } = await import('file-type');
  const found = await fileTypeFromBuffer(await head(await files.localPath(fileKey)));
  return found && SHOWN.has(found.mime)
    ? { type: found.mime, inline: true }
    : { type: 'application/octet-stream', inline: false };
}

async function head(path: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of createReadStream(path, { end: MAGIC_BYTES - 1 })) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
