/** RFC 3464 section 2.3.3; `expanded` counts as `relayed`: after either nobody reports any more. */
export type DeliveryAction = 'failed' | 'delayed' | 'relayed' | 'delivered';

/** Stable codes; the page has a sentence for each in both languages. */
export const DELIVERY_REASONS = [
  'mailbox-unknown',
  'mailbox-full',
  'mailbox-disabled',
  'domain-unknown',
  'address-invalid',
  'too-large',
  'spam',
  'not-authenticated',
  'policy',
  'not-permitted',
  'loop',
  'unreachable',
  'busy',
  'unknown',
] as const;
export type DeliveryReason = (typeof DELIVERY_REASONS)[number];

/** What a report says of one recipient. */
export interface RecipientReport {
  /** Lower case. */
  address: string;
  /** The address that the sender had written, where the mail was forwarded on its way (RFC 3464 section 2.3.1). */
  originalAddress: string | null;
  action: DeliveryAction;
  /** `hard`: writing again is of no use. `soft`: given up on, or waiting, for a reason that may pass. */
  class: 'hard' | 'soft' | null;
  /** Enhanced status code (RFC 3463), `5.1.1`. */
  status: string | null;
  /** Reply code of SMTP, `550`. */
  smtpCode: string | null;
  reason: DeliveryReason | null;
  /** The server's words, one line. */
  diagnostic: string;
}

export interface BounceReport {
  /** The form that was recognised. */
  form: string;
  /** Empty: the report names nobody, and is about whoever the mail went to. */
  recipients: RecipientReport[];
  /** Set where `recipients` is empty. */
  overall: Omit<RecipientReport, 'address' | 'originalAddress'> | null;
  /** Message-IDs of the mail that came back, the most certain first. */
  originalIds: string[];
}

/** All that a report is recognised by. */
export interface BounceSource {
  /** The header's value, with its parameters. */
  contentType: string;
  /** Null where the header is missing. */
  returnPath: string | null;
  autoSubmitted: string;
  /** Values of X-Failed-Recipients. */
  failedRecipients: string[];
  from: { name: string; address: string } | null;
  subject: string;
  text: string;
  inReplyTo: string[];
  references: string[];
  /** Decoded message/delivery-status parts. */
  statusParts: string[];
  /** Heads of the mails that came back: message/rfc822 and text/rfc822-headers parts. */
  returnedHeads: string[];
}
