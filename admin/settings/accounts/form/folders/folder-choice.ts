import type { FolderUse, MailboxFolderDto } from '../../../../../server/api/contracts/folders';

/** `fixed`: followed in any case. `closed`: cannot be followed. `doubtful`: can be, and people should know what it brings. */
export type FolderChoice = 'fixed' | 'open' | 'doubtful' | 'closed';

const BY_USE: Record<FolderUse, FolderChoice> = {
  inbox: 'fixed',
  sent: 'fixed',
  drafts: 'closed',
  trash: 'doubtful',
  junk: 'doubtful',
  all: 'doubtful',
  flagged: 'doubtful',
  archive: 'open',
};

export const choiceOf = ({ use, selectable }: Pick<MailboxFolderDto, 'use' | 'selectable'>): FolderChoice =>
  selectable ? (use ? BY_USE[use] : 'open') : 'closed';

/** Chosen folders that the server has no more. */
export const missingFrom = (folders: readonly MailboxFolderDto[], chosen: readonly string[]): string[] =>
  chosen.filter((path) => !folders.some((folder) => folder.path === path));

export const withFolder = (chosen: readonly string[], path: string, follow: boolean): string[] =>
  follow ? [...chosen.filter((one) => one !== path), path] : chosen.filter((one) => one !== path);
