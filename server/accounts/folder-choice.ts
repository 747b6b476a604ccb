import type { FolderNotice } from '../channels/channel';
import type { ChosenFolder, ImapSettings } from '../channels/imap/settings';
import type { MailAccount, RecordedNotice } from './account';

type WithFolders = Pick<ImapSettings, 'folders'>;

export const chosenPaths = ({ folders = [] }: WithFolders): string[] => folders.map(({ path }) => path);

/** A folder that was chosen before keeps the time since when; one that is chosen anew begins now. */
export function chooseFolders(before: readonly ChosenFolder[], paths: readonly string[], now: number): ChosenFolder[] {
  const known = new Map(before.map((folder) => [folder.path, folder]));
  return paths.map((path) => known.get(path) ?? { path, since: now });
}

export function sameChoice(a: WithFolders, b: WithFolders): boolean {
  const chosen = new Set(chosenPaths(a));
  const paths = chosenPaths(b);
  return paths.length === chosen.size && paths.every((path) => chosen.has(path));
}

/** INTERNALDATE has whole seconds: a mail of the second in which the folder was chosen is news. */
export const chosenSince = ({ folders = [] }: WithFolders): ReadonlyMap<string, number> =>
  new Map(folders.map(({ path, since }) => [path, Math.floor(since / 1000) * 1000]));

/** Keeps since when a notice stands. */
export const recordNotices = (
  before: readonly RecordedNotice[],
  notices: readonly FolderNotice[],
  now: number
): RecordedNotice[] =>
  notices.map(({ path, code }) => ({
    path,
    code,
    since: before.find((one) => one.path === path && one.code === code)?.since ?? now,
  }));

type Following = Pick<MailAccount, 'settings' | 'folderNotices'>;

/** What the session said last, about folders that are still chosen. */
export function noticesOf({ settings, folderNotices }: Following): RecordedNotice[] {
  const chosen = new Set(chosenPaths(settings));
  return folderNotices.filter(({ path }) => chosen.has(path));
}

/** Is mail brought in from this folder at the moment, as far as the settings decide it? */
export const isFollowed = (account: Following, path: string): boolean =>
  path.toUpperCase() === 'INBOX' ||
  (chosenPaths(account.settings).includes(path) && !noticesOf(account).some((notice) => notice.path === path));
