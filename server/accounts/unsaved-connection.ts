import type { TestMailConnection } from '../api/contracts/accounts';
import type { TestWhatsAppConnection } from '../api/contracts/whatsapp-accounts';
import type { AnyMailConnection, AnyWhatsAppConnection } from '../channels/directory';

/** What a person has typed into the form, as a connection that no account owns yet. */
export const unsavedMailConnection = ({
  imap,
  smtp,
  username,
  password,
  address,
}: TestMailConnection): AnyMailConnection => ({
  accountId: 'unsaved',
  address,
  settings: { imap, smtp, username, importDays: 0 },
  secrets: { password },
});

export const unsavedWhatsAppConnection = ({
  appSecret,
  accessToken,
  kind: _kind,
  ...ids
}: TestWhatsAppConnection): AnyWhatsAppConnection => ({
  accountId: 'unsaved',
  address: '',
  settings: { ...ids, readReceipts: false },
  secrets: { appSecret, accessToken },
});
