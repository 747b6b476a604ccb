import type { ListResponse } from 'imapflow';
import type { FolderUse, MailboxFolderDto } from '../../api/contracts/folders';
import type { ImapConnection } from './connection';
import { isSelectable, pickFolders, type MailFolders } from './folders';

/** Every folder of the mailbox in the order of the server, with what it is there for. */
export async function listFolders(imap: ImapConnection): Promise<MailboxFolderDto[]> {
  const list = await imap.run((client) => client.list());
  const followed = pickFolders(list);
  return list.map((folder) => ({
    path: folder.path,
    name: folder.name,
    depth: folder.parent.length,
    use: useOf(folder, followed),
    selectable: isSelectable(folder),
  }));
}

/** Marks of RFC 6154 section 2, which imapflow also puts on well-known names where a server marks none. */
const USES: Readonly<Record<string, FolderUse>> = {
  '\\Drafts': 'drafts',
  '\\Trash': 'trash',
  '\\Junk': 'junk',
  '\\Archive': 'archive',
  '\\All': 'all',
  '\\Flagged': 'flagged',
};

/** INBOX and sent mail are what the session takes them for, whatever else the server marks. */
export function useOf({ path, specialUse }: Pick<ListResponse, 'path' | 'specialUse'>, followed: MailFolders) {
  if (path === followed.inbox) return 'inbox';
  if (path === followed.sent) return 'sent';
  return (specialUse && USES[specialUse]) || null;
}
