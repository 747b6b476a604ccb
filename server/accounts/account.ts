import type { AccountKind } from '../api/contracts/accounts';
import type { FolderNotice } from '../channels/channel';
import type { ImapSettings } from '../channels/imap/settings';
import type { ProviderState, WhatsAppCloudSettings } from '../channels/whatsapp-cloud/settings';
import type { TroubleCode } from './trouble';

export type AccountState = 'active' | 'error' | 'paused';

/** Instants are epoch milliseconds. */
interface CommonAccount {
  id: string;
  name: string;
  address: string;
  senderName: string;
  /** Empty: the one of the plugin's config. */
  companyName: string;
  /** May people choose among their signatures, or leave them out? */
  signatureChoice: boolean;
  /** How long an answer can be taken back after it was sent; 0: not at all. */
  undoSeconds: number;
  /** Grows with each change of connection settings or secrets. */
  revision: number;
  paused: boolean;
  health: AccountHealth;
  lastSuccessAt: number | null;
  passwordUpdatedAt: number | null;
  serverSavesSent: boolean | null;
  syncRequestedAt: number | null;
  /** Chosen folders that the session could not follow when it last looked. */
  folderNotices: RecordedNotice[];
  createdAt: number;
}

export interface MailAccount extends CommonAccount {
  kind: 'imap';
  settings: ImapSettings;
}

export interface WhatsAppAccount extends CommonAccount {
  kind: 'whatsapp-cloud';
  settings: WhatsAppCloudSettings;
  /** What the provider says of the number, apart from the settings: it changes without anybody here. */
  provider: ProviderState;
}

export type Account = MailAccount | WhatsAppAccount;

export type Medium = 'email' | 'whatsapp';
export const mediumOf = (kind: AccountKind): Medium => (kind === 'imap' ? 'email' : 'whatsapp');

/** A mail that has left cannot be called back; on WhatsApp people talk, and a pause is felt. */
export const DEFAULT_UNDO_SECONDS: Record<Medium, number> = { email: 10, whatsapp: 0 };

export const isMailAccount = (account: Account): account is MailAccount => account.kind === 'imap';
export const isWhatsAppAccount = (account: Account): account is WhatsAppAccount => account.kind === 'whatsapp-cloud';

/** `since`: epoch milliseconds. */
export type RecordedNotice = FolderNotice & { since: number };

/** What the last tries to connect came to. `nextTryAt: null` beside a cause: only a person can go on. */
export interface AccountHealth {
  cause: { code: TroubleCode; since: number } | null;
  nextTryAt: number | null;
  failures: number;
  refusals: number;
}

export const HEALTHY: AccountHealth = { cause: null, nextTryAt: null, failures: 0, refusals: 0 };

export const stateOf = (account: Pick<Account, 'paused' | 'health'>): AccountState =>
  account.paused ? 'paused' : account.health.cause ? 'error' : 'active';

/** May a connection be tried now? */
export const isDue = ({ paused, health }: Pick<Account, 'paused' | 'health'>, now: number): boolean =>
  !paused && (health.cause === null || (health.nextTryAt !== null && health.nextTryAt <= now));

/** Waits for a person: a refused login is not tried again, lest the provider locks the mailbox. */
export const needsPerson = ({ health }: Pick<Account, 'health'>): boolean =>
  health.cause !== null && health.nextTryAt === null;

/** Name of the lease that makes a process the one owner of an account. */
export const accountLease = (accountId: string): string => `account:${accountId}`;
