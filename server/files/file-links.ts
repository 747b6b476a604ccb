import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Readable } from 'node:stream';
import { notFound } from '../api/errors';
import type { AttachmentLinkDto } from '../api/contracts/inbox';
import type { Attachment, AttachmentRepository } from '../conversations/attachment-repository';
import { toInstant } from '../database/columns';
import type { AdminUsers } from '../hosts/admin-users';
import type { Scope, Scopes } from '../security/scope';
import { servedType } from './served-type';
import type { FileStore } from './file-store';

interface Deps {
  attachments: AttachmentRepository;
  files: FileStore;
  scopes: Scopes;
  users: AdminUsers;
  secret: () => Promise<Buffer>;
  linkSeconds: number;
  now: () => number;
}

export interface ServedFile {
  contentType: string;
  disposition: string;
  size: number;
  open: () => Promise<Readable>;
}

/**
 * A link that a browser can open without a token: signed, short-lived, bound to a file and a person, whose right is
 * asked again when it is opened.
 */
export interface FileLinks {
  create(scope: Scope, attachmentId: string): Promise<AttachmentLinkDto>;
  open(token: string): Promise<ServedFile | null>;
}

export function createFileLinks({ attachments, files, scopes, users, secret, linkSeconds, now }: Deps): FileLinks {
  const sign = async (payload: string) =>
    createHmac('sha256', await secret())
      .update(`file-link\n${payload}`)
      .digest();

  async function visible(scope: Scope, attachmentId: string): Promise<(Attachment & { fileKey: string }) | null> {
    const attachment = await attachments.find(attachmentId);
    if (!attachment?.fileKey || !scope.accountIds.includes(attachment.accountId)) return null;
    // Not sent yet: its uploader's alone.
    if (attachment.messageId === null && attachment.uploadedBy !== scope.person.id) return null;
    return { ...attachment, fileKey: attachment.fileKey };
  }

  return {
    async create(scope, attachmentId) {
      if (!(await visible(scope, attachmentId))) throw notFound('File');
      const expires = now() + linkSeconds * 1000;
      const payload = `${attachmentId}.${scope.person.id}.${expires}`;
      const token = `${payload}.${(await sign(payload)).toString('base64url')}`;
      return { url: `/conversations/files/${token}`, expiresAt: toInstant(expires) };
    },

    async open(token) {
      const parts = /^([a-z0-9]{24})\.(\d{1,12})\.(\d{13})\.([A-Za-z0-9_-]{43})$/.exec(token);
      if (!parts) return null;
      const [, attachmentId = '', userId = '', expires = '', signature = ''] = parts;
      const expected = await sign(`${attachmentId}.${userId}.${expires}`);
      const given = Buffer.from(signature, 'base64url');
      if (given.length !== expected.length || !timingSafeEqual(given, expected) || Number(expires) < now()) return null;
      // No session is at hand here: whether the person may still use the inbox has to be looked up.
      const user = (await users.list()).find((candidate) => candidate.id === Number(userId));
      if (!user?.mayUseInbox) return null;
      const scope = await scopes.scopeFor(user);
      const attachment = await visible(scope, attachmentId);
      if (!attachment) return null;
      const { type, inline } = await servedType(files, attachment);
      return {
        contentType: type,
        disposition: `${inline ? 'inline' : 'attachment'}; filename="${asciiName(attachment.name)}"; filename*=UTF-8''${encodeName(attachment.name)}`,
        size: await files.size(attachment.fileKey),
        open: () => files.open(attachment.fileKey),
      };
    },
  };
}

const asciiName = (name: string) => name.replace(/[^\x20-\x7e]|["\\]/g, '_');
/** RFC 8187 section 3.2. */
const encodeName = (name: string) =>
  encodeURIComponent(name.replace(/\p{Surrogate}/gu, '_')).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`
  );
