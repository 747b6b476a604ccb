import { createDocumentId } from '../database/document-id';
import type { NewMessage } from './message';

interface NewEvent {
  accountId: string;
  conversationId: string;
  type: string;
  details: Record<string, unknown>;
  /** What makes it the same event when it is told twice. Without it each is another one. */
  identityKey?: string;
  author?: NewMessage['author'];
  at: number;
}

/** An entry of the timeline that nobody wrote: the row of a message with nothing of a message in it. */
export function newEvent({ accountId, conversationId, type, details, identityKey, author, at }: NewEvent): NewMessage {
  const id = createDocumentId();
  return {
    id,
    accountId,
    conversationId,
    direction: 'outbound',
    kind: 'event',
    status: 'sent',
    error: null,
    from: { name: '', address: '' },
    replyTo: [],
    to: [],
    cc: [],
    bcc: [],
    subject: '',
    text: '',
    html: null,
    hasRemoteImages: false,
    receivedAt: at,
    dateHeader: null,
    externalId: '',
    identityKey: identityKey ?? `event:${id}`,
    idempotencyKey: null,
    author: author ?? null,
    imported: false,
    unverifiedSender: false,
    automatic: !author,
    threadReason: '',
    recipients: [],
    rawKey: null,
    references: null,
    event: { type, details },
  };
}
