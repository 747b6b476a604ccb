import { Trouble } from '../../accounts/trouble';
import { LeaseLost, type ChannelSession, type FolderNotice, type SessionEvents } from '../channel';
import type { Intake } from '../mail-channel';
import { createBell, type Bell } from './bell';
import { createChosenFolders } from './chosen-folders';
import { classifyError } from './classify-error';
import { openImap, type ImapConnection, type ImapTarget, type NetworkDeps } from './connection';
import type { FetchContext } from './fetch-units';
import { watchFolder, type FolderWatch, type ReconcileSchedule } from './folder-watch';
import { findFolders } from './folders';
import { guardIntake } from './guarded-intake';
import { MAX_CONNECTION_AGE } from './limits';
import type { Suspects } from './suspects';

export interface SessionDeps extends NetworkDeps {
  sync: ReconcileSchedule & { pollSeconds: number };
  suspects: Suspects;
  /** Epoch milliseconds. */
  now: () => number;
}

/**
 * One account's mailbox on one connection. INBOX stays selected, so IDLE announces what comes in there at once; that is
 * only a wake-up. The truth is the look at all followed folders at least every `pollSeconds`.
 */
export function createImapSession(
  deps: SessionDeps,
  target: ImapTarget,
  intake: Intake,
  events: SessionEvents
): ChannelSession {
  const bell = createBell();
  const guarded = guardIntake(intake);
  return {
    wake: () => bell.ring(),
    async run(signal) {
      try {
        while (!signal.aborted) await followMailbox(deps, target, guarded, events, bell, signal);
      } catch (error) {
        if (error instanceof LeaseLost) throw error;
        if (signal.aborted) return;
        throw classifyError(error);
      }
    },
  };
}

/** Until the connection is old enough to be made anew, or the signal aborts. */
async function followMailbox(
  deps: SessionDeps,
  target: ImapTarget,
  intake: Intake,
  events: SessionEvents,
  bell: Bell,
  signal: AbortSignal
): Promise<void> {
  const imap = await openImap(target, deps, { signal, idle: true });
  try {
    imap.onChange(() => bell.ring());
    const mailbox = await openMailbox(imap, target, deps, intake);
    while (!signal.aborted && imap.age < MAX_CONNECTION_AGE) {
      const more = await mailbox.pass();
      events.onFolders?.(mailbox.notices());
      events.onInStep();
      if (!more) await bell.wait(deps.sync.pollSeconds * 1000, signal);
    }
  } finally {
    await imap.end();
  }
}

interface Mailbox {
  /** Brings everything into step; true when there is more to import at once. */
  pass(): Promise<boolean>;
  /** Chosen folders that are not followed at the moment. */
  notices(): FolderNotice[];
}

async function openMailbox(
  imap: ImapConnection,
  target: ImapTarget,
  deps: SessionDeps,
  intake: Intake
): Promise<Mailbox> {
  const context: FetchContext = {
    accountId: target.accountId,
    files: intake.files,
    suspects: deps.suspects,
    now: deps.now,
  };
  const watch = (path: string, role: 'inbox' | 'sent') =>
    watchFolder(path, role, { imap, intake, context, schedule: deps.sync });
  const folders = await findFolders(imap);
  const inbox = await watch(folders.inbox, 'inbox');
  let sent = folders.sent === null ? null : await watch(folders.sent, 'sent');
  const chosen = createChosenFolders(
    { imap, watch: (path) => watch(path, 'inbox') },
    (target.settings.folders ?? []).map(({ path }) => path)
  );

  const followSent = async (): Promise<FolderWatch | null> => {
    if (sent === null) {
      // Made by the first answer that is filed, or by another mail client.
      const { sent: path } = await findFolders(imap);
      if (path === null) return null;
      sent = await watch(path, 'sent');
    }
    try {
      if (await sent.hasNews()) await sent.followUp();
    } catch (error) {
      if (!(error instanceof Trouble) || error.code !== 'folder-missing') throw error;
      // Deleted or renamed: looked for anew in the next pass.
      sent = null;
    }
    return sent;
  };

  return {
    async pass() {
      await inbox.followUp();
      const sentNow = await followSent();
      await chosen.followUp();
      await inbox.reconcileIfDue();
      await sentNow?.reconcileIfDue();
      await chosen.reconcileIfDue();
      const more =
        (await inbox.importSome()) || ((await sentNow?.importSome()) ?? false) || (await chosen.importSome());
      // IDLE watches the selected folder.
      if (!more && imap.selectedPath !== inbox.path) await imap.examine(inbox.path);
      return more;
    },
    notices: () => chosen.notices(),
  };
}
