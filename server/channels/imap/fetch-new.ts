import type { MailboxObject } from 'imapflow';
import type { FolderState, Intake } from '../mail-channel';
import type { ImapConnection } from './connection';
import { fetchUnits, type FetchContext } from './fetch-units';
import { advance } from './folder-cursor';
import { journalChunks } from './journal-chunks';
import { fetchHeadsAbove, planChunks, type MailHead } from './mail-heads';

/**
 * Brings in what lies above the cursor of the selected folder, oldest first, a chunk per transaction. Answers how many
 * mails came.
 */
export async function fetchNew(
  imap: ImapConnection,
  mailbox: MailboxObject,
  folder: FolderState,
  intake: Intake,
  context: FetchContext
): Promise<number> {
  if (!mailbox.exists) return 0;
  if (mailbox.uidNext && mailbox.uidNext <= folder.lastUid + 1) return 0;
  const heads = await fetchHeadsAbove(imap, folder.lastUid);
  return journalChunks(planChunks(heads), context.files, {
    fetch: (chunk) => fetchUnits(imap, folder, chunk, isOld(intake), context),
    journal: (chunk, units) => advance(intake, folder, units, { lastUid: (chunk[chunk.length - 1] as MailHead).uid }),
  });
}

/** A new UID on a mail from before the import: somebody moved or uploaded it, and nobody waits for an answer. */
export const isOld =
  (intake: Pick<Intake, 'importSince'>) =>
  ({ receivedAt }: MailHead): boolean =>
    receivedAt !== null && receivedAt < intake.importSince;
