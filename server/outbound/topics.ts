import type { NewJob } from '../jobs/types';

export const SEND = 'outbound.send';
export const SENT_COPY = 'outbound.sent-copy';
export const RESOLVE = 'outbound.resolve';

const FOR_EVER = 1_000_000;

/** In order per conversation, also over retries. How long a mail may wait is decided by its age, not by a count. */
export const sendJob = (accountId: string, conversationId: string, messageId: string): NewJob => ({
  topic: SEND,
  payload: { messageId },
  orderKey: `conversation:${conversationId}`,
  accountId,
  maxAttempts: FOR_EVER,
});

export const sentCopyJob = (accountId: string, messageId: string, runAt: number): NewJob => ({
  topic: SENT_COPY,
  payload: { messageId },
  orderKey: `sent-copy:${accountId}`,
  accountId,
  runAt,
  maxAttempts: 8,
});

export const resolveJob = (accountId: string, messageId: string, runAt: number): NewJob => ({
  topic: RESOLVE,
  payload: { messageId, look: 1 },
  dedupeKey: `resolve:${messageId}`,
  accountId,
  runAt,
  maxAttempts: FOR_EVER,
});
