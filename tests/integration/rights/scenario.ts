import { randomUUID } from 'node:crypto';
import type { QuarantineDto } from '../../../server/api/contracts/accounts';
import type { SetHostAccess } from '../../../server/api/contracts/host-access';
import type { SignatureDto } from '../../../server/api/contracts/signatures';
import type { TagDto } from '../../../server/api/contracts/tags';
import type { MessageDto } from '../../../server/api/contracts/inbox';
import { ACTION } from '../../../server/constants';
import { administrate } from '../../support/admin-client';
import { createApiClient, dataOf, type ApiClient } from '../../support/api-client';
import { HOST_ACTIONS, hostCallers, type HostCaller } from '../../support/host-callers';
import { createHostData, type DatabaseKind } from '../../support/host-data';
import { mailSource } from '../../support/mail-source';
import { spawnHost, type SpawnedHost } from '../../support/spawned-host';
import { until } from '../../support/until';
import { conversationAbout, createAccount, mailPortsOf, newAccount, startMailServers } from '../support/accounts';
import { CANARY, LETTER, unparsable } from './canaries';
import type { People } from './people';

export interface Scenario {
  host: SpawnedHost;
  people: People;
  userIds: { agent: number; exAgent: number; otherAgent: number; manager: number; owner: number };
  accountA: string;
  accountB: string;
  conversation: string;
  contact: string;
  message: string;
  attachment: string;
  /** As account A has it: a walk that saves it changes nothing. */
  hostAccessOfA: SetHostAccess;
  /** What the agent answered, which was sent. */
  reply: string;
  /** The mail in quarantine: waits until it is there (again). */
  quarantined(): Promise<string>;
  /** A new account that nobody minds losing. */
  throwawayAccount(): Promise<string>;
  /** A new signature of account A. */
  throwawaySignature(): Promise<string>;
  /** A tag that nobody minds losing. */
  throwawayTag(): Promise<string>;
  /** A template that nobody minds losing. */
  throwawayTemplate(): Promise<string>;
  /** An entry of account A's blocked senders. */
  throwawayBlock(): Promise<string>;
  /** A conversation of account A that nobody minds losing. */
  throwawayConversation(): Promise<string>;
  /** Delivers a mail to account A and waits until its reader sees it. */
  deliverToA(subject: string): Promise<void>;
  end(): Promise<void>;
}

const ADDRESS_A = 'ventas@recambios.test';
const ADDRESS_B = 'soporte@recambios.test';
const SPARE = 'sobrante@recambios.test';

/** Two accounts on a real IMAP server, mail in both, and one of each kind of person. */
export async function createScenario(database: DatabaseKind): Promise<Scenario> {
  const servers = await startMailServers([ADDRESS_A, ADDRESS_B, SPARE]);
  const { dovecot } = servers;
  const data = await createHostData(database);
  const host = await spawnHost(data, { worker: true, mailPorts: mailPortsOf(servers) });
  const admin = await administrate(host.url);

  const agents = await admin.role('agents', [ACTION.useInbox]);
  const managers = await admin.role('managers', [ACTION.manageAccounts, ACTION.manageTags, ACTION.manageTemplates]);
  const others = await admin.role('others', []);
  const agent = await admin.person('agent@example.test', [agents]);
  const exAgent = await admin.person('exagent@example.test', [agents]);
  const otherAgent = await admin.person('otheragent@example.test', [agents]);
  const manager = await admin.person('manager@example.test', [managers]);
  const bystander = await admin.person('bystander@example.test', [others]);

  await dovecot.deliver(ADDRESS_A, mailSource({ ...LETTER.a, to: ADDRESS_A }));
  await dovecot.deliver(ADDRESS_A, unparsable(ADDRESS_A));
  await dovecot.deliver(ADDRESS_B, mailSource({ ...LETTER.b, to: ADDRESS_B }));
  const accountA = await createAccount(admin.owner.api, newAccount(servers, ADDRESS_A, [agent.id, exAgent.id]));
  const accountB = await createAccount(admin.owner.api, newAccount(servers, ADDRESS_B, [otherAgent.id]));

  const conversation = await conversationAbout(agent.api, CANARY.subject);
  await conversationAbout(exAgent.api, CANARY.subject);
  await conversationAbout(otherAgent.api, LETTER.b.subject);
  const messages = dataOf<MessageDto[]>(await agent.api.get(`/conversations/inbox/${conversation.id}/messages`));
  const message = messages[0];
  const attachment = message?.attachments[0];
  if (!message || !attachment) throw new Error('the mail of account A came without its attachment');
  const quarantined = () =>
    until('the mail that cannot be parsed in quarantine', async () => {
      const path = `/conversations/accounts/${accountA.id}/quarantine`;
      return dataOf<QuarantineDto[]>(await admin.owner.api.get(path))[0]?.id;
    });
  await quarantined();
  const reply = await replyAndWait(agent.api, conversation.id, message.id);
  const authorised = `/conversations/accounts/${accountA.id}/authorised-users`;
  dataOf(await admin.owner.api.put(authorised, { userIds: [agent.id] }));

  const callers = hostCallers(host.url, admin);
  const FIND = 'plugin::conversations.conversation.find';
  const visitor = await callers.roleWithUser('Visitors', HOST_ACTIONS);
  const writingClerk = await callers.roleWithUser('Clerks', HOST_ACTIONS);
  const narrowToken = await callers.token('narrow', 'custom', [FIND]);
  const otherToken = await callers.token('other', 'full-access');
  const readingToken = await callers.token('reading', 'full-access');
  const writingReadOnlyToken = await callers.token('writing read-only', 'read-only');
  const writingToken = await callers.token('writing', 'full-access');
  const allow = (access: 'read' | 'write', list: HostCaller[]) => list.map(({ id }) => ({ id, access }));
  const hostAccessOfA: SetHostAccess = {
    apiTokens: [...allow('read', [readingToken]), ...allow('write', [narrowToken, writingReadOnlyToken, writingToken])],
    roles: allow('write', [writingClerk]),
  };
  dataOf(await admin.owner.api.put(`/conversations/accounts/${accountA.id}/host-access`, hostAccessOfA));
  const hostAccessOfB: SetHostAccess = { apiTokens: allow('write', [otherToken]), roles: [] };
  dataOf(await admin.owner.api.put(`/conversations/accounts/${accountB.id}/host-access`, hostAccessOfB));

  let letters = 0;
  let throwaway: Promise<string> | undefined;
  let unwelcome: Promise<string> | undefined;
  return {
    host,
    people: {
      anonymous: createApiClient(host.url),
      visitor: visitor.api,
      fullToken: await admin.apiToken('full-access'),
      readOnlyToken: await admin.apiToken('read-only'),
      customToken: await admin.apiToken('custom', ['api::customer.customer.find']),
      narrowToken: narrowToken.api,
      otherToken: otherToken.api,
      readingToken: readingToken.api,
      writingReadOnlyToken: writingReadOnlyToken.api,
      writingToken: writingToken.api,
      writingClerk: writingClerk.api,
      bystander: bystander.api,
      exAgent: exAgent.api,
      otherAgent: otherAgent.api,
      superAdmin: admin.owner.api,
      superAdminToken: await admin.adminToken([
        ACTION.useInbox,
        ACTION.manageAccounts,
        ACTION.manageTags,
        ACTION.manageTemplates,
      ]),
      manager: manager.api,
      agent: agent.api,
    },
    userIds: {
      agent: agent.id,
      exAgent: exAgent.id,
      otherAgent: otherAgent.id,
      manager: manager.id,
      owner: admin.owner.id,
    },
    accountA: accountA.id,
    accountB: accountB.id,
    conversation: conversation.id,
    contact: conversation.contact.id,
    message: message.id,
    attachment: attachment.id,
    hostAccessOfA,
    reply,
    quarantined,
    async throwawayAccount() {
      return (await createAccount(admin.owner.api, newAccount(servers, SPARE))).id;
    },
    async throwawaySignature() {
      const body = { name: 'Sobrante', html: '<p>x</p>' };
      const path = `/conversations/accounts/${accountA.id}/signatures`;
      return dataOf<SignatureDto>(await admin.owner.api.post(path, body)).id;
    },
    async throwawayTag() {
      const body = { name: `Sobrante ${randomUUID()}` };
      return dataOf<TagDto>(await admin.owner.api.post('/conversations/tag-settings', body)).id;
    },
    async throwawayTemplate() {
      const body = { name: `Sobrante ${randomUUID()}`, medium: 'email', language: 'es', body: '<p>x</p>' };
      return dataOf<{ id: string }>(await admin.owner.api.post('/conversations/templates', body)).id;
    },
    async throwawayBlock() {
      const subject = 'Para bloquear';
      unwelcome ??= dovecot
        .deliver(ADDRESS_A, mailSource({ ...LETTER.a, from: 'bloquear@customer.test', to: ADDRESS_A, subject }))
        .then(async () => (await conversationAbout(agent.api, subject)).id);
      dataOf(await agent.api.put(`/conversations/inbox/${await unwelcome}`, { blockSender: true }));
      const blocked = dataOf<{ id: string }[]>(await agent.api.get('/conversations/inbox/blocked-senders'));
      return blocked[0]?.id ?? '';
    },
    throwawayConversation() {
      const subject = 'Para borrar';
      throwaway ??= dovecot
        .deliver(ADDRESS_A, mailSource({ ...LETTER.a, from: 'borrar@customer.test', to: ADDRESS_A, subject }))
        .then(async () => (await conversationAbout(agent.api, subject)).id);
      return throwaway;
    },
    async deliverToA(subject) {
      letters += 1;
      const letter = { ...LETTER.a, from: `Otro <otro${letters}@customer.test>`, to: ADDRESS_A, subject };
      await dovecot.deliver(ADDRESS_A, mailSource(letter));
      await conversationAbout(agent.api, subject);
    },
    async end() {
      await host.kill();
      await servers.stop();
      await data.remove();
    },
  };
}

async function replyAndWait(api: ApiClient, conversation: string, lastSeenMessageId: string): Promise<string> {
  const path = `/conversations/inbox/${conversation}/messages`;
  const body = { kind: 'reply', text: CANARY.reply, lastSeenMessageId, idempotencyKey: randomUUID() };
  const { id } = dataOf<MessageDto>(await api.post(path, body));
  return until('the reply to be sent', async () => {
    const reply = dataOf<MessageDto[]>(await api.get(path)).find((message) => message.id === id);
    return reply?.status === 'sent' && id;
  });
}
