import type { AccountKind, TestStep } from '../api/contracts/accounts';
import type { FolderNoticeCode } from '../api/contracts/folders';

/**
 * What every provider implements, whatever its medium; `mail-channel.ts` and `whatsapp-channel.ts` say what the
 * providers of a medium do besides. A channel speaks its provider's protocol and nothing else: it knows no database, no
 * conversation and no Strapi.
 */
export interface Channel<Settings, Secrets, Intake> {
  readonly kind: AccountKind;
  /** Runs the steps in order and reports each as it ends; the steps after a failed one are `skipped`. */
  test(connection: Connection<Settings, Secrets>, signal: AbortSignal): Promise<TestStep[]>;
  /**
   * What one process does for an account for as long as it owns it: brings in what the provider has, or only watches
   * over the account where the provider brings it by itself.
   */
  openSession(connection: Connection<Settings, Secrets>, intake: Intake, events: SessionEvents): ChannelSession;
}

export interface Connection<Settings, Secrets> {
  accountId: string;
  address: string;
  settings: Settings;
  secrets: Secrets;
}

/** `Trouble` is the only thing that `run` rejects with; it resolves when the signal aborted. */
export interface ChannelSession {
  run(signal: AbortSignal): Promise<void>;
  /** Look now instead of at the next poll. */
  wake(): void;
}

export interface SessionEvents {
  /** After each pass that ended well: the account is in step with the provider. */
  onInStep(): void;
  /** After each pass: the chosen folders that are not followed at the moment. */
  onFolders?(notices: FolderNotice[]): void;
}

export interface FolderNotice {
  path: string;
  code: FolderNoticeCode;
}

export class LeaseLost extends Error {
  constructor() {
    super('another process owns this account now');
    this.name = 'LeaseLost';
  }
}
