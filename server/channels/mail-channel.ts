import type { Readable } from 'node:stream';
import type { MailboxFolderDto } from '../api/contracts/folders';
import type { Trouble } from '../accounts/trouble';
import type { FileStore } from '../files/file-store';
import type { Channel, Connection } from './channel';

/** A mailbox. What it brings goes to an `Intake`, what it sends it is handed complete. */
export interface MailChannel<Settings, Secrets> extends Channel<Settings, Secrets, Intake> {
  /** The mailbox's folders, for somebody who chooses which to follow. */
  listFolders(connection: Connection<Settings, Secrets>, signal: AbortSignal): Promise<MailboxFolderDto[]>;
  send(connection: Connection<Settings, Secrets>, mail: OutgoingMail, signal: AbortSignal): Promise<SendOutcome>;
  /** Looks for a mail of ours in the folder of sent mail, by its Message-ID. */
  findSent(connection: Connection<Settings, Secrets>, messageId: string, signal: AbortSignal): Promise<boolean>;
  /** Files a copy in the folder of sent mail (made if there is none), unless one with this Message-ID is there. */
  fileSentCopy(
    connection: Connection<Settings, Secrets>,
    mail: OutgoingMail,
    signal: AbortSignal
  ): Promise<'filed' | 'was-there'>;
}

export type FolderRole = 'inbox' | 'sent';

export interface FolderState {
  id: number;
  path: string;
  role: FolderRole;
  uidValidity: string;
  /** Every UID up to this one is journalled or lies before the import. */
  lastUid: number;
  /** The first import goes down from `importHighUid`; UIDs from `importUid` up are journalled. */
  importHighUid: number;
  importUid: number;
  importDone: boolean;
  importTotal: number;
  lastReconcileAt: number;
  lastFullReconcileAt: number;
  /** What the folder showed of itself when nothing was missing here; empty when that is not known. */
  comparedMark: string;
}

/** One mail as it lies on the server, its raw form already in the file store. */
export interface InboundUnit {
  uid: number;
  rawKey: string | null;
  size: number;
  /** INTERNALDATE, epoch milliseconds. */
  receivedAt: number;
  backfill: boolean;
  /** Set with `rawKey: null` when the server cannot give the mail: it goes to quarantine. */
  problem?: string;
}

/** Where a session leaves what it found. Every method throws `LeaseLost` once another process owns the account. */
export interface Intake {
  readonly files: FileStore;
  /** Epoch milliseconds before which the first import does not reach. */
  readonly importSince: number;
  /** Finds or makes the row of a folder. */
  folder(path: string, role: FolderRole): Promise<FolderState>;
  /** Journals the units and moves the cursor in one transaction. Units known already are passed over. */
  commit(folder: FolderState, units: InboundUnit[], cursor: Partial<FolderCursor>): Promise<void>;
  /** UIDs of this folder and UIDVALIDITY at or above `fromUid` that are journalled. */
  knownUids(folder: FolderState, fromUid: number): Promise<Set<number>>;
}

export type FolderCursor = Pick<
  FolderState,
  | 'uidValidity'
  | 'lastUid'
  | 'importHighUid'
  | 'importUid'
  | 'importDone'
  | 'importTotal'
  | 'lastReconcileAt'
  | 'lastFullReconcileAt'
  | 'comparedMark'
>;

export interface OutgoingMail {
  messageId: string;
  /** Envelope sender and recipients, bare addresses (RFC 5321). */
  from: string;
  recipients: string[];
  /** The complete mail; called again for each use. */
  raw: () => Promise<Readable>;
  size: number;
}

export interface RecipientOutcome {
  address: string;
  status: 'accepted' | 'rejected';
  /** The server's words for a rejection, without control characters. */
  message: string | null;
}

/**
 * `not-sent`: nothing can have left, so it may be tried again. `uncertain`: the whole mail went out and the answer was
 * lost (RFC 1047), so it may not.
 */
export type SendOutcome =
  | { status: 'accepted'; response: string; recipients: RecipientOutcome[] }
  | {
      status: 'rejected';
      code: 'recipient-refused' | 'sender-refused' | 'message-refused';
      response: string;
      recipients: RecipientOutcome[];
    }
  | { status: 'not-sent'; trouble: Trouble }
  | { status: 'uncertain'; detail: string };
