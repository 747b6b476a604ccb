import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mailSource } from '../../support/mail-source';
import { until } from '../../support/until';
import { agentAt, listInbox, MAILBOX, openOffice, readMessages, reply, type Office } from './office';

/** A job's lease runs 20 s; then another process takes the job. */
const LEASE_AND_SWEEP_MS = 60_000;

describe('a process that freezes in the middle of sending', () => {
  let office: Office;
  beforeAll(async () => {
    office = await openOffice('postgres', { freezeAt: 'send.after-begin#1' });
  });
  afterAll(() => office?.stop());

  it('does not send what another process has sent meanwhile', async () => {
    await office.dovecot.deliver(
      MAILBOX,
      mailSource({ from: 'cliente@cliente.test', to: MAILBOX, subject: 'Pedido', text: 'Hola' })
    );
    const conversation = await until('the mail', async () => (await listInbox(office.agent.api))[0]);
    // Its answer may come only after the thaw.
    const posted = reply(office.agent.api, conversation.id, { text: 'Enseguida' });
    const second = await office.boot({ freezeAt: '' });
    const api = await agentAt(second);
    await until(
      'the answer to be sent by the other process',
      async () => (await readMessages(api, conversation.id)).some((message) => message.status === 'sent'),
      LEASE_AND_SWEEP_MS
    );
    expect(office.smtp.mails).toHaveLength(1);

    office.host.thaw();
    await posted;
    // Time enough for the thawed process to send, if anything let it.
    await new Promise((resolve) => setTimeout(resolve, 5_000));
    expect(office.smtp.mails).toHaveLength(1);
    const [, answer] = await readMessages(api, conversation.id);
    expect(answer).toMatchObject({ direction: 'outbound', status: 'sent' });
  });
});
