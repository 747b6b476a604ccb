import type { AccountDto, CreateAccount } from '../../../server/api/contracts/accounts';
import type { ConversationDto } from '../../../server/api/contracts/inbox';
import type { Dovecot } from '../../support/dovecot';
import { dataOf, type ApiClient } from '../../support/api-client';
import type { HostSettings } from '../../support/host-environment';
import { until } from '../../support/until';

export const MAILBOX_PASSWORD = 'mailbox-secret-Zanahoria-77';

/** Lets a host reach this Dovecot's free ports. */
export const mailPortsOf = (dovecot: Dovecot): NonNullable<HostSettings['mailPorts']> => ({
  imap: [dovecot.imapPort],
  smtp: [dovecot.submissionPort],
});

export function newAccount(dovecot: Dovecot, address: string, authorisedUserIds: number[] = []): CreateAccount {
  return {
    kind: 'imap',
    name: address,
    address,
    senderName: 'Recambios de Prueba',
    imap: { host: '127.0.0.1', port: dovecot.imapPort, security: 'none' },
    smtp: { host: '127.0.0.1', port: dovecot.submissionPort, security: 'none' },
    username: address,
    password: MAILBOX_PASSWORD,
    importDays: 30,
    authorisedUserIds,
  };
}

export async function createAccount(api: ApiClient, account: CreateAccount): Promise<AccountDto> {
  return dataOf<AccountDto>(await api.post('/conversations/accounts', account));
}

/** The first conversation whose subject contains `subject`, as this person sees it. */
export function conversationAbout(api: ApiClient, subject: string): Promise<ConversationDto> {
  return until(`a conversation about "${subject}"`, async () => {
    const list = dataOf<ConversationDto[]>(await api.get('/conversations/inbox?limit=100'));
    return list.find((conversation) => conversation.subject.includes(subject));
  });
}
