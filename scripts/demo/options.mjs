import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DemoError } from './failure.mjs';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

const PORTS = {
  admin: { variable: 'DEMO_PORT', fallback: 1337, what: 'the admin panel' },
  imap: { variable: 'DEMO_MAIL_IMAP_PORT', fallback: 1143, what: 'the mailbox (IMAP)' },
  smtp: { variable: 'DEMO_MAIL_SMTP_PORT', fallback: 1025, what: 'outgoing mail (SMTP)' },
  meta: { variable: 'DEMO_META_PORT', fallback: 1339, what: "the simulator of Meta's Cloud API" },
  customer: { variable: 'DEMO_CUSTOMER_PORT', fallback: 1338, what: "the customer's page" },
};
const MAIL_SERVERS = ['hoodiecrow', 'dovecot'];

/** What the person asked for by arguments and environment; answers `{ seed, mail, dataDirectory, ports }`. */
export function readOptions(argv, env) {
  const unknown = argv.find((argument) => argument !== '--no-seed');
  if (unknown) throw new DemoError(`The demo knows no "${unknown}"; there is only --no-seed.`);
  const mail = env.DEMO_MAIL || 'hoodiecrow';
  if (!MAIL_SERVERS.includes(mail)) throw new DemoError(`DEMO_MAIL is "${mail}"; write ${MAIL_SERVERS.join(' or ')}.`);
  return {
    seed: !argv.includes('--no-seed'),
    mail,
    dataDirectory: resolve(ROOT, env.DEMO_DATA_DIR || '.demo-data'),
    ports: readPorts(env),
  };
}

function readPorts(env) {
  const ports = {};
  for (const [name, { variable, fallback, what }] of Object.entries(PORTS)) {
    const number = Number(env[variable] || fallback);
    if (!Number.isInteger(number) || number < 1 || number > 65535) {
      throw new DemoError(`${variable} is "${env[variable]}"; write a port between 1 and 65535.`);
    }
    const twin = Object.values(ports).find((port) => port.number === number);
    if (twin) throw new DemoError(`${twin.variable} and ${variable} are both ${number}; give each a port of its own.`);
    ports[name] = { number, variable, what };
  }
  return ports;
}
