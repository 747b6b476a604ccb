import type { Account } from '../accounts/account';
import type { Attachment } from '../conversations/attachment-repository';
import type { Delivery } from '../conversations/delivery';
import type { Message, NewMessage } from '../conversations/message';
import { createDocumentId } from '../database/document-id';
import { cleanFileName, cut } from '../mail/plain-text';
import type { ParsedMail } from '../mail/types';
import { UNKNOWN_SENDER } from './counterpart';
import type { JournalEntry } from './journal';
import { placeInTime } from './order';

export type DeliveryEventType = 'delivery-failed' | 'delivery-delayed' | 'delivery-confirmed';

interface Report {
  id: string;
  account: Account;
  entry: JournalEntry;
  mail: ParsedMail;
  /** The message that the report is about. */
  message: Message;
  outcomes: ReadonlyMap<string, Delivery>;
  /** It tells a person something new that cannot wait. */
  isNews: boolean;
}

/** A report as it stands in the conversation. Inbound, and so unread, only where somebody has to look at it. */
export function deliveryEvent({ id, account, entry, mail, message, outcomes, isNews }: Report): NewMessage {
  return {
    id,
    accountId: account.id,
    conversationId: message.conversationId,
    direction: isNews ? 'inbound' : 'outbound',
    kind: 'event',
    status: isNews ? 'received' : 'sent',
    error: null,
    from: mail.from ?? UNKNOWN_SENDER,
    replyTo: [],
    to: [],
    cc: [],
    bcc: [],
    subject: mail.subject,
    text: [...outcomes].map(([address, delivery]) => inWords(address, delivery)).join('\n'),
    html: null,
    hasRemoteImages: false,
    receivedAt: placeInTime(entry.receivedAt, message.receivedAt),
    dateHeader: mail.date,
    externalId: mail.messageId ?? '',
    identityKey: mail.identityKey,
    idempotencyKey: null,
    author: null,
    imported: entry.backfill,
    unverifiedSender: false,
    automatic: true,
    threadReason: 'report',
    recipients: [],
    rawKey: entry.rawKey,
    references: null,
    event: {
      type: eventType(outcomes),
      details: {
        messageId: message.id,
        recipients: [...outcomes].map(([address, delivery]) => ({ address, ...delivery })),
      },
    },
  };
}

function eventType(outcomes: ReadonlyMap<string, Delivery>): DeliveryEventType {
  const actions = new Set([...outcomes.values()].map(({ action }) => action));
  if (actions.has('failed')) return 'delivery-failed';
  return actions.has('delayed') ? 'delivery-delayed' : 'delivery-confirmed';
}

const WORDS: Record<Delivery['action'], string> = {
  failed: 'Could not be delivered to',
  delayed: 'Not delivered yet to',
  relayed: 'Passed on to a server that does not confirm, for',
  delivered: 'Delivered to',
};

const inWords = (address: string, { action, diagnostic, status }: Delivery): string => {
  const said = diagnostic || status || '';
  return `${WORDS[action]} ${address}${said ? `: ${said}` : '.'}`;
};

/** The report as it came, to be looked at: a file of the event, under the rights of its conversation. */
export const reportFile = ({ entry, mail, message, id, account }: Report): Attachment => ({
  id: createDocumentId(),
  accountId: account.id,
  conversationId: message.conversationId,
  messageId: id,
  position: 0,
  name: `${cut(cleanFileName(mail.subject), 120) || 'report'}.eml`,
  type: 'message/rfc822',
  size: entry.size,
  inline: false,
  contentId: null,
  state: 'stored',
  reason: null,
  fileKey: entry.rawKey,
  uploadedBy: null,
});
