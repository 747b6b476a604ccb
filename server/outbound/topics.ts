import type { NewJob } from '../jobs/types';

export const SEND = 'outbound.send';
export const SENT_COPY = 'outbound.sent-copy';
/** The time of a scheduled message has come. */
export const RELEASE = 'outbound.release';
export const RESOLVE = 'outbound.resolve';

const FOR_EVER = 1_000_000;

/** What goes to one person goes in the order in which it was written. */
export const sendingOrder = (conversationId: string): string => `conversation:${conversationId}`;

/**
 * In order per conversation, also over retries. How long a mail may wait is decided by its age, not by a count.
 * `queuedAt`: since when the present tries count, where somebody may have asked for new ones.
 */
export const sendJob = (
  accountId: string,
  conversationId: string,
  messageId: string,
  { queuedAt, runAt }: { queuedAt?: number; runAt?: number } = {}
): NewJob => ({
  topic: SEND,
  payload: { messageId, ...(queuedAt === undefined ? {} : { queuedAt }) },
  orderKey: sendingOrder(conversationId),
  accountId,
  ...(runAt === undefined ? {} : { runAt }),
  maxAttempts: FOR_EVER,
});

/** Not in the order of the conversation: what is said until then goes out before it. */
export const releaseJob = (accountId: string, messageId: string, runAt: number): NewJob => ({
  topic: RELEASE,
  payload: { messageId },
  accountId,
  runAt,
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
