import type { AccountRepository } from '../accounts/repository';
import { mediumOf } from '../accounts/account';
import type { JobHandler } from '../jobs/types';

/** The journal is one; what its rows hold is the account's kind's. */
export function processByKind(
  accounts: Pick<AccountRepository, 'find'>,
  handlers: { mail: JobHandler; whatsApp: JobHandler }
): JobHandler {
  return async (job, signal) => {
    const account = await accounts.find(String(job.payload.accountId));
    if (!account) return;
    await (mediumOf(account.kind) === 'email' ? handlers.mail : handlers.whatsApp)(job, signal);
  };
}
