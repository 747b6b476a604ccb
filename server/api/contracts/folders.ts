import { z } from 'zod';
import type { TroubleCode } from '../../accounts/trouble';
import type { Instant } from './common';

/**
 * A folder as the list of folders names it, decoded from modified UTF-7 or UTF-8. Control characters have no place in
 * one (RFC 9051 section 5.1) and would end a line of the protocol.
 */
const folderPath = z
  .string()
  .min(1)
  .max(1000)
  // eslint-disable-next-line no-control-regex
  .refine((path) => !/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/.test(path), {
    error: 'control characters are not allowed',
  });

/** Each folder costs the server a question at every look. */
export const MAX_FOLDERS = 20;

/** Folders to follow besides INBOX and the folder of sent mail. */
export const folderChoice = z
  .array(folderPath)
  .max(MAX_FOLDERS)
  .transform((paths) => [...new Set(paths)]);

/** What a folder is there for; `inbox` and `sent` are followed in any case. */
export const FOLDER_USES = ['inbox', 'sent', 'drafts', 'trash', 'junk', 'archive', 'all', 'flagged'] as const;
export type FolderUse = (typeof FOLDER_USES)[number];

export interface MailboxFolderDto {
  path: string;
  /** The last part of the path. */
  name: string;
  /** How many folders lie above it. */
  depth: number;
  use: FolderUse | null;
  /** False for a name that only holds other folders. */
  selectable: boolean;
}

/** `folders` is null where the server could not be asked; `trouble` says why. */
export interface FolderListDto {
  folders: MailboxFolderDto[] | null;
  trouble: { code: TroubleCode; message: string; action: string } | null;
}

/**
 * Why a chosen folder is not followed at the moment. `missing`: not on the server, deleted or renamed. `unreadable`: the
 * server does not let it be opened. `drafts`: holds what nobody has sent, so it is never read.
 */
export const FOLDER_NOTICES = ['missing', 'unreadable', 'drafts'] as const;
export type FolderNoticeCode = (typeof FOLDER_NOTICES)[number];

export interface FolderNoticeDto {
  path: string;
  code: FolderNoticeCode;
  since: Instant;
}
