import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../options.mjs';

/** Connects the company's mailbox, as the manager would on the settings page. Answers the account. */
export async function connectAccount(facts, manager) {
  const { data: accounts } = await manager.get('/conversations/accounts');
  const known = accounts.find((account) => account.address === facts.imap.user);
  if (known) return known;

  const company = JSON.parse(readFileSync(join(ROOT, 'example/data/company.json'), 'utf8'));
  const { data: users } = await manager.get('/admin/users?pageSize=100');
  const agents = facts.users.filter((user) => user.role === 'agent').map((user) => user.email);
  const server = ({ host, port, security }) => ({ host, port, security });
  const { data } = await manager.post('/conversations/accounts', {
    kind: 'imap',
    name: 'Ventas',
    address: facts.imap.user,
    senderName: company.senderName,
    imap: server(facts.imap),
    smtp: server(facts.smtp),
    username: facts.imap.user,
    password: facts.imap.password,
    importDays: 30,
    authorisedUserIds: users.results.filter((user) => agents.includes(user.email)).map((user) => user.id),
  });
  return data;
}
