import { z } from 'zod';
import { documentId, pageQuery, rowId, type Instant } from './common';
import { authorisedUserIds, emailAddress, headerText, undoSeconds } from './fields';
import { folderChoice, type FolderNoticeDto } from './folders';
import {
  createWhatsAppAccount,
  testWhatsAppConnection,
  type UpdateWhatsAppAccount,
  type WhatsAppAccountFields,
  type WhatsAppStepName,
} from './whatsapp-accounts';
import type { TroubleClass, TroubleCode } from '../../accounts/trouble';

export const ACCOUNT_KINDS = ['imap', 'whatsapp-cloud'] as const;
export type AccountKind = (typeof ACCOUNT_KINDS)[number];

export const CONNECTION_SECURITY = ['tls', 'starttls', 'none'] as const;
export type ConnectionSecurity = (typeof CONNECTION_SECURITY)[number];

const hostName = z
  .string()
  .trim()
  .min(1)
  .max(253)
  .regex(/^[A-Za-z0-9.:[\]-]+$/, { error: 'must be a host name or an IP address' });

export const serverSettings = z.strictObject({
  host: hostName,
  port: z.number().int().min(1).max(65535),
  security: z.enum(CONNECTION_SECURITY),
});
export type ServerSettings = z.infer<typeof serverSettings>;

const imapFields = {
  name: headerText(120).optional(),
  address: emailAddress,
  senderName: headerText(120),
  /** For signatures; empty or missing: `company.name` of the plugin's config. */
  companyName: headerText(120).optional(),
  /** May people choose among their signatures, or send without one? Default: yes. */
  signatureChoice: z.boolean().optional(),
  undoSeconds: undoSeconds.optional(),
  imap: serverSettings,
  smtp: serverSettings,
  username: z.string().min(1).max(254),
  /** How many days back the first import reaches; 0 imports only what arrives from now on. */
  importDays: z.number().int().min(0).max(3650).default(30),
  folders: folderChoice.optional(),
};

const createMailAccount = z.strictObject({
  kind: z.literal('imap'),
  ...imapFields,
  password: z.string().min(1).max(1024),
  authorisedUserIds,
});
export type CreateMailAccount = z.infer<typeof createMailAccount>;

export const createAccount = z.discriminatedUnion('kind', [createMailAccount, createWhatsAppAccount]);
export type CreateAccount = z.infer<typeof createAccount>;

/** All fields optional. A missing or empty password keeps the stored one, unless host, port, security or user name changes. */
export const updateMailAccount = z.strictObject({
  name: imapFields.name,
  address: emailAddress.optional(),
  senderName: headerText(120).optional(),
  companyName: imapFields.companyName,
  signatureChoice: imapFields.signatureChoice,
  undoSeconds: imapFields.undoSeconds,
  imap: serverSettings.optional(),
  smtp: serverSettings.optional(),
  username: z.string().min(1).max(254).optional(),
  password: z.string().max(1024).optional(),
  importDays: z.number().int().min(0).max(3650).optional(),
  folders: folderChoice.optional(),
});
export type UpdateMailAccount = z.infer<typeof updateMailAccount>;

/** Which of the two it has to be is decided by the account's kind. */
export type UpdateAccount = UpdateMailAccount | UpdateWhatsAppAccount;

export const testMailConnection = z.strictObject({
  kind: z.literal('imap'),
  address: emailAddress,
  imap: serverSettings,
  smtp: serverSettings,
  username: z.string().min(1).max(254),
  password: z.string().min(1).max(1024),
});
export type TestMailConnection = z.infer<typeof testMailConnection>;

export const testConnection = z.discriminatedUnion('kind', [testMailConnection, testWhatsAppConnection]);
export type TestConnection = z.infer<typeof testConnection>;

export type TestTarget = 'imap' | 'smtp' | 'whatsapp';
export type TestStepName = 'resolve' | 'connect' | 'tls' | 'login' | 'folders' | 'sender' | WhatsAppStepName;
export interface TestStep {
  target: TestTarget;
  step: TestStepName;
  status: 'ok' | 'warning' | 'failed' | 'skipped';
  /** Why, where status is `warning` or `failed`; the page translates it, `message` is the English text. */
  code: TroubleCode | null;
  message: string | null;
  /** What to do about it, in English. */
  action: string | null;
  /** What it is about, as the provider names it: an address, a permission, a state, an instant. */
  detail?: string;
}
export interface TestResult {
  ok: boolean;
  steps: TestStep[];
}

export interface CauseDto {
  code: TroubleCode;
  class: TroubleClass;
  message: string;
  action: string;
  since: Instant;
  nextTryAt: Instant | null;
}

interface CommonAccountDto {
  id: string;
  name: string;
  /** The mailbox's address, or the number as Meta writes it; empty until it is known. */
  address: string;
  senderName: string;
  companyName: string;
  signatureChoice: boolean;
  /** How long a sent answer waits for its writer to take it back; 0: not at all. */
  undoSeconds: number;
  state: 'active' | 'error' | 'paused';
  cause: CauseDto | null;
  authorisedUserIds: number[];
  createdAt: Instant;
}

export interface MailAccountDto extends CommonAccountDto {
  kind: 'imap';
  imap: ServerSettings;
  smtp: ServerSettings;
  username: string;
  hasPassword: boolean;
  passwordUpdatedAt: Instant | null;
  importDays: number;
  /** Followed besides INBOX and the folder of sent mail. */
  folders: string[];
}

export type WhatsAppAccountDto = CommonAccountDto & WhatsAppAccountFields;
export type AccountDto = MailAccountDto | WhatsAppAccountDto;

export interface HealthDto {
  state: CommonAccountDto['state'];
  cause: CauseDto | null;
  lastSuccessAt: Instant | null;
  lagSeconds: number | null;
  nextTryAt: Instant | null;
  ledger: LedgerDto;
  import: { done: boolean; imported: number; total: number | null };
  /** Chosen folders that are not followed at the moment; no reason for the state `error`. */
  folderNotices: FolderNoticeDto[];
  outbox: { queued: number; uncertain: number; failed: number };
  deadJobs: DeadJobDto[];
}

/** Units journalled and what became of them. `pending` is the difference still to be worked. */
export interface LedgerDto {
  received: number;
  stored: number;
  duplicate: number;
  ignored: number;
  quarantined: number;
  pending: number;
}

/** No customer content: topic, counts and the error's code and text only. */
export interface DeadJobDto {
  id: string;
  topic: string;
  attempts: number;
  error: string;
  diedAt: Instant;
}

export const authorisedUsers = z.strictObject({
  userIds: z.array(rowId).max(500),
});
export interface AuthorisedUserDto {
  id: number;
  name: string;
  email: string;
  /** May this user open the inbox at all (role permission)? Without it, being listed has no effect. */
  mayUseInbox: boolean;
  addedAt: Instant | null;
  addedBy: { id: number; name: string } | null;
}
/** `GET /accounts/:id/authorised-users`: those authorised, and everyone who could be. */
export interface AuthorisedUsersDto {
  authorised: AuthorisedUserDto[];
  candidates: AuthorisedUserDto[];
}

export const quarantineQuery = pageQuery;
export interface QuarantineDto {
  id: string;
  receivedAt: Instant;
  reason: string;
  message: string;
  /** Best effort, only for those authorised to read the account; null for others. */
  from: string | null;
  subject: string | null;
  size: number;
  attempts: number;
  /** False: the server never handed the mail over, so there is nothing here to read again. */
  replayable: boolean;
}

export interface AuditEntryDto {
  id: string;
  at: Instant;
  actor: { id: number; name: string } | null;
  action: string;
  /** Before and after, without secrets. */
  details: Record<string, unknown>;
}

export const accountParams = z.strictObject({ id: documentId });
