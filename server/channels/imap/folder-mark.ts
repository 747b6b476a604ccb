import type { MailboxObject } from 'imapflow';
import type { FolderState } from '../mail-channel';
import type { ImapConnection } from './connection';

/**
 * What a look at a folder shows of its contents: UIDVALIDITY, UIDNEXT, the number of mails and HIGHESTMODSEQ, which grows
 * with everything that happens in it (RFC 7162 section 3.1.2). Two looks with the same mark had the same mails. The
 * first three keep a server that counts HIGHESTMODSEQ wrongly from hiding much. Null where there is no telling.
 */
export function markOf({ uidValidity, uidNext, exists, highestModseq, noModseq }: MailboxObject): string | null {
  if (!highestModseq || noModseq || !uidNext) return null;
  return [uidValidity, uidNext, exists, highestModseq].join(':');
}

/** Is nothing to be found in a folder with this mark? A mark counts only once the import has been through the folder. */
export const isUnchanged = (folder: FolderState, mark: string | null): boolean =>
  mark !== null && folder.importDone && folder.comparedMark === mark;

/** A mark may be kept only when the comparison reached all that it covers, up to the UIDNEXT in it. */
export const isCovered = (folder: FolderState, { uidNext }: MailboxObject): boolean =>
  folder.importDone && uidNext <= folder.lastUid + 1;

/**
 * Dovecot counts changes, and tells HIGHESTMODSEQ, only once a client has shown that it knows of them; asking STATUS for
 * it does (RFC 7162 section 3.1), for the rest of the connection. True when another look shows more than the one before.
 */
export async function turnOnMarks(imap: ImapConnection, seen: MailboxObject): Promise<boolean> {
  if (seen.highestModseq || seen.noModseq) return false;
  const status = await imap.run(async (client) =>
    client.capabilities.has('CONDSTORE') ? client.status(seen.path, { highestModseq: true }) : false
  );
  // 0 is said of a folder that keeps no count (RFC 7162 section 3.1.7).
  return status !== false && Boolean(status.highestModseq);
}
