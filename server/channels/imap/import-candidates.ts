import { Trouble } from '../../accounts/trouble';
import type { FolderState } from '../mail-channel';
import type { ImapConnection } from './connection';
import { fetchHeads } from './mail-heads';

const DAY = 86_400_000;

export interface UidRange {
  fromUid: number;
  toUid: number;
}

/**
 * UIDs of the selected folder in this range that the first import covers, newest (highest) first: received at or after
 * `since`. SEARCH SINCE knows only days, in the server's own time zone (RFC 3501 section 6.4.4), so the days
 * around the limit are looked at one by one.
 */
export async function importCandidates(imap: ImapConnection, range: UidRange, since: number): Promise<number[]> {
  if (range.toUid < range.fromUid) return [];
  const wide = await searchSince(imap, range, since - DAY);
  if (wide.length === 0) return [];
  const sure = new Set(await searchSince(imap, range, since + 2 * DAY));
  const near = wide.filter((uid) => !sure.has(uid));
  for (const { uid, receivedAt } of await fetchHeads(imap, near)) {
    if (receivedAt === null || receivedAt >= since) sure.add(uid);
  }
  return [...sure].sort((a, b) => b - a);
}

async function searchSince(imap: ImapConnection, { fromUid, toUid }: UidRange, instant: number): Promise<number[]> {
  // A date before this is refused by some servers, and there is no older mail.
  const since = new Date(Math.max(instant, Date.UTC(1990, 0, 1)));
  return searchUids(imap, { uid: `${fromUid}:${toUid}`, since });
}

/** A refused SEARCH is an error here: read as "none", it would end an import or hide a mail. */
export async function searchUids(imap: ImapConnection, query: { uid: string; since?: Date }): Promise<number[]> {
  const found = await imap.run((client) => client.search(query, { uid: true }));
  if (!found) throw new Trouble('server-unavailable', 'SEARCH refused');
  return found;
}

/** Of the candidates, those that are still to be imported. */
export const remaining = (candidates: readonly number[], folder: Pick<FolderState, 'importUid'>) =>
  candidates.filter((uid) => uid < folder.importUid);
