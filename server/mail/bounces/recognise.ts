import { readDeliveryStatus } from './delivery-status';
import { originalIds } from './original-ids';
import { readTextReport } from './text-report';
import type { BounceReport, BounceSource } from './types';

/** Names that mail systems send as; nobody's mailbox (RFC 2142 section 5, RFC 5321 section 4.5.1). */
const DAEMON_ADDRESS =
  /^(?:mailer-?daemon|mail-?daemon|postmaster|mail-?delivery|microsoftexchange[0-9a-f]+|bounces?)(?:[-+][^@]*)?@/;
const DAEMON_NAME =
  /mail delivery (?:sub)?system|mailer[ -]?daemon|mail administrator|delivery (?:subsystem|agent)|postmaster/i;

export const isDaemon = (from: BounceSource['from']): boolean =>
  from !== null && (DAEMON_ADDRESS.test(from.address) || DAEMON_NAME.test(from.name));

/**
 * Is this mail a report on a mail that was sent, and what does it say? Standard reports (RFC 3464) say it in fields.
 * The others are believed only when they come as no person's mail does, and in a form that is known or plainly speaks
 * of a failure: somebody who forwards a report to us is a customer with a question.
 */
export function recogniseBounce(source: BounceSource): BounceReport | null {
  const origin = originOf(source);
  if (origin === null) return null;
  const parts = source.statusParts.map(readDeliveryStatus);
  const ids = originalIds(
    source,
    parts.flatMap((part) => part.messageIds)
  );
  const recipients = parts.flatMap((part) => part.recipients);
  if (recipients.length > 0) return { form: 'rfc3464', recipients, overall: null, originalIds: ids };

  const text = readTextReport(source.subject, source.text, source.failedRecipients, origin === 'system');
  if (!text) return null;
  return {
    form: text.form,
    recipients: text.recipients,
    overall: text.recipients.length === 0 ? text.overall : null,
    originalIds: ids,
  };
}

type Head = Pick<BounceSource, 'contentType' | 'returnPath' | 'autoSubmitted' | 'failedRecipients' | 'from'>;

/** `system`: a mail system says that it wrote this. `maybe`: only a known form is believed. Null: a person's mail. */
export function originOf({
  contentType,
  returnPath,
  autoSubmitted,
  failedRecipients,
  from,
}: Head): 'system' | 'maybe' | null {
  const type = contentType.toLowerCase();
  // Read receipts, complaints and vacation notices come with a null return path as well.
  if (/report-type\s*=\s*"?(?:disposition-notification|feedback-report)/.test(type)) return null;
  if (/^multipart\/report\b/.test(type) && /report-type\s*=\s*"?delivery-status/.test(type)) return 'system';
  if (isDaemon(from) || failedRecipients.length > 0) return 'system';
  const isNullPath = returnPath?.replace(/\s/g, '') === '<>';
  return isNullPath && !/^\s*auto-replied/i.test(autoSubmitted) ? 'maybe' : null;
}
