import type { Core } from '@strapi/strapi';
import { readFile } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';

export interface MediaFile {
  name: string;
  bytes: Buffer;
}

/** The host's media library, to take a picture from. */
export interface MediaLibrary {
  /** The file, or the largest of its smaller forms that fits; null when there is none. */
  read(id: number, maxBytes: number): Promise<MediaFile | 'too-large' | null>;
}

interface Form {
  url: string;
  /** Kilobytes. */
  size: number;
}
interface MediaRow extends Form {
  name: string;
  formats: Record<string, Form> | null;
}

const TIMEOUT_MS = 10_000;

export function createMediaLibrary(strapi: Core.Strapi): MediaLibrary {
  return {
    async read(id, maxBytes) {
      const row = (await strapi.db.query('plugin::upload.file').findOne({ where: { id } })) as MediaRow | null;
      if (!row) return null;
      const forms = [row, ...Object.values(row.formats ?? {})].sort((a, b) => b.size - a.size);
      const form = forms.find(({ size }) => size * 1000 <= maxBytes);
      if (!form) return 'too-large';
      const bytes = form.url.startsWith('/') ? await local(form.url) : await remote(form.url, maxBytes);
      return bytes && bytes.length <= maxBytes ? { name: row.name, bytes } : bytes ? 'too-large' : null;
    },
  };

  async function local(url: string): Promise<Buffer | null> {
    const root = resolve(strapi.dirs.static.public);
    try {
      const path = resolve(join(root, decodeURIComponent(url)));
      return path.startsWith(root + sep) ? await readFile(path) : null;
    } catch (error) {
      if (isAbsent(error)) return null;
      throw error;
    }
  }
}

/** The library knows the file and the disk does not, or its address is none. */
const isAbsent = (error: unknown) =>
  error instanceof URIError ||
  (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ERR_INVALID_ARG_VALUE'));

/** Where the host's own upload provider has put the file. A server that announces no length is cut off at the limit. */
async function remote(url: string, maxBytes: number): Promise<Buffer | null> {
  const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(TIMEOUT_MS) });
  if (!response.ok || !response.body) return null;
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body) {
    chunks.push(chunk);
    size += chunk.length;
    // One byte too many says enough; leaving the loop ends the download.
    if (size > maxBytes) break;
  }
  return Buffer.concat(chunks);
}
