import { randomUUID } from 'node:crypto';
import type { Scenario } from './scenario';
import { PEOPLE, type PersonName } from './people';

type Outcomes = Record<PersonName, number>;

/** Nobody who comes without an admin session gets past the door, and the door says no more than that. */
const OUTSIDE = { anonymous: 401, visitor: 401, fullToken: 401, readOnlyToken: 401, customToken: 401 } as const;

/** For those who may manage accounts: no customer content in any answer. */
const manage = (ok: number): Outcomes => ({
  ...OUTSIDE,
  bystander: 403,
  exAgent: 403,
  otherAgent: 403,
  agent: 403,
  superAdmin: ok,
  superAdminToken: ok,
  manager: ok,
});

/** For those who may use the inbox; everybody gets an answer of their own accounts. */
const inbox = (ok: number): Outcomes => ({
  ...OUTSIDE,
  bystander: 403,
  manager: 403,
  exAgent: ok,
  otherAgent: ok,
  superAdmin: ok,
  superAdminToken: ok,
  agent: ok,
});

/** For those who are authorised for account A; to everybody else with the inbox permission it does not exist. */
const ofAccountA = (ok: number): Outcomes => ({
  ...OUTSIDE,
  bystander: 403,
  manager: 403,
  exAgent: 404,
  otherAgent: 404,
  superAdmin: 404,
  superAdminToken: 404,
  agent: ok,
});

/** A public route. */
const everybody = (status: number) => Object.fromEntries(PEOPLE.map((person) => [person, status])) as Outcomes;

export interface Expectation {
  outcomes: Outcomes;
  /** What stands for the parameter of the path. */
  id?: (scenario: Scenario) => string | Promise<string>;
  query?: (scenario: Scenario) => string;
  body?: (scenario: Scenario, person: PersonName) => unknown;
}

const accountA = (scenario: Scenario) => scenario.accountA;
const conversation = (scenario: Scenario) => scenario.conversation;

const connection = (address: string) => ({
  kind: 'imap',
  address,
  imap: { host: '127.0.0.1', port: 993, security: 'tls' },
  smtp: { host: '127.0.0.1', port: 465, security: 'tls' },
  username: address,
  password: 'x-of-no-value',
});

/**
 * Every route of the plugin, and what each person gets. A route that is not listed here fails the walk, and so does a
 * line whose route is gone.
 */
export const EXPECTATIONS: Record<string, Expectation> = {
  'GET /conversations/accounts': { outcomes: manage(200) },
  'POST /conversations/accounts': {
    outcomes: manage(201),
    body: (_scenario, person) => ({
      ...connection(`nueva-${person.toLowerCase()}@recambios.test`),
      senderName: 'Nueva',
    }),
  },
  'POST /conversations/accounts/test': { outcomes: manage(200), body: () => connection('prueba@recambios.test') },
  'GET /conversations/accounts/:id': { outcomes: manage(200), id: accountA },
  'PUT /conversations/accounts/:id': {
    outcomes: manage(200),
    id: accountA,
    body: () => ({ senderName: 'Recambios de Prueba' }),
  },
  'DELETE /conversations/accounts/:id': { outcomes: manage(200), id: (scenario) => scenario.throwawayAccount() },
  'POST /conversations/accounts/:id/test': { outcomes: manage(200), id: accountA },
  'POST /conversations/accounts/:id/pause': { outcomes: manage(200), id: (scenario) => scenario.throwawayAccount() },
  'POST /conversations/accounts/:id/resume': { outcomes: manage(200), id: (scenario) => scenario.throwawayAccount() },
  'POST /conversations/accounts/:id/sync': { outcomes: manage(200), id: accountA },
  'GET /conversations/accounts/:id/health': { outcomes: manage(200), id: accountA },
  'GET /conversations/accounts/:id/authorised-users': { outcomes: manage(200), id: accountA },
  'PUT /conversations/accounts/:id/authorised-users': {
    outcomes: manage(200),
    id: accountA,
    body: (scenario) => ({ userIds: [scenario.userIds.agent] }),
  },
  'GET /conversations/accounts/:id/quarantine': { outcomes: manage(200), id: accountA },
  'POST /conversations/quarantine/:id/replay': { outcomes: manage(200), id: (scenario) => scenario.quarantined() },
  'GET /conversations/accounts/:id/audit': { outcomes: manage(200), id: accountA },
  // No job is dead here: those who may ask learn that there is none.
  'POST /conversations/jobs/:id/retry': { outcomes: manage(404), id: () => '999999999' },
  'GET /conversations/candidates': { outcomes: manage(200) },

  'GET /conversations/inbox/accounts': { outcomes: inbox(200) },
  'GET /conversations/inbox': { outcomes: inbox(200), query: () => 'limit=100' },
  'GET /conversations/inbox/counts': { outcomes: inbox(200) },
  'GET /conversations/inbox/changes': { outcomes: inbox(200), query: () => 'since=0' },
  // Of an account that is not theirs, people see no agents: an empty list, as for an account that does not exist.
  'GET /conversations/agents': { outcomes: inbox(200), query: (scenario) => `accountId=${scenario.accountA}` },
  'GET /conversations/inbox/:id': { outcomes: ofAccountA(200), id: conversation },
  'PUT /conversations/inbox/:id': { outcomes: ofAccountA(200), id: conversation, body: () => ({ status: 'open' }) },
  'DELETE /conversations/inbox/:id': {
    outcomes: ofAccountA(200),
    id: (scenario) => scenario.throwawayConversation(),
  },
  'GET /conversations/inbox/:id/messages': { outcomes: ofAccountA(200), id: conversation },
  'POST /conversations/inbox/:id/messages': {
    outcomes: ofAccountA(201),
    id: conversation,
    body: () => ({ kind: 'note', text: 'una nota', idempotencyKey: randomUUID() }),
  },
  // The reply of account A has been sent: it can neither be sent again nor called back.
  'POST /conversations/messages/:id/retry': { outcomes: ofAccountA(409), id: (scenario) => scenario.reply },
  'POST /conversations/messages/:id/cancel': { outcomes: ofAccountA(409), id: (scenario) => scenario.reply },
  'POST /conversations/inbox/:id/attachments': {
    outcomes: ofAccountA(201),
    id: conversation,
    body: () => {
      const form = new FormData();
      form.append('files', new Blob(['hola'], { type: 'text/plain' }), 'hola.txt');
      return form;
    },
  },
  'POST /conversations/attachments/:id/link': { outcomes: ofAccountA(200), id: (scenario) => scenario.attachment },
  // A link carries its own proof, whoever opens it; tests/integration/rights/unseen.test.ts opens real ones.
  'GET /conversations/files/:token': { outcomes: everybody(404), id: () => 'no-token-of-ours' },
};
