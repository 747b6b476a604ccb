import { addDeliveries, verdict, type Delivery } from '../conversations/delivery';
import type { Message } from '../conversations/message';
import type { NextStep } from './after-outcome';

/**
 * A report may come back before the answer of our own server is stored, or where that answer was lost. It counts in the
 * end of the try: it can only be about a mail that went out.
 */
export function withReports(
  next: NextStep,
  message: Pick<Message, 'to' | 'cc' | 'recipients' | 'status' | 'error'>
): NextStep {
  const reports = new Map(
    message.recipients.flatMap(({ address, delivery }): [string, Delivery][] =>
      delivery ? [[address.toLowerCase(), delivery]] : []
    )
  );
  if (reports.size === 0 || next.do === 'wait') return next;
  const sent = next.do === 'look' ? { status: 'sent' as const, error: null, recipients: [] } : next;
  const recipients = addDeliveries(sent.recipients, reports);
  if (sent.status !== 'sent') return { do: 'done', status: sent.status, error: sent.error, recipients };
  return { do: 'done', ...verdict({ ...message, status: sent.status, error: sent.error, recipients }) };
}
