import type { ListResponse } from 'imapflow';
import { Trouble, type TroubleCode } from '../../accounts/trouble';
import type { FolderNoticeCode } from '../../api/contracts/folders';
import type { FolderNotice } from '../channel';
import type { ImapConnection } from './connection';
import type { FolderWatch } from './folder-watch';
import { isSelectable, pickFolders } from './folders';
import { useOf } from './list-folders';

/** The folders that somebody chose to follow besides INBOX and the folder of sent mail. */
export interface ChosenFolders {
  followUp(): Promise<void>;
  reconcileIfDue(): Promise<void>;
  /** Imports a batch of the first that has one; true when there is more to import. */
  importSome(): Promise<boolean>;
  /** Those that are not followed at the moment. */
  notices(): FolderNotice[];
}

interface Deps {
  imap: ImapConnection;
  watch: (path: string) => Promise<FolderWatch>;
}

/**
 * What a server says about a folder that it has no more, or that this user may not open. It is the folder's trouble and
 * not the account's, so the mailbox goes on without it; every pass tries again. As long as the connection lives: an
 * answer that ends it is about the connection.
 */
const OF_THE_FOLDER: Partial<Record<TroubleCode, FolderNoticeCode>> = {
  'folder-missing': 'missing',
  'mailbox-read-only': 'unreadable',
  'server-unavailable': 'unreadable',
};

export function createChosenFolders({ imap, watch }: Deps, chosen: readonly string[]): ChosenFolders {
  const watches = new Map<string, FolderWatch>();
  const notices = new Map<string, FolderNoticeCode>();
  const paths = [...new Set(chosen)];

  /** A row for a folder is made only once it is there: one that never was would be an import that never ends. */
  async function openNew(): Promise<void> {
    const unopened = paths.filter((path) => !watches.has(path));
    if (unopened.length === 0) return;
    const list = await imap.run((client) => client.list());
    const followed = pickFolders(list);
    for (const path of unopened) {
      notices.delete(path);
      if (path === followed.inbox || path === followed.sent) continue;
      const reason = reasonNotToFollow(list, path, followed);
      if (reason) notices.set(path, reason);
      else watches.set(path, await watch(path));
    }
  }

  /** What goes wrong with one folder keeps no other from its turn. */
  async function attempt<T>(path: string, work: (watched: FolderWatch) => Promise<T>): Promise<T | null> {
    const watched = watches.get(path);
    if (!watched) return null;
    try {
      return await work(watched);
    } catch (error) {
      const reason = error instanceof Trouble && !imap.isClosed ? OF_THE_FOLDER[error.code] : undefined;
      if (!reason) throw error;
      notices.set(path, reason);
      // Looked for anew in the next pass, as it may come back as another folder of the same name.
      watches.delete(path);
      return null;
    }
  }

  return {
    async followUp() {
      await openNew();
      for (const path of paths) {
        await attempt(path, async (watched) => {
          if (await watched.hasNews()) await watched.followUp();
        });
      }
    },
    async reconcileIfDue() {
      for (const path of paths) await attempt(path, (watched) => watched.reconcileIfDue());
    },
    async importSome() {
      for (const path of paths) if (await attempt(path, (watched) => watched.importSome())) return true;
      return false;
    },
    notices: () => [...notices].map(([path, code]) => ({ path, code })),
  };
}

function reasonNotToFollow(
  list: ListResponse[],
  path: string,
  followed: ReturnType<typeof pickFolders>
): FolderNoticeCode | null {
  const folder = list.find((one) => one.path === path);
  if (!folder) return 'missing';
  if (useOf(folder, followed) === 'drafts') return 'drafts';
  return isSelectable(folder) ? null : 'unreadable';
}
