import type { FolderState, InboundUnit, Intake } from '../mail-channel';
import type { ImapConnection } from './connection';
import { isOld } from './fetch-new';
import { fetchUnits, PROBLEM, type FetchContext } from './fetch-units';
import { advance } from './folder-cursor';
import { importCandidates, searchUids } from './import-candidates';
import { journalChunks } from './journal-chunks';
import { fetchHeads, planChunks } from './mail-heads';

/** How far below the cursor the light look goes, in UIDs. */
const RECENT_UIDS = 1_000;

export type ReconcileScope = 'light' | 'full';

/**
 * Compares the UIDs that the server has with those that are journalled, below the cursor of the selected folder, and
 * brings in what was missed: mails that appeared late under a low UID, or that the server had not shown before.
 * `light` looks at recent UIDs, `full` at the whole range of the import. `mark` is what the folder showed before, and is
 * kept when nothing is missing any more: then the next light look need not compare until the folder shows another.
 */
export async function reconcile(
  imap: ImapConnection,
  folder: FolderState,
  scope: ReconcileScope,
  intake: Intake,
  context: FetchContext,
  mark: string | null
): Promise<void> {
  const fromUid = scope === 'full' ? 1 : Math.max(1, folder.lastUid - RECENT_UIDS + 1);
  const expected = await expectedUids(imap, folder, fromUid, intake);
  const known = await intake.knownUids(folder, fromUid);
  const missing = expected.filter((uid) => !known.has(uid));
  const heads = await fetchHeads(imap, missing);
  let brought = 0;
  await journalChunks(planChunks(heads), context.files, {
    fetch: (chunk) => fetchUnits(imap, folder, chunk, isOld(intake), context),
    async journal(_chunk, units) {
      await advance(intake, folder, units, {});
      brought += units.filter(({ rawKey }) => rawKey !== null).length;
    },
  });
  const silent = await withoutHead(imap, missing, new Set(heads.map(({ uid }) => uid)), context);
  const now = context.now();
  await advance(intake, folder, silent, {
    lastReconcileAt: now,
    ...(scope === 'full' ? { lastFullReconcileAt: now } : {}),
    // What the server did not hand over this time is asked for again at the next look, changed or not.
    comparedMark: brought === missing.length ? (mark ?? '') : '',
  });
}

/** What should be journalled by now: all since the cursor was laid, and what the import has passed. */
async function expectedUids(
  imap: ImapConnection,
  folder: FolderState,
  fromUid: number,
  intake: Intake
): Promise<number[]> {
  const { importHighUid, lastUid } = folder;
  const liveFrom = Math.max(fromUid, importHighUid + 1);
  const live = liveFrom > lastUid ? [] : await searchUids(imap, { uid: `${liveFrom}:${lastUid}` });
  if (fromUid > importHighUid) return live;
  const importedFrom = Math.max(fromUid, folder.importDone ? 1 : folder.importUid);
  const range = { fromUid: importedFrom, toUid: importHighUid };
  return [...live, ...(await importCandidates(imap, range, intake.importSince))];
}

/** Mails that SEARCH names and FETCH says nothing about: the server has them and cannot give them. */
async function withoutHead(
  imap: ImapConnection,
  missing: readonly number[],
  answered: ReadonlySet<number>,
  context: FetchContext
): Promise<InboundUnit[]> {
  const units: InboundUnit[] = [];
  for (const uid of missing) {
    if (answered.has(uid)) continue;
    // Expunged since the first SEARCH, most likely.
    const still = await searchUids(imap, { uid: String(uid) });
    if (!still.includes(uid)) continue;
    units.push({ uid, rawKey: null, size: 0, receivedAt: context.now(), backfill: false, problem: PROBLEM.refused });
  }
  return units;
}

/** Which look is due, from the times in the folder's row. */
export function dueScope(
  folder: FolderState,
  schedule: { reconcileMinutes: number; fullReconcileHours: number },
  now: number
): ReconcileScope | null {
  if (folder.importDone && now - folder.lastFullReconcileAt >= schedule.fullReconcileHours * 3_600_000) return 'full';
  return now - folder.lastReconcileAt >= schedule.reconcileMinutes * 60_000 ? 'light' : null;
}
