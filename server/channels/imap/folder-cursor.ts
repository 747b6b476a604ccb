import type { MailboxObject } from 'imapflow';
import type { FolderCursor, FolderState, InboundUnit, Intake } from '../mail-channel';
import type { ImapConnection } from './connection';

/** Journals the units and moves the cursor, in the database and then in the copy at hand. */
export async function advance(
  intake: Intake,
  folder: FolderState,
  units: InboundUnit[],
  cursor: Partial<FolderCursor>
): Promise<void> {
  await intake.commit(folder, units, cursor);
  Object.assign(folder, cursor);
}

/**
 * Lays the cursor of a folder that is new, or whose UIDVALIDITY changed: then every UID known of it names nothing any
 * more (RFC 3501 section 2.3.1.1). All that is there now is left to the first import, which brings it in without
 * alarms; what was journalled under the old UIDs stays, and mails known by their content are not shown twice.
 */
export async function alignCursor(
  imap: ImapConnection,
  mailbox: MailboxObject,
  folder: FolderState,
  intake: Intake,
  now: number
): Promise<void> {
  const uidValidity = String(mailbox.uidValidity);
  if (folder.uidValidity === uidValidity) return;
  const lastUid = await highestUid(imap, mailbox);
  await advance(intake, folder, [], {
    uidValidity,
    lastUid,
    importHighUid: lastUid,
    importUid: lastUid + 1,
    importDone: lastUid === 0,
    importTotal: 0,
    lastReconcileAt: now,
    lastFullReconcileAt: now,
  });
}

/** UIDNEXT is optional in the answer to SELECT (RFC 3501 section 6.3.1). */
async function highestUid(imap: ImapConnection, { exists, uidNext }: MailboxObject): Promise<number> {
  if (uidNext) return uidNext - 1;
  if (!exists) return 0;
  const last = await imap.run((client) => client.fetchOne('*', { uid: true }));
  return last ? last.uid : 0;
}
