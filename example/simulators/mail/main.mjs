/**
 * The mail world around the example: the company's mailbox (IMAP), its provider (SMTP) and the customers' side (HTTP).
 * Environment: DEMO_DATA_DIR, DEMO_MAIL_IMAP_PORT, DEMO_MAIL_SMTP_PORT, DEMO_CUSTOMER_PORT (0: any free port),
 * DEMO_PHONE_URL (the phone's page, to link to) and DEMO_MAIL=dovecot for a real Dovecot instead of the IMAP server
 * from npm. Says where it listens on stdout, one line of JSON, and by IPC where there is a parent.
 */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createCustomerDesk } from './customer-desk.mjs';
import { startCustomerServer } from './customer-server.mjs';
import { createLetterBoxes } from './letter-boxes.mjs';
import { readPeople } from './people.mjs';
import { startSmtpService } from './smtp-service.mjs';

const host = '127.0.0.1';
const dataDirectory = resolve(process.env.DEMO_DATA_DIR ?? '.demo-data');
const port = (name, fallback) => Number(process.env[name] ?? fallback);
const company = JSON.parse(readFileSync(new URL('../../data/company.json', import.meta.url), 'utf8'));

const letterBoxes = createLetterBoxes(join(dataDirectory, 'mail', 'people'));
const mailbox = await startMailbox();
const deliverToCompany = (raw, at) => mailbox.deliver(raw, at);

const smtp = await startSmtpService({
  host,
  port: port('DEMO_MAIL_SMTP_PORT', 1025),
  company,
  deliverToCompany,
  deliverOutside: (address, raw, at) => letterBoxes.received(address, raw, at),
});
const desk = createCustomerDesk({
  people: readPeople(),
  company,
  letterBoxes,
  deliverToCompany,
  smtp: () => ({ host, port: smtp.port }),
});
const customers = await startCustomerServer({
  host,
  port: port('DEMO_CUSTOMER_PORT', 1338),
  desk,
  company,
  phoneUrl: process.env.DEMO_PHONE_URL,
});

async function startMailbox() {
  const dovecot = process.env.DEMO_MAIL === 'dovecot';
  const { startMailbox: start } = dovecot
    ? await import('./dovecot-mailbox.mjs')
    : await import('./hoodiecrow-mailbox.mjs');
  return start({
    directory: join(dataDirectory, 'mail', dovecot ? 'dovecot' : 'mailbox'),
    host,
    port: port('DEMO_MAIL_IMAP_PORT', 1143),
    user: company.address,
    password: company.password,
  });
}

let stopping = false;
async function stop() {
  if (stopping) return;
  stopping = true;
  await Promise.all([customers.stop(), smtp.stop(), mailbox.stop()]);
  process.exit(0);
}
process.on('SIGTERM', stop);
process.on('SIGINT', stop);
// The channel to the parent closes when the parent is gone, however it went.
process.on('disconnect', stop);

const ready = {
  ready: true,
  kind: mailbox.kind,
  host,
  imapPort: mailbox.port,
  smtpPort: smtp.port,
  customerPort: customers.port,
};
console.log(JSON.stringify(ready));
process.send?.(ready);
