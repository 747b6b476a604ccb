import type { ServerSettings } from '../../api/contracts/accounts';

export interface ImapSettings {
  imap: ServerSettings;
  smtp: ServerSettings;
  username: string;
  importDays: number;
  /** Followed besides INBOX and the folder of sent mail; not there in accounts that were made before one could choose. */
  folders?: ChosenFolder[];
}

export interface ChosenFolder {
  path: string;
  /** Epoch milliseconds. What the server received before somebody chose the folder alarms nobody. */
  since: number;
}

export interface ImapSecrets {
  password: string;
}
