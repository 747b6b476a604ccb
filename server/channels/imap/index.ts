import type { MailChannel } from '../mail-channel';
import { openImap, type ImapConnection, type ImapTarget, type NetworkDeps } from './connection';
import { listFolders } from './list-folders';
import { fileInSent, isInSent } from './sent-folder';
import { createImapSession, type SessionDeps } from './session';
import type { ImapSecrets, ImapSettings } from './settings';
import { sendMail } from './smtp';
import { createSuspects } from './suspects';
import { testConnection } from './test-connection';

export interface ImapChannelDeps extends NetworkDeps {
  sync: SessionDeps['sync'];
  /** Epoch milliseconds. */
  now: () => number;
}

/** Any mailbox that speaks IMAP, with SMTP for what goes out. */
export function createImapChannel(deps: ImapChannelDeps): MailChannel<ImapSettings, ImapSecrets> {
  const suspects = createSuspects();
  const once = async <T>(
    target: ImapTarget,
    signal: AbortSignal,
    work: (imap: ImapConnection) => Promise<T>
  ): Promise<T> => {
    const imap = await openImap(target, deps, { signal });
    try {
      return await work(imap);
    } finally {
      await imap.end();
    }
  };
  return {
    kind: 'imap',
    test: (target, signal) => testConnection(deps, target, signal),
    listFolders: (target, signal) => once(target, signal, listFolders),
    openSession: (target, intake, events) => createImapSession({ ...deps, suspects }, target, intake, events),
    send: (target, mail, signal) => sendMail(deps, target, mail, signal),
    findSent: (target, messageId, signal) => once(target, signal, (imap) => isInSent(imap, messageId)),
    fileSentCopy: (target, mail, signal) => once(target, signal, (imap) => fileInSent(imap, mail)),
  };
}
