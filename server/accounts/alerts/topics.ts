import type { NewJob } from '../../jobs/types';

export const TELL_MANAGER = 'accounts.tell-manager';

/** One job a person, so that a mail that fails is tried again without the others getting theirs twice. */
export const tellManager = (accountId: string, userId: number, notifiedAt: number): NewJob => ({
  topic: TELL_MANAGER,
  payload: { accountId, userId, notifiedAt },
  accountId,
  // About an hour: a mail server that is away for longer is known to its people by then.
  maxAttempts: 20,
});
