import type { NewJob } from '../../jobs/types';

export const FETCH_MEDIA = 'inbound.media';

/** Meta keeps media for seven days. Each file by itself: one that cannot be had holds up nothing. */
export const fetchMediaJob = (accountId: string, attachmentId: string): NewJob => ({
  topic: FETCH_MEDIA,
  payload: { attachmentId },
  dedupeKey: `media:${attachmentId}`,
  accountId,
  maxAttempts: 1_000,
});
