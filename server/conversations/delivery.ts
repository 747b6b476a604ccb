import type { RecipientOutcome } from '../channels/mail-channel';
import type { MessageStatus } from '../api/contracts/inbox';
import type { RecipientReport } from '../mail/bounces/types';

/** What a mail system reported later, after a server had accepted the mail for this recipient. */
export type Delivery = Pick<RecipientReport, 'action' | 'class' | 'status' | 'smtpCode' | 'reason' | 'diagnostic'>;

export type Recipient = RecipientOutcome & { delivery?: Delivery };

interface Delivered {
  status: MessageStatus;
  error: { code: string; message: string } | null;
  to: readonly { address: string }[];
  cc: readonly { address: string }[];
  bcc?: readonly { address: string }[];
  recipients: Recipient[];
}

export type DeliveryChange = Pick<Delivered, 'status' | 'error' | 'recipients'>;

/** Everybody the mail had gone to, lower case. */
export const addressesOf = ({
  to,
  cc,
  bcc,
  recipients,
}: Pick<Delivered, 'to' | 'cc' | 'bcc' | 'recipients'>): string[] => [
  ...new Set([...to, ...cc, ...(bcc ?? []), ...recipients].map(({ address }) => address.toLowerCase())),
];

const RANK: Record<Delivery['action'], number> = { delayed: 1, relayed: 2, delivered: 3, failed: 4 };

/** Greater is final: reports come late, twice and in any order, and the end must be the same. */
function compare(one: Delivery, other: Delivery): number {
  const byAction = RANK[one.action] - RANK[other.action];
  if (byAction !== 0) return byAction;
  const byClass = Number(one.class === 'hard') - Number(other.class === 'hard');
  if (byClass !== 0) return byClass;
  // Any order will do, as long as it is one.
  const [first, second] = [JSON.stringify(one), JSON.stringify(other)];
  return first === second ? 0 : first > second ? 1 : -1;
}

export const mergeDelivery = (known: Delivery | undefined, next: Delivery): Delivery =>
  known && compare(known, next) >= 0 ? known : next;

/** Recipients with what was reported of them; one that no server had answered for counts as accepted. */
export function addDeliveries(recipients: readonly Recipient[], reports: ReadonlyMap<string, Delivery>): Recipient[] {
  const merged = recipients.map((recipient): Recipient => {
    const report = reports.get(recipient.address.toLowerCase());
    return report ? { ...recipient, delivery: mergeDelivery(recipient.delivery, report) } : recipient;
  });
  const known = new Set(recipients.map(({ address }) => address.toLowerCase()));
  for (const [address, delivery] of [...reports].sort(([one], [other]) => (one < other ? -1 : 1))) {
    if (!known.has(address)) merged.push({ address, status: 'accepted', message: null, delivery });
  }
  return merged;
}

export const isFailed = (recipient: Recipient): boolean =>
  recipient.status === 'rejected' || recipient.delivery?.action === 'failed';

/**
 * What a report makes of a message. Null where it changes nothing: what is still to be sent, or was taken back, has not
 * reached anybody in its present try.
 */
export function afterReport(message: Delivered, reports: ReadonlyMap<string, Delivery>): DeliveryChange | null {
  const { status, error } = message;
  if (status === 'queued' || status === 'scheduled' || status === 'cancelled' || status === 'received') return null;
  const recipients = addDeliveries(message.recipients, reports);
  // The try is not over: its end counts the reports in. Until then the message is the sender's.
  if (status === 'sending') return { status, error, recipients };
  // Refused by our own server; no report on it makes that better or worse.
  if (status === 'failed' && error?.code !== 'bounced') return { status, error, recipients };
  // The report proves that the mail went out.
  const base = status === 'uncertain' ? ({ status: 'sent', error: null } as const) : { status, error };
  return verdict({ ...message, ...base, recipients });
}

/** Status and error of a mail that went out, by what became of each recipient. */
export function verdict(message: Delivered): DeliveryChange {
  const { recipients } = message;
  const of = new Map(recipients.map((recipient) => [recipient.address.toLowerCase(), recipient]));
  const everybody = addressesOf(message).map((address) => of.get(address));
  const bounced = recipients.filter(({ delivery }) => delivery?.action === 'failed');
  if (bounced.length > 0) {
    const allFailed = everybody.every((recipient) => recipient !== undefined && isFailed(recipient));
    const failed = recipients.filter(isFailed);
    return {
      status: allFailed ? 'failed' : message.status === 'read' ? 'read' : 'sent',
      error: { code: allFailed ? 'bounced' : 'partly-bounced', message: failed.map(sentence).join(' ') },
      recipients,
    };
  }
  const allDelivered =
    everybody.length > 0 && everybody.every((recipient) => recipient?.delivery?.action === 'delivered');
  const status =
    allDelivered && (message.status === 'sent' || message.status === 'accepted') ? 'delivered' : message.status;
  return { status, error: message.error, recipients };
}

function sentence({ address, message, delivery }: Recipient): string {
  const words = delivery?.diagnostic || delivery?.status || message || '';
  return words === '' ? `Could not be delivered to ${address}.` : `Could not be delivered to ${address}: ${words}`;
}
