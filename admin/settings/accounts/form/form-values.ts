import type {
  CreateMailAccount,
  MailAccountDto,
  ServerSettings,
  TestMailConnection,
  UpdateMailAccount,
} from '../../../../server/api/contracts/accounts';

/** What the form holds; ports and days may be missing while somebody types. */
export interface ServerValues {
  host: string;
  port: number | null;
  security: ServerSettings['security'];
}
export interface AccountFormValues {
  name: string;
  address: string;
  senderName: string;
  companyName: string;
  imap: ServerValues;
  smtp: ServerValues;
  username: string;
  password: string;
  importDays: number | null;
  folders: string[];
  authorisedUserIds: number[];
}

export const emptyValues: AccountFormValues = {
  name: '',
  address: '',
  senderName: '',
  companyName: '',
  imap: { host: '', port: 993, security: 'tls' },
  smtp: { host: '', port: 587, security: 'starttls' },
  username: '',
  password: '',
  importDays: 30,
  folders: [],
  authorisedUserIds: [],
};

export const valuesOf = (account: MailAccountDto): AccountFormValues => ({
  name: account.name,
  address: account.address,
  senderName: account.senderName,
  companyName: account.companyName,
  imap: { ...account.imap },
  smtp: { ...account.smtp },
  username: account.username,
  password: '',
  importDays: account.importDays,
  folders: account.folders,
  authorisedUserIds: account.authorisedUserIds,
});

const server = ({ host, port, security }: ServerValues): ServerSettings => ({
  host: host.trim(),
  port: port ?? 0,
  security,
});
const optional = (text: string) => text.trim() || undefined;

export const toCreate = (values: AccountFormValues): CreateMailAccount => ({
  kind: 'imap',
  name: optional(values.name),
  address: values.address.trim(),
  senderName: values.senderName.trim(),
  companyName: values.companyName.trim(),
  imap: server(values.imap),
  smtp: server(values.smtp),
  username: values.username.trim(),
  password: values.password,
  importDays: values.importDays ?? 0,
  folders: values.folders,
  authorisedUserIds: values.authorisedUserIds,
});

/** Authorised users are changed by their own route. An emptied name becomes the address again. */
export const toUpdate = (values: AccountFormValues): UpdateMailAccount => ({
  name: values.name.trim(),
  address: values.address.trim(),
  senderName: values.senderName.trim(),
  companyName: values.companyName.trim(),
  imap: server(values.imap),
  smtp: server(values.smtp),
  username: values.username.trim(),
  ...(values.password ? { password: values.password } : {}),
  importDays: values.importDays ?? 0,
  folders: values.folders,
});

export const toTest = (values: AccountFormValues): TestMailConnection => ({
  kind: 'imap',
  address: values.address.trim(),
  imap: server(values.imap),
  smtp: server(values.smtp),
  username: values.username.trim(),
  password: values.password,
});

/** Two forms with the same key make the same connection, so a test of one holds for the other. */
export const connectionKey = (values: AccountFormValues): string => JSON.stringify(toTest(values));

const sameServer = (a: ServerValues, b: ServerValues) =>
  a.host.trim().toLowerCase() === b.host.trim().toLowerCase() && a.port === b.port && a.security === b.security;

/** Would a stored password go to another place, or by another way, or for another user, than it was entered for? */
export const needsPasswordAgain = (stored: AccountFormValues, values: AccountFormValues): boolean =>
  !sameServer(stored.imap, values.imap) ||
  !sameServer(stored.smtp, values.smtp) ||
  stored.username !== values.username.trim();
