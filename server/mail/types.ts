import type { AutomaticKind } from './automatic';
import type { BounceReport } from './bounces/types';
import type { Invitation } from './calendar/types';
import type { CleanSignature, PictureSizes } from '../signatures/clean-signature';
import type { SignatureContent, SignedMail, SignRequest } from '../signatures/sign-mail';

/** What the mail worker makes of a raw mail. Plain data: it crosses a thread boundary. */
export interface MailAddress {
  name: string;
  /** Lower case. */
  address: string;
}

export interface StagedAttachment {
  name: string;
  /** Lower-case media type as declared; never trusted for display. */
  type: string;
  size: number;
  inline: boolean;
  /** Without angle brackets. */
  contentId: string | null;
  /** Absolute path of the decoded file in the staging folder; null for a placeholder. */
  path: string | null;
  /** Why there is only a placeholder: `file-too-large`, `too-many-files`. */
  reason: 'file-too-large' | 'too-many-files' | null;
}

/**
 * What to know of how a mail is shown. `unknown-charset`: characters were guessed. `winmail-unreadable`: Outlook's
 * winmail.dat could not be opened. `winmail-incomplete`: parts of it could not be read. `text-cut`: there is more text than
 * is kept. `formatting-left-out`: its HTML is beyond what is shown, and there is only the text.
 */
export const MAIL_NOTICES = [
  'unknown-charset',
  'winmail-unreadable',
  'winmail-incomplete',
  'text-cut',
  'formatting-left-out',
] as const;
export type MailNotice = (typeof MAIL_NOTICES)[number];

export interface ParsedMail {
  /** `<id@host>` as it stands in the header, trimmed; null when missing or empty. */
  messageId: string | null;
  /** Every msg-id of the header, in order, with angle brackets. */
  inReplyTo: string[];
  /** `false` when the In-Reply-To header holds anything besides one msg-id: then it says less than References. */
  inReplyToIsExact?: boolean;
  references: string[];
  from: MailAddress | null;
  replyTo: MailAddress[];
  to: MailAddress[];
  cc: MailAddress[];
  subject: string;
  /** Epoch milliseconds of the Date header, null when missing or unreadable. */
  date: number | null;
  /** Plain text: the text part, else made from the HTML. No NUL, at most 500,000 characters. */
  text: string;
  /** Sanitised (allow-list); null without an HTML part or when it could not be sanitised within its limits. */
  html: string | null;
  hasRemoteImages: boolean;
  /** First words of the new text, one line, at most 200 characters. */
  preview: string;
  /** sha256 hex over normalised Message-ID, From, Date, Subject, decoded bodies and attachment checksums. */
  identityKey: string;
  /** Null: as far as can be told, a person wrote it. */
  automatic: AutomaticKind | null;
  /** Set when this is a mail system's report on a mail that was sent. */
  bounce: BounceReport | null;
  attachments: StagedAttachment[];
  notices: MailNotice[];
  invitations: Invitation[];
}

export interface MailLimits {
  maxMailBytes: number;
  maxFileBytes: number;
  maxFiles: number;
}

/**
 * `quarantine` reasons are stable codes: `unparsable`, `too-large`, `too-many-parts`, `too-deep`, `headers-too-large`,
 * `parse-timeout`, `parser-crashed`. `detail` is a short technical text without mail content. `from` and `subject` are
 * best effort, from the first 64 KiB of the head.
 */
export type ParseOutcome =
  | { status: 'parsed'; mail: ParsedMail }
  | { status: 'quarantined'; reason: QuarantineReason; detail: string; from: string | null; subject: string | null };

export type QuarantineReason =
  'unparsable' | 'too-large' | 'too-many-parts' | 'too-deep' | 'headers-too-large' | 'parse-timeout' | 'parser-crashed';

/** A pool of worker threads; the main thread never parses or sanitises mail. */
export interface MailWorkerPool {
  /** Parses the raw mail in the file `rawPath`. Never rejects for what the mail contains. */
  parse(rawPath: string, limits: MailLimits): Promise<ParseOutcome>;
  /**
   * Sanitises what somebody wrote and gives it one signature and what it answers. Null when it could not be sanitised
   * within its limits.
   */
  sign(request: SignRequest): Promise<SignedMail | null>;
  /** A signature alone, as it will stand in a mail. Null like `sign`. */
  fillSignature(signature: SignatureContent): Promise<{ html: string; text: string } | null>;
  /** A signature as it may be kept. Null like `sign`. */
  cleanSignature(html: string, sizes: PictureSizes): Promise<CleanSignature | null>;
  close(): Promise<void>;
}
