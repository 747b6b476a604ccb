import { invalid, notFound, readOnly } from '../api/errors';
import type { StartedDto, StartInInbox } from '../api/contracts/start';
import { isMailAccount, type MailAccount, type WhatsAppAccount } from '../accounts/account';
import type { AccountRepository } from '../accounts/repository';
import { mayWrite, type Access } from '../security/scope';

export type StartOn<T> = (access: Access, account: T, input: StartInInbox) => Promise<StartedDto>;
export type StartConversation = (access: Access, input: StartInInbox) => Promise<StartedDto>;

interface Deps {
  accounts: AccountRepository;
  startMail: StartOn<MailAccount>;
  startWhatsApp: StartOn<WhatsAppAccount>;
}

/** A conversation that begins with a message of ours. Nothing is sent here: it is stored with the job that sends it. */
export function createStartConversation({ accounts, startMail, startWhatsApp }: Deps): StartConversation {
  return async (access, input) => {
    const { accountId } = input;
    if (!access.accountIds.includes(accountId)) throw notFound('Account');
    if (!mayWrite(access, accountId)) throw readOnly();
    const account = await accounts.find(accountId);
    if (!account) throw notFound('Account');
    if (!isMailAccount(account)) {
      const own = [input.to, input.cc, input.bcc, input.subject, input.text, input.html, input.attachmentIds];
      if (input.templateId === undefined)
        throw invalid('template-needed', 'A conversation on WhatsApp begins with an approved template.');
      if (own.some((each) => each !== undefined))
        throw invalid('only-mail', 'On WhatsApp a conversation begins with a number and a template, and nothing else.');
      return startWhatsApp(access, account, input);
    }
    if (input.phone !== undefined || input.name !== undefined)
      throw invalid('only-whatsapp', 'Numbers are for WhatsApp. A mail goes to an address.');
    return startMail(access, account, input);
  };
}
