import type { NewJob } from '../jobs/types';

export const PROCESS = 'inbound.process';

/** One worker at a time takes an account's journal rows, so that threading has one writer per account. */
export const processJob = (accountId: string): NewJob => ({
  topic: PROCESS,
  payload: { accountId },
  orderKey: `inbound:${accountId}`,
  dedupeKey: `inbound:${accountId}`,
  accountId,
  maxAttempts: 1_000_000,
});
