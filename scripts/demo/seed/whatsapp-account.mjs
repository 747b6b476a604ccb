import { createHttp } from './http.mjs';

/**
 * Connects the company's number, as the manager would on the settings page, and does at Meta what one does there: paste
 * the callback address and the verify token. Answers the account.
 */
export async function connectNumber(facts, manager, signal) {
  const { url, ...app } = facts.simulators.meta;
  const account = (await find(manager, app)) ?? (await create(facts, manager, app));
  const callback = new URL(new URL(account.webhookUrl, facts.adminUrl).pathname, facts.adminUrl).href;
  const meta = createHttp(url, signal);
  await meta.post('/_control/connect-webhook', { url: callback, verifyToken: account.verifyToken });
  await manager.post(`/conversations/accounts/${account.id}/whatsapp/subscribe`, {});
  await manager.post(`/conversations/accounts/${account.id}/resume`, {});
  return account;
}

async function find(manager, { phoneNumberId }) {
  const { data: accounts } = await manager.get('/conversations/accounts');
  return accounts.find((account) => account.phoneNumberId === phoneNumberId);
}

async function create(facts, manager, app) {
  const { data: users } = await manager.get('/admin/users?pageSize=100');
  const agents = facts.users.filter((user) => user.role === 'agent').map((user) => user.email);
  const { data } = await manager.post('/conversations/accounts', {
    kind: 'whatsapp-cloud',
    name: 'WhatsApp',
    senderName: 'Recambios Levante',
    ...app,
    authorisedUserIds: users.results.filter((user) => agents.includes(user.email)).map((user) => user.id),
  });
  return data;
}
