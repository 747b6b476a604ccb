import { z } from 'zod';
import { documentId, pageQuery, type Instant } from './common';
import { folderChoice, type FolderNoticeDto } from './folders';
import type { TroubleClass, TroubleCode } from '../../accounts/trouble';

export const ACCOUNT_KINDS = ['imap'] as const;
export type AccountKind = (typeof ACCOUNT_KINDS)[number];

export const CONNECTION_SECURITY = ['tls', 'starttls', 'none'] as const;
export type ConnectionSecurity = (typeof CONNECTION_SECURITY)[number];

/**
 * Nothing that could end a line, an address or a header: C0 and C1 controls, DEL, U+2028/2029 and angle brackets.
 * Mail headers are built from these values (RFC 5322 section 2.2).
 */
// eslint-disable-next-line no-control-regex
const FORBIDDEN_IN_HEADER = /[\u0000-\u001f\u007f-\u009f\u2028\u2029<>]/;
export const headerText = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .refine((value) => !FORBIDDEN_IN_HEADER.test(value), {
      error: 'control characters and angle brackets are not allowed',
    });

/** One bare addr-spec (RFC 5322 section 3.4.1), without display name, comments or quoted local part. */
export const emailAddress = z
  .string()
  .trim()
  .max(254)
  .regex(
    /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*$/,
    {
      error: 'must be one email address, such as ventas@example.com',
    }
  )
  .refine((value) => value.indexOf('@') <= 64, { error: 'has more than 64 characters before the @' })
  .transform((value) => value.toLowerCase());

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
  imap: serverSettings,
  smtp: serverSettings,
  username: z.string().min(1).max(254),
  /** How many days back the first import reaches; 0 imports only what arrives from now on. */
  importDays: z.number().int().min(0).max(3650).default(30),
  folders: folderChoice.optional(),
};

export const createAccount = z.strictObject({
  kind: z.literal('imap'),
  ...imapFields,
  password: z.string().min(1).max(1024),
  authorisedUserIds: z.array(z.number().int().positive()).max(500).default([]),
});
export type CreateAccount = z.infer<typeof createAccount>;

/** All fields optional. A missing or empty password keeps the stored one, unless host, port, security or user name changes. */
export const updateAccount = z.strictObject({
  name: imapFields.name,
  address: emailAddress.optional(),
  senderName: headerText(120).optional(),
  companyName: imapFields.companyName,
  signatureChoice: imapFields.signatureChoice,
  imap: serverSettings.optional(),
  smtp: serverSettings.optional(),
  username: z.string().min(1).max(254).optional(),
  password: z.string().max(1024).optional(),
  importDays: z.number().int().min(0).max(3650).optional(),
  folders: folderChoice.optional(),
});
export type UpdateAccount = z.infer<typeof updateAccount>;

export const testConnection = z.strictObject({
  kind: z.literal('imap'),
  address: emailAddress,
  imap: serverSettings,
  smtp: serverSettings,
  username: z.string().min(1).max(254),
  password: z.string().min(1).max(1024),
});
export type TestConnection = z.infer<typeof testConnection>;

export type TestTarget = 'imap' | 'smtp';
export type TestStepName = 'resolve' | 'connect' | 'tls' | 'login' | 'folders' | 'sender';
export interface TestStep {
  target: TestTarget;
  step: TestStepName;
  status: 'ok' | 'warning' | 'failed' | 'skipped';
  /** Why, where status is `warning` or `failed`; the page translates it, `message` is the English text. */
  code: TroubleCode | null;
  message: string | null;
  /** What to do about it, in English. */
  action: string | null;
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

export interface AccountDto {
  id: string;
  kind: AccountKind;
  name: string;
  address: string;
  senderName: string;
  companyName: string;
  signatureChoice: boolean;
  state: 'active' | 'error' | 'paused';
  cause: CauseDto | null;
  imap: ServerSettings;
  smtp: ServerSettings;
  username: string;
  hasPassword: boolean;
  passwordUpdatedAt: Instant | null;
  importDays: number;
  /** Followed besides INBOX and the folder of sent mail. */
  folders: string[];
  authorisedUserIds: number[];
  createdAt: Instant;
}

export interface HealthDto {
  state: AccountDto['state'];
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
  userIds: z.array(z.number().int().positive()).max(500),
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
