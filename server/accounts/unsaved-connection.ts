import type { TestConnection } from '../api/contracts/accounts';
import type { AnyConnection } from '../channels/directory';

/** What a person has typed into the form, as a connection that no account owns yet. */
export const unsavedConnection = ({ imap, smtp, username, password, address }: TestConnection): AnyConnection => ({
  accountId: 'unsaved',
  address,
  settings: { imap, smtp, username, importDays: 0 },
  secrets: { password },
});
