import type { DeliveryDto, MessageDto } from '../../../server/api/contracts/inbox';

export interface ReportedRecipient {
  address: string;
  delivery: DeliveryDto;
}

const ACTIONS = ['failed', 'delayed', 'relayed', 'delivered'];

const isReported = (value: unknown): value is DeliveryDto & { address: string } =>
  typeof value === 'object' &&
  value !== null &&
  'address' in value &&
  typeof value.address === 'string' &&
  'action' in value &&
  ACTIONS.includes(String(value.action));

/** The people that an event of delivery is about; empty for every other event. */
export function reportedRecipients({ event }: Pick<MessageDto, 'event'>): ReportedRecipient[] {
  const recipients = event?.type.startsWith('delivery-') ? event.details['recipients'] : null;
  if (!Array.isArray(recipients)) return [];
  return recipients.filter(isReported).map((delivery) => ({ address: delivery.address, delivery }));
}
