import type { Core } from '@strapi/strapi';
import { isAbsolute, join } from 'node:path';
import type { ConversationsConfig } from '../../config/schema';

/** Where private files lie. Never where Strapi hands out what it finds. */
export function fileDirectory(strapi: Core.Strapi, { attachments }: ConversationsConfig): string {
  const directory = isAbsolute(attachments.directory)
    ? attachments.directory
    : join(strapi.dirs.app.root, attachments.directory);
  const open = strapi.dirs.static.public;
  if (directory === open || directory.startsWith(`${open}/`)) {
    throw new Error(
      "config/plugins: conversations.config.attachments.directory must not lie below Strapi's public folder."
    );
  }
  return directory;
}
