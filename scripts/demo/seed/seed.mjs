import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { connectAccount } from './account.mjs';
import { logIn } from './admin-api.mjs';
import { answerOnce } from './answer.mjs';
import { arrangeConversations } from './arrange.mjs';
import { createCustomerApi } from './customer-api.mjs';
import { until } from './http.mjs';
import { connectNumber } from './whatsapp-account.mjs';
import { chat } from './whatsapp-chats.mjs';
import { ANSWERED, ARRANGEMENTS, EARLIER_MAILS, LIVE_MAILS } from './mails.mjs';

/** One connected account and a handful of conversations. Every step looks first, so a seed cut short is completed. */
export async function seed({ facts, dataDirectory, progress, signal }) {
  const path = join(dataDirectory, 'seed.json');
  const state = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : { startedAt: Date.now(), done: false };
  if (state.done) return;
  const keep = () => writeFileSync(path, JSON.stringify(state));
  keep();

  const customers = createCustomerApi(facts, state.startedAt, signal);
  await progress.step('Filling the mailbox', async () => {
    for (const mail of EARLIER_MAILS) await customers.write(mail);
  });
  const manager = await logIn(facts, (user) => user.role === 'manager', signal);
  await progress.step('Connecting the account', () => connectAccount(facts, manager));
  await progress.step('Delivering mails of customers', async () => {
    for (const mail of LIVE_MAILS) await customers.write(mail);
  });
  const agent = await logIn(facts, (user) => user.email === ANSWERED.agent, signal);
  const expected = [...EARLIER_MAILS, ...LIVE_MAILS].filter((mail) => !mail.follows).length;
  await progress.step('Waiting for the conversations', () =>
    until(`${expected} conversations`, 90, signal, async () => {
      const { data } = await agent.get('/conversations/inbox?limit=100');
      return data.length >= expected;
    })
  );
  await progress.step('Answering one of them', () => answerOnce({ agent, customers, answered: ANSWERED, signal }));
  await progress.step('Assigning some', () => arrangeConversations(agent, ARRANGEMENTS));
  const number = await progress.step('Connecting the WhatsApp number', () => connectNumber(facts, manager, signal));
  await progress.step('Writing as customers by WhatsApp', () =>
    chat({ facts, agent, number, startedAt: state.startedAt, signal })
  );
  state.done = true;
  keep();
}
