import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACTION } from '../../server/constants';
import type { MailAccountDto } from '../../server/api/contracts/accounts';
import type { BlockedSenderDto } from '../../server/api/contracts/blocked-senders';
import type { ConversationDto, UpdateConversation } from '../../server/api/contracts/inbox';
import type { AdminPerson } from '../support/admin-client';
import { codeOf, dataOf, type ApiClient } from '../support/api-client';
import { DATABASES } from '../support/host-data';
import { mailSource } from '../support/mail-source';
import { until } from '../support/until';
import { connectMailbox, MAILBOX, openOffice, readConversation, readMessages, type Office } from './mail/office';
import { MAILBOX_PASSWORD } from './support/accounts';

const OTHER = 'taller@empresa.test';
const SENDER = 'premios@loteria.test';

describe.each(DATABASES)('spam and blocked senders, on %s', (database) => {
  let office: Office;
  let ana: ApiClient;
  let luis: AdminPerson;
  let other: MailAccountDto;

  beforeAll(async () => {
    office = await openOffice(database, { passwords: { [OTHER]: MAILBOX_PASSWORD } });
    ana = office.agent.api;
    luis = await office.admin.person('luis@empresa.test', [await office.admin.role('Sales', [ACTION.useInbox])]);
    other = await connectMailbox(office, OTHER);
  });
  afterAll(() => office?.stop());

  const deliver = (subject: string, extra: { to?: string; from?: string; references?: string[] } = {}) => {
    const { to = MAILBOX, from = SENDER, references } = extra;
    const messageId = `<${references ? 're-' : ''}${subject}-${to}@loteria.test>`;
    const mail = { from, to, subject, text: 'Ha ganado un premio', messageId, ...(references ? { references } : {}) };
    return office.dovecot.deliver(to, mailSource(mail));
  };
  const list = async (query = '', api = ana) =>
    dataOf<ConversationDto[]>(await api.get(`/conversations/inbox?limit=100${query}`));
  const subjects = async (query = '', api = ana) => (await list(query, api)).map(({ subject }) => subject).sort();
  const find = (subject: string, query = '') =>
    until(subject, async () => (await list(query)).find((conversation) => conversation.subject === subject));
  const change = async (id: string, changes: UpdateConversation, api = ana) =>
    dataOf(await api.put(`/conversations/inbox/${id}`, changes));
  const blocked = async (api = ana) =>
    dataOf<BlockedSenderDto[]>(await api.get('/conversations/inbox/blocked-senders'));
  const counts = async () => dataOf<{ open: number }>(await ana.get('/conversations/inbox/counts'));

  it('takes a conversation out of every list but its own, and brings it back', async () => {
    await deliver('premio');
    const { id } = await find('premio');
    const { open } = await counts();
    await change(id, { status: 'spam' });
    expect(await subjects()).not.toContain('premio');
    expect(await subjects('&status=open,closed')).not.toContain('premio');
    expect(await subjects('&q=premio')).toEqual([]);
    expect(await subjects('&status=spam')).toEqual(['premio']);
    expect(await subjects('&status=spam&q=premio')).toEqual(['premio']);
    expect(await counts()).toMatchObject({ open: open - 1 });
    expect(await readConversation(ana, id)).toMatchObject({ status: 'spam', waitingSince: null, senderBlocked: false });
    await change(id, { status: 'open' });
    expect(await subjects('&status=open')).toContain('premio');
    const events = (await readMessages(ana, id)).flatMap(({ event }) => (event ? [event.details] : []));
    expect(events).toMatchObject([{ to: 'spam' }, { from: 'spam', to: 'open' }]);
  });

  it('leaves spam where it is when its sender goes on, and tells nobody', async () => {
    const { id } = await find('premio');
    await change(id, { status: 'spam', assigneeId: office.agent.id });
    await deliver('premio', { references: [`<premio-${MAILBOX}@loteria.test>`] });
    await until('the second mail', async () => (await readMessages(ana, id)).filter((m) => !m.event).length === 2);
    expect(await readConversation(ana, id)).toMatchObject({ status: 'spam' });
    const { data } = (await ana.get('/conversations/notifications')).body as { data: { kind: string }[] };
    expect(data.filter(({ kind }) => kind === 'replied')).toEqual([]);
    // Another conversation of the same sender's: nobody has blocked them.
    await deliver('oferta');
    expect(await find('oferta')).toMatchObject({ status: 'open' });
  });

  it('sends what a blocked sender writes to spam, on this account alone, until they are unblocked', async () => {
    const { id } = await find('oferta');
    await change(id, { status: 'spam', blockSender: true });
    await change(id, { blockSender: true });
    expect(await readConversation(ana, id)).toMatchObject({ senderBlocked: true });
    await deliver('herencia');
    await find('herencia', '&status=spam');
    expect(await subjects()).not.toContain('herencia');
    await deliver('herencia', { to: OTHER });
    expect(await find('herencia')).toMatchObject({ status: 'open', account: { id: other.id } });
    // Somebody took it back without unblocking: the next mail is spam again.
    await change(id, { status: 'open' });
    await deliver('oferta', { references: [`<oferta-${MAILBOX}@loteria.test>`] });
    await until('the answer', async () => (await readConversation(ana, id)).status === 'spam');
    const events = (await readMessages(ana, id)).flatMap(({ event }) => (event ? [event.type] : []));
    expect(events.filter((type) => type === 'sender-blocked')).toHaveLength(1);

    await change(id, { status: 'open', blockSender: false });
    expect(await blocked()).toEqual([]);
    await deliver('despedida');
    expect(await find('despedida')).toMatchObject({ status: 'open' });
  });

  it('lists blocked senders to those who may read the account, who can unblock them', async () => {
    const { id } = await find('despedida');
    await change(id, { blockSender: true });
    expect(await blocked()).toMatchObject([
      { account: { id: office.account.id }, contact: { address: SENDER }, by: { id: office.agent.id } },
    ]);
    expect(await blocked(luis.api)).toEqual([]);
    const [entry] = await blocked();
    const url = `/conversations/inbox/blocked-senders/${entry?.id}`;
    expect((await luis.api.del(url)).status).toBe(404);
    expect((await ana.del('/conversations/inbox/blocked-senders/x1')).status).toBe(404);
    expect(await blocked()).toHaveLength(1);
    dataOf(await ana.del(url));
    expect((await ana.del(url)).status).toBe(404);
    expect(await readConversation(ana, id)).toMatchObject({ senderBlocked: false });
  });

  it('marks many at once', async () => {
    const ids = [(await find('despedida')).id, (await find('herencia')).id];
    dataOf(await ana.post('/conversations/inbox/bulk', { ids, change: { status: 'spam' } }));
    const spam = await subjects('&status=spam');
    expect(spam.filter((subject) => ['despedida', 'herencia'].includes(subject)).length).toBeGreaterThanOrEqual(2);
    expect(codeOf(await ana.put(`/conversations/inbox/${ids[0]}`, { blockSender: 'yes' }))).toBe('invalid-input');
  });
});
