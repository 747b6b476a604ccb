import type { MailAccountDto, CreateAccount } from '../../../server/api/contracts/accounts';
import type { ConversationDto } from '../../../server/api/contracts/inbox';
import { startDovecot, type Dovecot } from '../../support/dovecot';
import { startSmtpSink, type SmtpSink } from '../../support/smtp-sink';
import { dataOf, type ApiClient } from '../../support/api-client';
import type { HostSettings } from '../../support/host-environment';
import { until } from '../../support/until';

export const MAILBOX_PASSWORD = 'mailbox-secret-Zanahoria-77';

/** The mail servers of a test: Dovecot to read from, and a real SMTP server that keeps what it gets. */
export interface MailServers {
  dovecot: Dovecot;
  sink: SmtpSink;
  stop(): Promise<void>;
}

export async function startMailServers(addresses: string[]): Promise<MailServers> {
  const passwords = Object.fromEntries(addresses.map((address) => [address, MAILBOX_PASSWORD]));
  const dovecot = await startDovecot({ passwords });
  const sink = await startSmtpSink({ passwords });
  return {
    dovecot,
    sink,
    async stop() {
      await sink.stop();
      await dovecot.stop();
    },
  };
}

/** Lets a host reach these servers' free ports. */
export const mailPortsOf = ({ dovecot, sink }: MailServers): NonNullable<HostSettings['mailPorts']> => ({
  imap: [dovecot.imapPort],
  smtp: [sink.port],
});

export function newAccount(
  { dovecot, sink }: Pick<MailServers, 'dovecot' | 'sink'>,
  address: string,
  authorisedUserIds: number[] = []
): CreateAccount {
  return {
    kind: 'imap',
    name: address,
    address,
    senderName: 'Recambios de Prueba',
    imap: { host: '127.0.0.1', port: dovecot.imapPort, security: 'none' },
    smtp: { host: '127.0.0.1', port: sink.port, security: 'none' },
    username: address,
    password: MAILBOX_PASSWORD,
    importDays: 30,
    authorisedUserIds,
  };
}

export async function createAccount(api: ApiClient, account: CreateAccount): Promise<MailAccountDto> {
  return dataOf<MailAccountDto>(await api.post('/conversations/accounts', account));
}

/** The first conversation whose subject contains `subject`, as this person sees it. */
export function conversationAbout(api: ApiClient, subject: string): Promise<ConversationDto> {
  return until(`a conversation about "${subject}"`, async () => {
    const list = dataOf<ConversationDto[]>(await api.get('/conversations/inbox?limit=100'));
    return list.find((conversation) => conversation.subject.includes(subject));
  });
}
