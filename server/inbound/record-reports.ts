import type { Knex } from 'knex';
import type { Account } from '../accounts/account';
import type { AttachmentRepository } from '../conversations/attachment-repository';
import { bumpConversation } from '../conversations/bump';
import { afterReport, isFailed, type DeliveryChange } from '../conversations/delivery';
import type { Message } from '../conversations/message';
import type { MessageRepository } from '../conversations/message-repository';
import { createDocumentId } from '../database/document-id';
import { deliveryEvent, reportFile } from './delivery-event';
import type { MailItem } from './duplicates';
import type { Reported } from './find-reported';

export interface RecordedReports {
  /** The event of each journal entry. */
  eventOf: Map<number, string>;
  /** Conversations with something new to see. */
  changed: string[];
  reopened: string[];
  failed: { conversationId: string; messageId: string }[];
  /** Ours whose fate was not known: the report proves that they went out. */
  sent: { conversationId: string; messageId: string }[];
}

/**
 * Writes what reports say to the messages that they are about, each with an event in its conversation. The
 * conversations are locked already, before any message. What a report repeats is written down and disturbs nobody.
 */
export async function recordReports(
  { messages, attachments }: { messages: MessageRepository; attachments: AttachmentRepository },
  trx: Knex,
  account: Account,
  reported: ReadonlyMap<MailItem, Reported>,
  at: number
): Promise<RecordedReports> {
  const recorded: RecordedReports = { eventOf: new Map(), changed: [], reopened: [], failed: [], sent: [] };
  for (const [{ entry, mail }, { messageId, outcomes }] of reported) {
    const message = await messages.lock(trx, messageId);
    // Its conversation is locked, so nobody can have removed it since it was found.
    if (!message) throw new Error('a reported message is gone');
    // Asked now: a mail of this batch may have made the conversation part of another one.
    const { conversationId } = message;
    const change = afterReport(message, outcomes);
    if (change) await messages.update(trx, messageId, change, at);
    const isNew = change !== null && newlyFailed(message, change);
    const isNews = isNew && !entry.backfill;
    const report = { id: createDocumentId(), account, entry, mail, message, outcomes, isNews };
    const event = deliveryEvent(report);
    await messages.insert(trx, [event], at);
    await attachments.insert(trx, [reportFile(report)], at);
    recorded.eventOf.set(entry.id, report.id);
    recorded.changed.push(conversationId);
    if (isNews && (await bumpConversation(trx, conversationId, event.receivedAt)))
      recorded.reopened.push(conversationId);
    const ids = { conversationId, messageId };
    if (message.status === 'uncertain' && change) recorded.sent.push(ids);
    // While it is being sent, the end of the try tells.
    if (isNews && change?.status !== 'sending') recorded.failed.push(ids);
  }
  return recorded;
}

function newlyFailed(before: Message, after: DeliveryChange): boolean {
  const known = new Set(before.recipients.filter(isFailed).map(({ address }) => address.toLowerCase()));
  return after.recipients.some((recipient) => isFailed(recipient) && !known.has(recipient.address.toLowerCase()));
}
