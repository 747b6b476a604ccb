import { addressesOf, mergeDelivery, type Delivery, type Recipient } from '../conversations/delivery';
import type { BounceReport, RecipientReport } from '../mail/bounces/types';

/**
 * What a report says of the people whom this message had really gone to; anybody may have written it. Null when it is
 * about nobody of them. A report that names nobody counts only where there is no doubt who is meant.
 */
export function matchRecipients(
  report: BounceReport,
  message: {
    to: readonly { address: string }[];
    cc: readonly { address: string }[];
    bcc?: readonly { address: string }[];
    recipients: Recipient[];
  }
): Map<string, Delivery> | null {
  const addresses = addressesOf(message);
  const [only, ...others] = addresses;
  const outcomes = new Map<string, Delivery>();
  if (report.recipients.length === 0) {
    if (report.overall && only !== undefined && others.length === 0) outcomes.set(only, toDelivery(report.overall));
    return outcomes.size > 0 ? outcomes : null;
  }
  const real = new Set(addresses);
  for (const recipient of report.recipients) {
    // Where the mail was forwarded on its way the writer knows the first address only.
    const address = [recipient.address, recipient.originalAddress].find((one) => one !== null && real.has(one));
    if (address) outcomes.set(address, mergeDelivery(outcomes.get(address), toDelivery(recipient)));
  }
  return outcomes.size > 0 ? outcomes : null;
}

const toDelivery = (report: Omit<RecipientReport, 'address' | 'originalAddress'>): Delivery => ({
  action: report.action,
  class: report.class,
  status: report.status,
  smtpCode: report.smtpCode,
  reason: report.reason,
  diagnostic: report.diagnostic,
});
