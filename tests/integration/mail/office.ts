import { ACTION } from '../../../server/constants';
import type { MailAccountDto } from '../../../server/api/contracts/accounts';
import type {
  ConversationDetailDto,
  ConversationDto,
  CreateMessage,
  MessageDto,
} from '../../../server/api/contracts/inbox';
import { administrate, type Administration, type AdminPerson } from '../../support/admin-client';
import { ImapFlow } from 'imapflow';
import { dataOf, type ApiClient } from '../../support/api-client';
import { startDovecot, type Dovecot } from '../../support/dovecot';
import { createHostData, type DatabaseKind, type HostData } from '../../support/host-data';
import type { SpawnSettings } from '../../support/spawned-host';
import { spawnHost, type SpawnedHost } from '../../support/spawned-host';
import { startSmtpSink, type SmtpSink } from '../../support/smtp-sink';
import { createAccount, MAILBOX_PASSWORD, newAccount } from '../support/accounts';

export const MAILBOX = 'ventas@empresa.test';

/** A host, a mailbox on Dovecot, an SMTP server, and an agent who may read the one account. */
export interface Office {
  host: SpawnedHost;
  data: HostData;
  dovecot: Dovecot;
  smtp: SmtpSink;
  admin: Administration;
  agent: AdminPerson;
  account: MailAccountDto;
  /** Starts another process on the same data, or the same after it has died. */
  boot(settings?: SpawnSettings): Promise<SpawnedHost>;
  stop(): Promise<void>;
}

export async function openOffice(
  database: DatabaseKind,
  settings: SpawnSettings & { passwords?: Record<string, string> } = {}
): Promise<Office> {
  const data = await createHostData(database);
  const dovecot = await startDovecot({ passwords: { [MAILBOX]: MAILBOX_PASSWORD, ...settings.passwords } });
  const smtp = await startSmtpSink({ passwords: { [MAILBOX]: MAILBOX_PASSWORD } });
  const processes: SpawnedHost[] = [];
  const boot = async (extra: SpawnSettings = {}): Promise<SpawnedHost> => {
    const host = await spawnHost(data, {
      worker: true,
      mailPorts: { imap: [dovecot.imapPort], smtp: [smtp.port] },
      ...settings,
      ...extra,
      pluginConfig: {
        sync: { pollSeconds: 1, reconcileMinutes: 15, fullReconcileHours: 24 },
        ...settings.pluginConfig,
        ...extra.pluginConfig,
      },
    });
    processes.push(host);
    return host;
  };
  const host = await boot();
  const admin = await administrate(host.url);
  const role = await admin.role('Agents', [ACTION.useInbox]);
  const agent = await admin.person('ana@empresa.test', [role]);
  const account = await createAccount(admin.owner.api, {
    ...newAccount({ dovecot, sink: smtp }, MAILBOX, [agent.id]),
    name: 'Ventas',
    senderName: 'Ventas Empresa',
  });
  return {
    host,
    data,
    dovecot,
    smtp,
    admin,
    agent,
    account,
    boot,
    async stop() {
      for (const process of processes) {
        await process.kill();
        if (globalThis.process.env['SHOW_HOST_LOG']) console.log(process.log());
      }
      await smtp.stop();
      await dovecot.stop();
      await data.remove();
    },
  };
}

/** Connects another mailbox of the same servers (see `passwords`), for the same agent. */
export const connectMailbox = (
  { admin, agent, dovecot, smtp }: Office,
  address: string,
  named: { name?: string; senderName?: string } = {}
): Promise<MailAccountDto> =>
  createAccount(admin.owner.api, { ...newAccount({ dovecot, sink: smtp }, address, [agent.id]), ...named });

/** The same person at another process: the session is valid there too, since both know the same secrets. */
export async function agentAt(host: SpawnedHost): Promise<ApiClient> {
  return (await (await administrate(host.url)).login('ana@empresa.test')).api;
}

export const listInbox = async (api: ApiClient): Promise<ConversationDto[]> =>
  dataOf<ConversationDto[]>(await api.get('/conversations/inbox?limit=100'));

export const readMessages = async (api: ApiClient, conversationId: string): Promise<MessageDto[]> =>
  dataOf<MessageDto[]>(await api.get(`/conversations/inbox/${conversationId}/messages?limit=100`)).reverse();

export const readConversation = async (api: ApiClient, conversationId: string): Promise<ConversationDetailDto> =>
  dataOf<ConversationDetailDto>(await api.get(`/conversations/inbox/${conversationId}`));

let keys = 0;
export async function reply(
  api: ApiClient,
  conversationId: string,
  message: Partial<CreateMessage>
): Promise<MessageDto> {
  keys += 1;
  const body = { kind: 'reply', idempotencyKey: `test-key-${process.pid}-${keys}`, ...message };
  return dataOf<MessageDto>(await api.post(`/conversations/inbox/${conversationId}/messages`, body));
}

/** As another mail program does: puts a mail into a folder of the mailbox. */
export async function appendTo({ dovecot }: Office, folder: string, raw: string): Promise<void> {
  const client = new ImapFlow({
    host: '127.0.0.1',
    port: dovecot.imapPort,
    secure: false,
    auth: { user: MAILBOX, pass: MAILBOX_PASSWORD },
    logger: false,
  });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.append(folder, raw, ['\\Seen']);
  } finally {
    await client.logout();
  }
}
