import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { AttachmentStream } from 'mailparser';
import { readBriefHead } from '../head-reader';
import { cleanFileName, cut } from '../plain-text';
import type { MailLimits, StagedAttachment } from '../types';

export interface AttachmentStager {
  /** Takes one attachment off the parser; resolves when its bytes are on disk or let go. */
  take(part: AttachmentStream, signal: AbortSignal): Promise<void>;
  /** Removes every file written so far, the unfinished one too. */
  discard(): Promise<void>;
  readonly staged: StagedAttachment[];
  /** sha256 hex of each attachment's decoded bytes, stored or not. */
  readonly checksums: string[];
}

/**
 * Writes attachments to `<directory>/<prefix>-<n>`; no name of the sender comes near the file system. What exceeds a
 * limit is read to its end, so that the parser goes on, and leaves a placeholder.
 */
export function createAttachmentStager(directory: string, prefix: string, limits: MailLimits): AttachmentStager {
  const staged: StagedAttachment[] = [];
  const checksums: string[] = [];
  let totalBytes = 0;
  const pathOf = (index: number) => join(directory, `${prefix}-${index}`);
  return {
    staged,
    checksums,
    async take(part, signal) {
      const index = staged.length;
      const tooMany = index >= limits.maxFiles;
      const path = tooMany ? null : pathOf(index);
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
    async discard() {
      for (let index = 0; index <= staged.length; index += 1) await rm(pathOf(index), { force: true });
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
