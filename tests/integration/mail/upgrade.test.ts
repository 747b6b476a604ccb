import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MessageDto } from '../../../server/api/contracts/inbox';
import { REGULAR, STRANGER } from '../../fixtures/upgrade/shape';
import { administrate, type Administration } from '../../support/admin-client';
import { dataOf, type ApiClient } from '../../support/api-client';
import { openDatabase } from '../../support/database';
import { startDovecot, type Dovecot } from '../../support/dovecot';
import { DATABASES, type HostData } from '../../support/host-data';
import { mailSource } from '../../support/mail-source';
import { previousData, previousMailbox, readPrevious } from '../../support/previous-data';
import { startSmtpSink, type SmtpSink } from '../../support/smtp-sink';
import { spawnHost, type SpawnedHost } from '../../support/spawned-host';
import { until } from '../../support/until';
import { MAILBOX_PASSWORD } from '../support/accounts';
import { listInbox, MAILBOX, readConversation, readMessages } from './office';

const nameOf = (message: MessageDto) => message.externalId.slice(1, -1);

/** What a reader of the previous version saw of a message; later versions may say more of it. */
const seen = ({
  id,
  direction,
  kind,
  from,
  to,
  cc,
  subject,
  text,
  html,
  sentAt,
  externalId,
  attachments,
}: MessageDto) => ({
  ...{ id, direction, kind, from, to, cc, subject, text, html, sentAt, externalId },
  files: attachments.map(({ id, name, type, size }) => ({ id, name, type, size })),
});

describe.each(DATABASES)('a database of the previous version, killed at work, on %s', (kind) => {
  const before = readPrevious(kind);
  const messagesBefore = before.conversations.flatMap(({ messages }) => messages);
  const unfinished = [before.queuedMessageId, before.lostMessageId, before.filedMessageId];
  let dovecot: Dovecot;
  let smtp: SmtpSink;
  let data: HostData;
  let host: SpawnedHost;
  let admin: Administration;
  let agent: ApiClient;
  let tablesBefore: string[];

  const boot = async () => {
    host = await spawnHost(data, {
      worker: true,
      mailPorts: { imap: [dovecot.imapPort], smtp: [smtp.port] },
      pluginConfig: { sync: { pollSeconds: 1, reconcileMinutes: 15, fullReconcileHours: 24 } },
    });
    admin = await administrate(host.url);
    agent = (await admin.login('ana@empresa.test')).api;
  };

  beforeAll(async () => {
    const passwords = { [MAILBOX]: MAILBOX_PASSWORD };
    dovecot = await startDovecot({ passwords });
    smtp = await startSmtpSink({ passwords });
    await previousMailbox(kind, dovecot);
    data = await previousData(kind, { imap: dovecot.imapPort, smtp: smtp.port });
    tablesBefore = await tables();
    await boot();
  });
  afterAll(async () => {
    await host?.kill();
    await smtp?.stop();
    await dovecot?.stop();
    await data?.remove();
  });

  function messageBefore(id: string): MessageDto {
    const message = messagesBefore.find((candidate) => candidate.id === id);
    if (!message) throw new Error(`the previous version had no message ${id}`);
    return message;
  }

  async function tables(): Promise<string[]> {
    const database = openDatabase(data);
    try {
      const rows: { name: string }[] = await (kind === 'sqlite'
        ? database('sqlite_master').where({ type: 'table' }).select('name')
        : database('pg_tables').where({ schemaname: 'public' }).select({ name: 'tablename' }));
      return rows.map(({ name }) => name).filter((name) => name.startsWith('conversations'));
    } finally {
      await database.destroy();
    }
  }

  const ledger = async () =>
    dataOf<{ ledger: Record<string, number> }>(
      await admin.owner.api.get(`/conversations/accounts/${before.accountId}/health`)
    ).ledger;

  async function everything() {
    const conversations = [];
    for (const { id } of await listInbox(agent)) {
      conversations.push({ detail: await readConversation(agent, id), messages: await readMessages(agent, id) });
    }
    return conversations.sort((one, other) => one.detail.id.localeCompare(other.detail.id));
  }

  const find = async (id: string): Promise<MessageDto> => {
    const all = (await everything()).flatMap(({ messages }) => messages).filter((message) => message.id === id);
    expect(all).toHaveLength(1);
    return all[0] as MessageDto;
  };

  const timesSent = (id: string) =>
    smtp.mails.filter(({ raw }) =>
      new RegExp(`^Message-ID:\\s*<${nameOf(messageBefore(id))}>`, 'im').test(raw.toString())
    ).length;

  const deliver = (subject: string, more: { inReplyTo?: string; references?: string[] } = {}) =>
    dovecot.deliver(
      MAILBOX,
      mailSource({ from: `Marta Ribera <${REGULAR}>`, to: MAILBOX, subject, text: `Escribo por: ${subject}`, ...more })
    );

  it('was made by an older schema, with work in flight', async () => {
    expect(before.ledger['pending']).toBeGreaterThan(0);
    expect(unfinished.map((id) => messageBefore(id).status)).toEqual(['queued', 'sending', 'sending']);
    const now = await tables();
    expect(now).toEqual(expect.arrayContaining(tablesBefore));
    expect(now.length).toBeGreaterThan(tablesBefore.length);
  });

  it('takes in once what the journal held, and the mails behind it', async () => {
    const subjects = async () => (await listInbox(agent)).map(({ subject }) => subject);
    const wanted = before.conversations.length + before.pendingSubjects.length;
    await until('every mail that waited', async () => (await subjects()).length >= wanted);
    expect((await subjects()).sort()).toEqual(
      [...before.conversations.map(({ detail }) => detail.subject), ...before.pendingSubjects].sort()
    );
  });

  it('sends the queued answer once, and neither of the interrupted ones', async () => {
    await until('the queued answer', async () => (await find(before.queuedMessageId)).status === 'sent');
    await until('the one in Sent', async () => (await find(before.filedMessageId)).status === 'sent', 30_000);
    expect((await find(before.lostMessageId)).status).toBe('uncertain');
    expect(unfinished.map(timesSent)).toEqual([1, 0, 0]);
    expect(smtp.mails).toHaveLength(1);
  });

  it('shows every conversation and message as it was', async () => {
    const now = await everything();
    for (const { detail, messages } of before.conversations) {
      const same = now.find((conversation) => conversation.detail.id === detail.id);
      const { subject, status, assignee, contact, account, unreadCount } = detail;
      expect(same?.detail).toMatchObject({ subject, status, assignee, contact, account, unreadCount });
      expect(same?.messages.map(seen)).toEqual(messages.map(seen));
      const finished = messages.filter(({ id }) => !unfinished.includes(id));
      for (const { id, status: was } of finished) {
        expect(same?.messages.find((message) => message.id === id)?.status).toBe(was);
      }
    }
  });

  it('opens the files of before', async () => {
    const file = messagesBefore.flatMap(({ attachments }) => attachments)[0];
    const { url } = dataOf<{ url: string }>(await agent.post(`/conversations/attachments/${file?.id}/link`));
    const answer = await agent.get(url);
    expect([answer.status, answer.text]).toEqual([200, '1234 BCD']);
  });

  it('shows them to whom it did, and to nobody else', async () => {
    const stranger = (await admin.login(STRANGER)).api;
    expect(await listInbox(stranger)).toEqual([]);
    for (const { detail } of before.conversations) {
      expect((await agent.get(`/conversations/inbox/${detail.id}`)).status).toBe(200);
      expect((await stranger.get(`/conversations/inbox/${detail.id}`)).status).toBe(404);
    }
  });

  it('opens the mailbox with the stored password, and knows the threads of before', async () => {
    const answered = messageBefore(before.answeredMessageId);
    const home = before.conversations.find(({ messages }) => messages.some(({ id }) => id === answered.id));
    // The customer's program kept only the id of our answer: the id alone leads home.
    await deliver('Una cosa más', { inReplyTo: answered.externalId, references: [answered.externalId] });
    await deliver('Otro asunto distinto');
    await until('the new conversation', async () =>
      (await listInbox(agent)).some(({ subject }) => subject === 'Otro asunto distinto')
    );
    await until('the new mail in the old conversation', async () =>
      (await readMessages(agent, home?.detail.id ?? '')).some(({ subject }) => subject === 'Una cosa más')
    );
    expect(await listInbox(agent)).toHaveLength(before.conversations.length + before.pendingSubjects.length + 1);
  });

  it('balances the ledger, and changes nothing with another restart', async () => {
    const settled = await until('nothing pending', async () => {
      const counts = await ledger();
      return counts['pending'] === 0 && counts;
    });
    const { received = 0, stored = 0, duplicate = 0, ignored = 0, quarantined = 0 } = settled;
    expect(received).toBe(stored + duplicate + ignored + quarantined);
    expect({ quarantined, stored }).toEqual({
      quarantined: 0,
      stored: (before.ledger['stored'] ?? 0) + before.pendingSubjects.length + 2,
    });
    const shown = await everything();
    await host.kill();
    await boot();
    // A mail that came after the restart has passed everything that the restart could bring again.
    await deliver('Después del reinicio');
    await until('the mail after the restart', async () =>
      (await listInbox(agent)).some(({ subject }) => subject === 'Después del reinicio')
    );
    const known = new Set(shown.map(({ detail }) => detail.id));
    expect((await everything()).filter(({ detail }) => known.has(detail.id))).toEqual(shown);
    expect(await listInbox(agent)).toHaveLength(known.size + 1);
    expect(unfinished.map(timesSent)).toEqual([1, 0, 0]);
    expect((await ledger())['stored']).toBe(stored + 1);
  });
});
