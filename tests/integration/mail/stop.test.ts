import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../support/database';
import { mailSource } from '../../support/mail-source';
import { until } from '../../support/until';
import { agentAt, listInbox, MAILBOX, openOffice, readMessages, reply, type Office } from './office';

const STOP_MS = 20_000;

describe('SIGTERM', () => {
  let office: Office;
  beforeAll(async () => {
    office = await openOffice('sqlite');
  });
  afterAll(() => office?.stop());

  it('ends the process within 20 s in the middle of work, and the next one goes on', async () => {
    await office.dovecot.deliver(
      MAILBOX,
      mailSource({ from: 'cliente@cliente.test', to: MAILBOX, subject: 'Pedido', text: 'Hola' })
    );
    const conversation = await until('the mail', async () => (await listInbox(office.agent.api))[0]);
    office.smtp.behaviour = { data: 'hang' };
    await reply(office.agent.api, conversation.id, { text: 'Enseguida' });
    await until('the mail to be handed over', async () => {
      const database = openDatabase(office.data);
      try {
        return (await database('conversations_send_attempts').where({ phase: 'transmitting' })).length === 1;
      } finally {
        await database.destroy();
      }
    });
    for (let index = 0; index < 40; index += 1) {
      await office.dovecot.deliver(
        MAILBOX,
        mailSource({ from: `c${index}@cliente.test`, to: MAILBOX, subject: `Pedido ${index}`, text: 'Hola' })
      );
    }
    const startedAt = Date.now();
    expect(await office.host.stop()).toEqual({ code: 0, signal: null });
    expect(Date.now() - startedAt).toBeLessThan(STOP_MS);

    const next = await office.boot();
    const api = await agentAt(next);
    office.smtp.behaviour = {};
    await until('the rest of the mails', async () => (await listInbox(api)).length === 41);
    // The server may have taken the mail without a word: it is not sent again, and a person is asked.
    const [, answer] = await readMessages(api, conversation.id);
    expect(answer?.status).toMatch(/^(uncertain|sending)$/);
    expect(office.smtp.mails).toHaveLength(0);
  });
});
