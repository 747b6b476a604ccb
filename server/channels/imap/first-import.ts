import type { FolderState, Intake } from '../mail-channel';
import type { ImapConnection } from './connection';
import { fetchUnits, type FetchContext } from './fetch-units';
import { advance } from './folder-cursor';
import { journalChunks } from './journal-chunks';
import { importCandidates, remaining } from './import-candidates';
import { IMPORT_BYTES, IMPORT_MAILS, IMPORT_MAILS_FAST, IMPORT_TURN } from './limits';
import { fetchHeads, planChunks, type MailHead } from './mail-heads';

/** What is still to be imported of one folder, kept between batches: searching it anew for each would take longer. */
export interface ImportPlan {
  uidValidity: string;
  /** From high to low. Never copied: a large mailbox has many batches, and each copy would be as long as what is left. */
  uids: readonly number[];
  /** Those before it are imported. */
  position: number;
  /** How many mails the next batch asks for. */
  batchMails: number;
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
  const { uids, position } =
    plan?.uidValidity === folder.uidValidity ? plan : { uids: await makePlan(imap, folder, intake), position: 0 };
  const startedAt = context.now();
  const batchMails = plan?.batchMails ?? IMPORT_MAILS;
  const batch = uids.slice(position, position + batchMails);
  const heads = (await fetchHeads(imap, batch)).reverse();
  const taken = withinBytes(heads);
  // UIDs without an answer are gone, and the import goes on below them, unless the batch was cut above.
  const lowest = taken.length < heads.length ? taken[taken.length - 1]?.uid : batch[batch.length - 1];
  const below = lowest === undefined ? -1 : batch.findIndex((uid) => uid < lowest);
  const next = position + (below < 0 ? batch.length : below);
  const done = next >= uids.length;

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
  if (done) return null;
  return {
    uidValidity: folder.uidValidity,
    uids,
    position: next,
    batchMails: nextBatch(batchMails, context.now() - startedAt),
  };
}

/** Looking for new mail in between costs more than a fast server's batch; a slow one gets the smallest again. */
const nextBatch = (mails: number, elapsed: number) =>
  elapsed * 2 < IMPORT_TURN ? Math.min(mails * 2, IMPORT_MAILS_FAST) : elapsed > IMPORT_TURN ? IMPORT_MAILS : mails;

const cursorBelow = (lowest: number, done: boolean) =>
  done ? { importUid: 1, importDone: true } : { importUid: lowest };

async function makePlan(imap: ImapConnection, folder: FolderState, intake: Intake): Promise<number[]> {
  const candidates = await importCandidates(imap, { fromUid: 1, toUid: folder.importHighUid }, intake.importSince);
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
