import { createReadStream, createWriteStream } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { AttachmentStream } from 'mailparser';
import { readBriefHead } from '../head-reader';
import { cleanFileName, cut } from '../plain-text';
import type { MailLimits, StagedAttachment } from '../types';
import { MAX_PARTS } from './limits';

export interface AttachmentStager {
  /** Takes one attachment off the parser; resolves when its bytes are on disk or let go. */
  take(part: AttachmentStream, signal: AbortSignal): Promise<void>;
  /** Puts what was inside the attachment at `index` in its place, within the same limits; it stays itself with `keep`. */
  unwrap(index: number, keep: boolean, inside: readonly InsideFile[]): Promise<void>;
  /** Removes every file written so far, the unfinished one too. */
  discard(): Promise<void>;
  readonly staged: StagedAttachment[];
  /** sha256 hex of each attachment's decoded bytes, stored or not. */
  readonly checksums: string[];
}

/** A file that came inside another: a range of that one, or bytes made from it. */
export interface InsideFile {
  name: string;
  /** Lower-case media type; empty: what its bytes say. */
  type: string;
  contentId: string | null;
  content: Buffer | { offset: number; length: number };
}

/**
 * Writes attachments to `<directory>/<prefix>-<n>`; no name of the sender comes near the file system. What exceeds a
 * limit is read to its end, so that the parser goes on, and leaves a placeholder.
 */
export function createAttachmentStager(directory: string, prefix: string, limits: MailLimits): AttachmentStager {
  const staged: StagedAttachment[] = [];
  const checksums: string[] = [];
  let totalBytes = 0;
  let written = 0;
  const pathOf = (index: number) => join(directory, `${prefix}-${index}`);
  return {
    staged,
    checksums,
    async take(part, signal) {
      const tooMany = staged.length >= limits.maxFiles;
      const path = tooMany ? null : pathOf(written++);
      // A mail larger than allowed is shown all the same; only its files have to fit.
      const room = Math.min(limits.maxFileBytes, limits.maxMailBytes - totalBytes);
      const size = path === null ? await drain(part, signal) : await store(part, path, room, signal);
      const tooLarge = path !== null && size > room;
      if (tooLarge) await rm(path);
      else if (path !== null) totalBytes += size;
      checksums.push(part.checksum ?? '');
      const described = describe(part);
      staged.push({
        ...described,
        name: described.name ?? (await nameWithout(described.type, tooLarge ? null : path)),
        size,
        path: tooLarge ? null : path,
        reason: tooMany ? 'too-many-files' : tooLarge ? 'file-too-large' : null,
      });
    },
    async unwrap(index, keep, inside) {
      const outer = staged[index];
      if (!outer?.path) return;
      const outerPath = outer.path;
      const files: StagedAttachment[] = [];
      if (!keep) totalBytes -= outer.size;
      for (const { content, ...file } of inside) {
        // As many as a mail may have parts; several wrappings must not multiply them.
        if (staged.length + files.length >= MAX_PARTS) break;
        const size = content.length;
        const tooMany = staged.length - (keep ? 0 : 1) + files.length >= limits.maxFiles;
        const tooLarge = size > Math.min(limits.maxFileBytes, limits.maxMailBytes - totalBytes);
        const path = tooMany || tooLarge ? null : pathOf(written++);
        if (path !== null) {
          await writeInside(outerPath, content, path);
          totalBytes += size;
        }
        const type = file.type || (path === null ? null : await typeOf(path)) || 'application/octet-stream';
        const reason = tooMany ? 'too-many-files' : tooLarge ? 'file-too-large' : null;
        files.push({ ...file, name: file.name || 'attachment', type, size, inline: false, path, reason });
      }
      staged.splice(index, 1, ...(keep ? [outer] : []), ...files);
      if (!keep) await rm(outerPath);
    },
    async discard() {
      for (let index = 0; index < written; index += 1) await rm(pathOf(index), { force: true });
    },
  };
}

/** Writes at most `room` bytes and counts all of them. */
async function store(part: AttachmentStream, path: string, room: number, signal: AbortSignal): Promise<number> {
  let size = 0;
  async function* within(content: AsyncIterable<Buffer>) {
    for await (const chunk of content) {
      size += chunk.length;
      if (size <= room) yield chunk;
    }
  }
  await pipeline(part.content, within, createWriteStream(path, { flags: 'wx', mode: 0o600 }), { signal });
  return size;
}

async function drain(part: AttachmentStream, signal: AbortSignal): Promise<number> {
  let size = 0;
  await pipeline(
    part.content,
    async (content: AsyncIterable<Buffer>) => {
      for await (const chunk of content) size += chunk.length;
    },
    { signal }
  );
  return size;
}

async function writeInside(outer: string, content: InsideFile['content'], path: string): Promise<void> {
  const target = createWriteStream(path, { flags: 'wx', mode: 0o600 });
  const { length } = content;
  if (Buffer.isBuffer(content) || length === 0)
    return pipeline(Readable.from(Buffer.isBuffer(content) ? [content] : []), target);
  return pipeline(createReadStream(outer, { start: content.offset, end: content.offset + length - 1 }), target);
}

const MAGIC_BYTES = 4100;

/** By the first bytes only: what looks further into a stranger's file may fail at it, and here only a name is at stake. */
async function typeOf(path: string): Promise<string | undefined> {
  const { fileTypeFromBuffer } = await import('file-type');
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(MAGIC_BYTES), 0, MAGIC_BYTES, 0);
    return (await fileTypeFromBuffer(buffer.subarray(0, bytesRead)))?.mime;
  } catch (error) {
    if (error instanceof Error && !('syscall' in error)) return undefined;
    throw error;
  } finally {
    await file.close();
  }
}

export const isMediaType = (type: string): boolean => MEDIA_TYPE.test(type);

const MEDIA_TYPE = /^[a-z0-9][a-z0-9!#$&^_.+-]{0,99}\/[a-z0-9][a-z0-9!#$&^_.+-]{0,99}$/;
const FORWARDED = new Set(['message/rfc822', 'message/global']);
const NAMES: Record<string, string> = {
  'message/rfc822': 'message.eml',
  'message/global': 'message.eml',
  'text/rfc822-headers': 'headers.txt',
  'application/ms-tnef': 'winmail.dat',
  'text/calendar': 'invitation.ics',
  'message/delivery-status': 'delivery-status.txt',
  'text/plain': 'text.txt',
  'text/html': 'page.html',
};

const MAX_NAME_CHARS = 120;

/** A forwarded mail is known by its subject: five files called `message.eml` tell nobody anything. */
async function nameWithout(type: string, path: string | null): Promise<string> {
  if (path !== null && FORWARDED.has(type)) {
    const { subject } = await readBriefHead(path);
    const name = cut(cleanFileName(subject ?? ''), MAX_NAME_CHARS).trim();
    if (name !== '') return `${name}.eml`;
  }
  return NAMES[type] ?? 'attachment';
}

type Described = Pick<StagedAttachment, 'type' | 'contentId' | 'inline'> & { name: string | null };

function describe(part: AttachmentStream): Described {
  const type = declaredType(part);
  const contentId = cut((part.cid ?? '').replace(/[<>\s]/g, ''), 256);
  return {
    name: cleanFileName(part.filename ?? '') || null,
    type,
    contentId: contentId === '' ? null : contentId,
    // Known once the HTML is: a picture counts as part of the text only where the text shows it.
    inline: false,
  };
}

function declaredType(part: AttachmentStream): string {
  const header = part.headers.get('content-type');
  const declared = header && typeof header === 'object' && 'params' in header ? String(header.value) : part.contentType;
  const type = declared.trim().toLowerCase();
  return MEDIA_TYPE.test(type) ? type : 'application/octet-stream';
}
