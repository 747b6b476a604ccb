import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AuditEntryDto } from '../../server/api/contracts/accounts';
import type {
  HostAccount,
  HostContact,
  HostConversation,
  HostMessage,
  StartedConversation,
} from '../../server/api/contracts/host';
import { codeOf, dataOf, type ApiClient } from '../support/api-client';
import { HOST_ACTIONS, hostCallers, type HostCaller } from '../support/host-callers';
import { createHostData, mostlyOn } from '../support/host-data';
import { mailSource } from '../support/mail-source';
import { until } from '../support/until';
import { conversationAbout } from './support/accounts';
import { listInbox, MAILBOX, openOffice, readConversation, readMessages, type Office } from './mail/office';

const API = '/api/conversations';
const CUSTOMER = 'Lola Pérez <lola@cliente.test>';

/** A host's own code: keeps what it was told by events, and what it saw when it asked the services as somebody. */
const LISTENER = `
const names = ['message.received', 'message.sent', 'message.failed', 'conversation.assigned',
  'conversation.status-changed', 'account.error'];
module.exports = {
  bootstrap({ strapi }) {
    for (const name of names) {
      strapi.eventHub.on('conversations.' + name, (payload) => console.log('EVENT ' + JSON.stringify({ name, payload })));
    }
    const asked = async (run) => {
      try { return await run(); } catch (error) { return { refused: error.details?.code ?? error.message }; }
    };
    strapi.server.routes([{
      method: 'POST',
      path: '/test/service',
      handler: async (ctx) => {
        const { service, method, args } = ctx.request.body;
        const target = strapi.plugin('conversations').service(service);
        ctx.body = { data: (await asked(() => target[method](...args))) ?? null };
      },
      config: { auth: false },
    }]);
  },
};
`;

interface Heard {
  name: string;
  payload: Record<string, unknown>;
}

describe.each(mostlyOn('sqlite'))("the host's own access, on %s", (database) => {
  let office: Office;
  let token: HostCaller;
  let clerk: HostCaller;
  let conversation: HostConversation;

  const heard = (): Heard[] =>
    office.host
      .log()
      .split('\n')
      .filter((line) => line.startsWith('EVENT '))
      .map((line) => JSON.parse(line.slice('EVENT '.length)) as Heard);
  const service = async <T>(name: string, method: string, ...args: unknown[]): Promise<T> =>
    dataOf<T>(await office.admin.owner.api.post('/test/service', { service: name, method, args }));
  const allow = async (apiTokens: object[], roles: object[] = []) =>
    dataOf(
      await office.admin.owner.api.put(`/conversations/accounts/${office.account.id}/host-access`, { apiTokens, roles })
    );
  const list = async (api: ApiClient, query = ''): Promise<HostConversation[]> =>
    dataOf<HostConversation[]>(await api.get(`${API}/conversations${query}`));
  let keys = 0;
  const key = () => `host-api-${(keys += 1)}-${process.pid}`;

  beforeAll(async () => {
    const scratch = await createHostData('sqlite');
    const code = join(scratch.directory, 'listener.cjs');
    await writeFile(code, LISTENER);
    office = await openOffice(database, { env: { HOST_CODE: code } });
    // Loaded while the host booted.
    await scratch.remove();
    const callers = hostCallers(office.host.url, office.admin);
    token = await callers.token('ERP robot', 'full-access');
    clerk = await callers.roleWithUser('Portal clerks', HOST_ACTIONS);
    const path = '/content-manager/collection-types/api::customer.customer';
    const customer = await office.admin.owner.api.post(path, { name: 'Lola SA', email: 'lola@cliente.test' });
    expect(customer.status).toBe(201);
    const letters = [
      { from: CUSTOMER, subject: 'Precio de un embrague', text: '¿Cuánto cuesta?' },
      { from: 'Otro <otro@cliente.test>', subject: 'Horario', text: '¿Abren el lunes?' },
    ];
    for (const letter of letters) {
      await office.dovecot.deliver(MAILBOX, mailSource({ ...letter, to: MAILBOX }));
      await conversationAbout(office.agent.api, letter.subject);
    }
  });
  afterAll(() => office?.stop());

  it('nothing by default, and what is allowed is recorded', async () => {
    expect(await list(token.api)).toEqual([]);
    expect(dataOf<HostAccount[]>(await token.api.get(`${API}/accounts`))).toEqual([]);
    expect(dataOf<HostContact[]>(await token.api.get(`${API}/contacts`))).toEqual([]);
    const [any] = await listInbox(office.agent.api);
    expect((await token.api.get(`${API}/conversations/${any?.id}`)).status).toBe(404);

    await allow([{ id: token.id, access: 'write' }], [{ id: clerk.id, access: 'read' }]);
    const accounts = dataOf<HostAccount[]>(await token.api.get(`${API}/accounts`));
    expect(accounts).toEqual([
      { id: office.account.id, name: 'Ventas', kind: 'imap', address: MAILBOX, state: 'active', access: 'write' },
    ]);
    const audit = dataOf<AuditEntryDto[]>(
      await office.admin.owner.api.get(`/conversations/accounts/${office.account.id}/audit`)
    );
    expect(audit[0]).toMatchObject({
      action: 'account.host-access',
      actor: { id: office.admin.owner.id },
      details: {
        changes: [
          { principal: `api-token:${token.id}`, name: 'ERP robot', before: 'none', after: 'write' },
          { principal: `role:${clerk.id}`, name: 'Portal clerks', before: 'none', after: 'read' },
        ],
      },
    });
  });

  it('a token or role that does not exist cannot be let in, nor the public role', async () => {
    const path = `/conversations/accounts/${office.account.id}/host-access`;
    const { owner } = office.admin;
    const unknown = await owner.api.put(path, { apiTokens: [{ id: 99_999, access: 'read' }], roles: [] });
    expect([unknown.status, codeOf(unknown)]).toEqual([400, 'unknown-token']);
    const { roles } = (await owner.api.get('/users-permissions/roles')).body as {
      roles: { id: number; type: string }[];
    };
    const open = roles.find(({ type }) => type === 'public');
    const answer = await owner.api.put(path, { apiTokens: [], roles: [{ id: open?.id, access: 'read' }] });
    expect([answer.status, codeOf(answer)]).toEqual([400, 'unknown-role']);
  });

  it('lists by customer, address, status and change, page by page', async () => {
    const all = await list(token.api);
    expect(all.map(({ subject }) => subject)).toEqual(['Horario', 'Precio de un embrague']);
    const [lola] = await list(token.api, '?contactAddress=LOLA@cliente.test');
    if (!lola) throw new Error('the conversation is not there');
    conversation = lola;
    expect(conversation).toMatchObject({
      account: { id: office.account.id },
      customer: { uid: 'api::customer.customer', name: 'Lola SA' },
      status: 'open',
      unreadCount: 1,
    });
    const customerId = conversation.customer?.documentId;
    expect((await list(token.api, `?customerId=${customerId}`)).map(({ id }) => id)).toEqual([conversation.id]);
    expect(await list(token.api, '?customerId=nobody')).toEqual([]);
    expect(await list(token.api, '?status=closed')).toEqual([]);
    expect(await list(token.api, `?accountId=${office.account.id}&status=open`)).toHaveLength(2);
    expect(await list(token.api, '?accountId=another')).toEqual([]);

    const first = await token.api.get(`${API}/conversations?limit=1`);
    const { nextCursor } = (first.body as { meta: { nextCursor: string } }).meta;
    const second = await list(token.api, `?limit=1&cursor=${nextCursor}`);
    expect([...dataOf<HostConversation[]>(first), ...second].map(({ id }) => id)).toEqual(all.map(({ id }) => id));

    const contacts = dataOf<HostContact[]>(await token.api.get(`${API}/contacts?customerId=${customerId}`));
    expect(contacts).toMatchObject([
      { name: 'Lola Pérez', addresses: [{ kind: 'email', value: 'lola@cliente.test' }] },
    ]);
    const bad = await token.api.get(`${API}/conversations?limit=0`);
    expect([bad.status, codeOf(bad)]).toEqual([400, 'invalid-input']);
  });

  it('follows what has changed since', async () => {
    const later = new Date(Date.parse(conversation.updatedAt) + 60_000).toISOString();
    expect(await list(token.api, `?updatedSince=${later}`)).toEqual([]);
    const before = new Date().toISOString();
    expect(await list(token.api, `?updatedSince=${before}`)).toEqual([]);
    const put = await token.api.put(`${API}/conversations/${conversation.id}`, { status: 'pending' });
    expect(dataOf<HostConversation>(put).status).toBe('pending');
    expect((await list(token.api, `?updatedSince=${before}`)).map(({ id }) => id)).toEqual([conversation.id]);
  });

  it('answers in its own name, once, and not over something newer', async () => {
    const path = `${API}/conversations/${conversation.id}/messages`;
    const [question] = dataOf<HostMessage[]>(await token.api.get(path)).filter(({ kind }) => kind === 'message');
    const body = {
      kind: 'reply',
      html: '<p>Son <b>120 €</b><script>alert(1)</script></p>',
      lastSeenMessageId: question?.id,
      idempotencyKey: key(),
    };
    const [one, two] = await Promise.all([token.api.post(path, body), token.api.post(path, body)]);
    const sent = dataOf<HostMessage>(one);
    expect(dataOf<HostMessage>(two).id).toBe(sent.id);
    expect(sent).toMatchObject({ author: { id: null, name: 'ERP robot' }, status: 'queued', text: 'Son 120 €' });
    expect(sent.html).not.toContain('script');

    const [mail] = await office.smtp.waitForMails(1);
    expect(mail?.to).toEqual(['lola@cliente.test']);
    const shown = (await readMessages(office.agent.api, conversation.id)).find(({ id }) => id === sent.id);
    expect(shown?.author).toEqual({ id: null, name: 'ERP robot' });

    const stale = await token.api.post(path, { ...body, idempotencyKey: key() });
    expect([stale.status, codeOf(stale)]).toEqual([409, 'newer-message']);
    const note = await token.api.post(path, { kind: 'note', text: 'Revisar stock', idempotencyKey: key() });
    expect(dataOf<HostMessage>(note)).toMatchObject({ kind: 'note', author: { name: 'ERP robot' } });
    expect((await list(token.api, '?contactAddress=lola@cliente.test'))[0]?.unreadCount).toBe(0);
    expect(office.smtp.mails).toHaveLength(1);
  });

  it('a role reads and does not write', async () => {
    const path = `${API}/conversations/${conversation.id}`;
    expect(dataOf<HostConversation>(await clerk.api.get(path)).id).toBe(conversation.id);
    const refused = [
      await clerk.api.put(path, { status: 'open' }),
      await clerk.api.post(`${path}/messages`, { kind: 'note', text: 'hola', idempotencyKey: key() }),
      await clerk.api.post(`${API}/conversations`, {
        accountId: office.account.id,
        to: [{ address: 'x@cliente.test' }],
        subject: 'x',
        text: 'x',
        idempotencyKey: key(),
      }),
    ];
    expect(refused.map((answer) => [answer.status, codeOf(answer)])).toEqual(refused.map(() => [403, 'read-only']));
  });

  it('starts a conversation once, and the answer to it comes back into it', async () => {
    const body = {
      accountId: office.account.id,
      to: [{ name: 'Nuria Nueva', address: 'nuria@cliente.test' }],
      subject: 'Su pedido está listo',
      text: 'Puede recogerlo hoy.',
      idempotencyKey: key(),
    };
    const answers = await Promise.all([1, 2, 3].map(() => token.api.post(`${API}/conversations`, body)));
    const started = answers.map((answer) => dataOf<StartedConversation>(answer));
    expect(new Set(started.map((answer) => answer.conversation.id)).size).toBe(1);
    const [{ conversation: made, message }] = started as [StartedConversation];
    expect(made).toMatchObject({ contact: { name: 'Nuria Nueva', address: 'nuria@cliente.test' }, status: 'open' });
    expect(message.author).toEqual({ id: null, name: 'ERP robot' });

    const mails = await office.smtp.waitForMails(2);
    const parsed = await simpleParser(mails[1]?.raw ?? '');
    expect([parsed.subject, parsed.messageId, parsed.inReplyTo]).toEqual([
      'Su pedido está listo',
      message.externalId,
      undefined,
    ]);
    await until('the mail to be sent', async () =>
      (await readMessages(office.agent.api, made.id)).some(({ status }) => status === 'sent')
    );
    const answer = {
      from: 'Nuria Nueva <nuria@cliente.test>',
      to: MAILBOX,
      subject: 'Re: Su pedido está listo',
      text: 'Voy ahora.',
      inReplyTo: message.externalId,
    };
    await office.dovecot.deliver(MAILBOX, mailSource(answer));
    await until('the answer in the same conversation', async () =>
      (await readMessages(office.agent.api, made.id)).some(({ text }) => text.includes('Voy ahora.'))
    );
    expect((await listInbox(office.agent.api)).filter(({ subject }) => subject.includes('pedido'))).toHaveLength(1);
    expect(office.smtp.mails).toHaveLength(2);
    const elsewhere = await token.api.post(`${API}/conversations`, { ...body, accountId: 'another' });
    expect([elsewhere.status, codeOf(elsewhere)]).toEqual([404, 'not-found']);
  });

  it('assigns to who may read the account, and to nobody else', async () => {
    const path = `${API}/conversations/${conversation.id}`;
    const stranger = await token.api.put(path, { assigneeId: office.admin.owner.id });
    expect([stranger.status, codeOf(stranger)]).toEqual([400, 'assignee-not-authorised']);
    const given = dataOf<HostConversation>(await token.api.put(path, { assigneeId: office.agent.id }));
    expect(given.assignee?.id).toBe(office.agent.id);
    const raced = await token.api.put(path, { assigneeId: null, expectedAssigneeId: 12_345 });
    expect([raced.status, codeOf(raced)]).toEqual([409, 'assignee-changed']);
    const events = (await readMessages(office.agent.api, conversation.id)).filter(({ kind }) => kind === 'event');
    expect(events.at(-1)?.event).toMatchObject({ type: 'assigned', details: { by: { id: null, name: 'ERP robot' } } });
  });

  it('services: trusted code sees every account, and as a person only theirs', async () => {
    const found = await service<{ data: HostConversation[] }>('conversations', 'find', {});
    expect(found.data.length).toBe(3);
    const owner = { asUser: office.admin.owner.id };
    expect(await service('conversations', 'find', {}, owner)).toEqual({ data: [], meta: { nextCursor: null } });
    expect(await service('conversations', 'findOne', conversation.id, owner)).toEqual({ refused: 'not-found' });
    expect(await service('conversations', 'find', {}, { asUser: 99_999 })).toEqual({ refused: 'unknown-user' });
    expect(await service('conversations', 'find', { limit: 0 })).toEqual({ refused: 'invalid-input' });

    const note = { text: 'de parte del ERP', idempotencyKey: key() };
    expect(await service('messages', 'note', conversation.id, note, { author: 'Cron' })).toMatchObject({
      author: { id: null, name: 'Cron' },
    });
    const asAgent = { asUser: office.agent.id };
    const other = { text: 'de Ana', idempotencyKey: key() };
    const mine = await service<HostMessage>('messages', 'note', conversation.id, other, asAgent);
    expect(mine.author?.id).toBe(office.agent.id);
    expect(await service('messages', 'findOne', mine.id)).toMatchObject({ id: mine.id });
    expect(await service('conversations', 'assign', conversation.id, null)).toMatchObject({ assignee: null });
    expect(await service('conversations', 'setStatus', conversation.id, 'closed')).toMatchObject({ status: 'closed' });
    expect(await service('accounts', 'find', asAgent)).toMatchObject([{ id: office.account.id, access: 'write' }]);
    const contacts = await service<{ data: HostContact[] }>('contacts', 'find', { address: 'nuria@cliente.test' });
    expect(contacts.data).toMatchObject([{ name: 'Nuria Nueva' }]);
    expect((await readConversation(office.agent.api, conversation.id)).status).toBe('closed');
  });

  it('tells the host of what happened, with ids only', async () => {
    const { id: conversationId } = conversation;
    const accountId = office.account.id;
    const refusedMail = { kind: 'reply', text: 'no llega', idempotencyKey: key() };
    office.smtp.behaviour = { rcptTo: () => ({ code: 550, message: '5.1.1 no such user' }) };
    const failed = dataOf<HostMessage>(
      await token.api.post(`${API}/conversations/${conversationId}/messages`, refusedMail)
    );
    await until('the failure to be told', async () =>
      heard().some(({ name, payload }) => name === 'message.failed' && payload['messageId'] === failed.id)
    );
    office.smtp.behaviour = {};
    // A mailbox that is away: the account is in trouble.
    const toldBefore = heard().filter(({ name }) => name === 'account.error').length;
    await office.dovecot.kill();
    const told = () => heard().filter(({ name }) => name === 'account.error').length > toldBefore;
    await until('the trouble to be told', async () => told());
    await office.dovecot.start();
    const events = heard();
    const of = (name: string) => events.filter((event) => event.name === name).map(({ payload }) => payload);
    expect(of('message.received')).toHaveLength(3);
    expect(of('message.received')[0]).toEqual({
      accountId,
      conversationId: expect.any(String) as string,
      messageId: expect.any(String) as string,
    });
    expect(of('message.sent')).toHaveLength(2);
    expect(of('message.failed')).toEqual([{ accountId, conversationId, messageId: failed.id }]);
    expect(of('account.error').slice(toldBefore)).toContainEqual({ accountId });
    expect(of('conversation.assigned')).toEqual([
      { accountId, conversationId, assigneeId: office.agent.id },
      { accountId, conversationId, assigneeId: null },
    ]);
    expect(of('conversation.status-changed')).toEqual([
      { accountId, conversationId, status: 'pending' },
      { accountId, conversationId, status: 'closed' },
    ]);
  });

  it('a right that is taken away ends with the next request, and a script run wild is slowed down', async () => {
    expect(await list(token.api)).toHaveLength(3);
    await allow([{ id: token.id, access: 'none' }]);
    expect(await list(token.api)).toEqual([]);
    expect((await token.api.get(`${API}/conversations/${conversation.id}`)).status).toBe(404);
    const path = `${API}/conversations/${conversation.id}`;
    const statuses: number[] = [];
    for (let n = 0; n < 260 && statuses.at(-1) !== 429; n += 1) {
      statuses.push((await token.api.put(path, { status: 'open' })).status);
    }
    expect(new Set(statuses)).toEqual(new Set([404, 429]));
  });
});
