import { mediumOf, type Medium } from '../accounts/account';
import type { AccountRepository } from '../accounts/repository';
import type { MessageRepository } from '../conversations/message-repository';
import type { JobHandler } from '../jobs/types';

interface Deps {
  accounts: AccountRepository;
  messages: MessageRepository;
  senders: Record<Medium, JobHandler>;
}

/** A message is sent as its account's medium does. */
export function createSendJob({ accounts, messages, senders }: Deps): JobHandler {
  return async (job, signal) => {
    const message = await messages.find(String(job.payload.messageId));
    if (!message) return;
    const account = await accounts.find(message.accountId);
    // Without its account a message fails, which both can say.
    const medium = account ? mediumOf(account.kind) : message.whatsapp ? 'whatsapp' : 'email';
    return senders[medium](job, signal);
  };
}
