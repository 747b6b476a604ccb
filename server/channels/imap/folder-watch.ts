import type { FolderRole, FolderState, Intake } from '../mail-channel';
import type { ImapConnection } from './connection';
import { fetchNew } from './fetch-new';
import type { FetchContext } from './fetch-units';
import { importBatch, type ImportPlan } from './first-import';
import { advance, alignCursor } from './folder-cursor';
import { isCovered, isUnchanged, markOf, turnOnMarks } from './folder-mark';
import { dueScope, reconcile } from './reconcile';

export interface ReconcileSchedule {
  reconcileMinutes: number;
  fullReconcileHours: number;
}

/** Keeps the journal in step with one folder, on one connection. */
export interface FolderWatch {
  readonly path: string;
  /** Asks the server about the folder without selecting it; true when there is something to look at. */
  hasNews(): Promise<boolean>;
  /** Selects the folder and brings in what is new. */
  followUp(): Promise<void>;
  /** Selects the folder and compares UIDs, if that is due and the folder does not show that nothing has happened in it. */
  reconcileIfDue(): Promise<void>;
  /** Imports a batch if the first import is not done; true when there is more to import. */
  importSome(): Promise<boolean>;
}

interface WatchDeps {
  imap: ImapConnection;
  intake: Intake;
  context: FetchContext;
  schedule: ReconcileSchedule;
}

export async function watchFolder(
  path: string,
  role: FolderRole,
  { imap, intake, context, schedule }: WatchDeps
): Promise<FolderWatch> {
  const folder: FolderState = await intake.folder(path, role);
  let plan: ImportPlan | null = null;
  const select = async () => {
    const mailbox = await imap.examine(path);
    await alignCursor(imap, mailbox, folder, intake, context.now());
    return mailbox;
  };

  return {
    path,
    async hasNews() {
      const status = await imap.run((client) => client.status(path, { uidNext: true, uidValidity: true }));
      // What STATUS cannot say, a look at the folder can.
      if (!status || status.uidNext === undefined || status.uidValidity === undefined) return true;
      return String(status.uidValidity) !== folder.uidValidity || status.uidNext > folder.lastUid + 1;
    },
    async followUp() {
      await fetchNew(imap, await select(), folder, intake, context);
    },
    async reconcileIfDue() {
      const scope = dueScope(folder, schedule, context.now());
      if (scope === null) return;
      let mailbox = await select();
      if (await turnOnMarks(imap, mailbox)) mailbox = await select();
      // Taken before the comparison: what happens during it gives the next look another mark.
      const mark = markOf(mailbox);
      if (scope === 'light' && isUnchanged(folder, mark)) {
        await advance(intake, folder, [], { lastReconcileAt: context.now() });
        return;
      }
      await reconcile(imap, folder, scope, intake, context, isCovered(folder, mailbox) ? mark : null);
    },
    async importSome() {
      if (folder.importDone) return false;
      await select();
      if (folder.importDone) return false;
      plan = await importBatch(imap, folder, plan, intake, context);
      return !folder.importDone;
    },
  };
}
