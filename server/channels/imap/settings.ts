import type { ServerSettings } from '../../api/contracts/accounts';

export interface ImapSettings {
  imap: ServerSettings;
  smtp: ServerSettings;
  username: string;
  importDays: number;
}

export interface ImapSecrets {
  password: string;
}
