import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { META_APP } from './meta-app.mjs';
import { ROOT } from './options.mjs';
import { HOST } from './ports.mjs';

const read = (name) => JSON.parse(readFileSync(join(ROOT, 'example/data', `${name}.json`), 'utf8'));

/** Addresses and logins, as they stand in demo.json and on the screen. */
export function collectFacts({ ports }) {
  const company = read('company');
  const mail = (port) => ({ host: HOST, port, security: 'none', user: company.address, password: company.password });
  return {
    adminUrl: `http://${HOST}:${ports.admin.number}/admin`,
    users: read('users').map(({ email, password, role }) => ({ email, password, role })),
    imap: mail(ports.imap.number),
    smtp: mail(ports.smtp.number),
    customerUrl: `http://${HOST}:${ports.customer.number}`,
    simulators: { meta: { url: `http://${HOST}:${ports.meta.number}`, ...META_APP } },
  };
}

export function writeFacts(dataDirectory, facts) {
  writeFileSync(join(dataDirectory, 'demo.json'), `${JSON.stringify(facts, null, 2)}\n`, { mode: 0o600 });
}

export function printFacts(facts, { dataDirectory }, print = console.log) {
  const { adminUrl, customerUrl, users, imap, smtp } = facts;
  print(`\nConversations demo ready: ${adminUrl} (customer's page: ${customerUrl})\n`);
  for (const { role, email, password } of users) print(`  ${role.padEnd(12)} ${email.padEnd(42)} ${password}`);
  print(`\n  mailbox      ${imap.user}  ${imap.password}`);
  print(`  IMAP         ${imap.host}:${imap.port}, no encryption      SMTP ${smtp.host}:${smtp.port}, no encryption`);
  print(`  WhatsApp     customers' phones: ${facts.simulators.meta.url}/phone/`);
  print(`  data         ${dataDirectory} (delete it to start afresh)\n\nCtrl-C stops everything.`);
}
