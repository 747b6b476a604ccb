import type { FolderState, Intake } from '../channel';
import type { ImapConnection } from './connection';
import { fetchUnits, type FetchContext } from './fetch-units';
import { advance } from './folder-cursor';
import { journalChunks } from './journal-chunks';
import { importCandidates, remaining } from './import-candidates';
import { IMPORT_BYTES, IMPORT_MAILS } from './limits';
import { fetchHeads, planChunks, type MailHead } from './mail-heads';

/** What is still to be imported of one folder, kept between batches: searching it anew for each would take longer. */
export interface ImportPlan {
  uidValidity: string;
  uids: number[];
}

/**
 * Imports one batch of the selected folder, newest first, and answers the plan for the next one; null once the import
 * is done. A batch is small so that new mail, which is looked for in between, does not wait.
 */
export async function importBatch(
  imap: ImapConnection,
  folder: FolderState,
  plan: ImportPlan | null,
  intake: Intake,
  context: FetchContext
): Promise<ImportPlan | null> {
  const uids = plan?.uidValidity === folder.uidValidity ? plan.uids : await makePlan(imap, folder, intake);
  const batch = uids.slice(0, IMPORT_MAILS);
  const heads = (await fetchHeads(imap, batch)).reverse();
  const taken = withinBytes(heads);
  // UIDs without an answer are gone, and the import goes on below them, unless the batch was cut above.
  const lowest = taken.length < heads.length ? taken[taken.length - 1]?.uid : batch[batch.length - 1];
  const left = lowest === undefined ? [] : uids.filter((uid) => uid < lowest);
  const done = left.length === 0;

  const chunks = planChunks(taken);
  await journalChunks(chunks, context.files, {
    fetch: (chunk) => fetchUnits(imap, folder, chunk, () => true, context),
    journal(chunk, units, isLast) {
      const chunkLowest = (chunk[chunk.length - 1] as MailHead).uid;
      return advance(
        intake,
        folder,
        units,
        isLast ? cursorBelow(lowest ?? chunkLowest, done) : { importUid: chunkLowest }
      );
    },
  });
  if (chunks.length === 0) await advance(intake, folder, [], cursorBelow(lowest ?? 1, done));
  return done ? null : { uidValidity: folder.uidValidity, uids: left };
}

const cursorBelow = (lowest: number, done: boolean) =>
  done ? { importUid: 1, importDone: true } : { importUid: lowest };

async function makePlan(imap: ImapConnection, folder: FolderState, intake: Intake): Promise<number[]> {
  const candidates = await importCandidates(imap, folder.importHighUid, intake.importSince);
  if (folder.importTotal !== candidates.length && folder.importUid > folder.importHighUid) {
    await advance(intake, folder, [], { importTotal: candidates.length });
  }
  return remaining(candidates, folder);
}

/** The heads up to the byte limit of a batch, at least one. */
function withinBytes(heads: MailHead[]): MailHead[] {
  let bytes = 0;
  const end = heads.findIndex((head, index) => {
    bytes += head.size;
    return index > 0 && bytes > IMPORT_BYTES;
  });
  return end < 0 ? heads : heads.slice(0, end);
}
