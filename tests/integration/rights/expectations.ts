import { randomUUID } from 'node:crypto';
import type { Scenario } from './scenario';
import { PEOPLE, type PersonName } from './people';

type Outcomes = Record<PersonName, number>;

/** Nobody who comes without an admin session gets past the door, and the door says no more than that. */
const OUTSIDE = {
  anonymous: 401,
  visitor: 401,
  fullToken: 401,
  readOnlyToken: 401,
  customToken: 401,
  narrowToken: 401,
  otherToken: 401,
  readingToken: 401,
  writingReadOnlyToken: 401,
  writingToken: 401,
  writingClerk: 401,
} as const;

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

/** An admin session opens nothing of the content API, and nobody is known behind the public role. */
const NO_CALLER = {
  anonymous: 403,
  customToken: 403,
  bystander: 401,
  exAgent: 401,
  otherAgent: 401,
  superAdmin: 401,
  superAdminToken: 401,
  manager: 401,
  agent: 401,
} as const;

/** A list of the content API: everybody gets what their accounts have. */
const hostList = (narrowToken: number): Outcomes => ({
  ...NO_CALLER,
  narrowToken,
  visitor: 200,
  fullToken: 200,
  readOnlyToken: 200,
  otherToken: 200,
  readingToken: 200,
  writingReadOnlyToken: 200,
  writingToken: 200,
  writingClerk: 200,
});

/** Reading one thing of account A over the content API. */
const hostReadOfA: Outcomes = {
  ...NO_CALLER,
  narrowToken: 403,
  visitor: 404,
  fullToken: 404,
  readOnlyToken: 404,
  otherToken: 404,
  readingToken: 200,
  writingReadOnlyToken: 200,
  writingToken: 200,
  writingClerk: 200,
};

/** Writing on account A: what Strapi gives the token and what the account allows are needed both. */
const hostWriteOnA = (ok: number): Outcomes => ({
  ...NO_CALLER,
  narrowToken: 403,
  visitor: 404,
  fullToken: 404,
  readOnlyToken: 403,
  otherToken: 404,
  readingToken: 403,
  writingReadOnlyToken: 403,
  writingToken: ok,
  writingClerk: ok,
});

/** A public route. */
const everybody = (status: number) => Object.fromEntries(PEOPLE.map((person) => [person, status])) as Outcomes;

export interface Expectation {
  outcomes: Outcomes;
  /** What stands for the parameter of the path. */
  id?: (scenario: Scenario) => string | Promise<string>;
  query?: (scenario: Scenario) => string;
  body?: (scenario: Scenario, person: PersonName) => unknown;
  /** Who gets customer content here besides the account's readers, which has to be written down elsewhere. */
  contentFor?: PersonName[];
  /** Server-sent events: the answer does not end by itself. */
  goesOn?: boolean;
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
  'POST /conversations/accounts/folders': { outcomes: manage(200), body: () => connection('prueba@recambios.test') },
  'GET /conversations/accounts/troubles': { outcomes: manage(200) },
  'GET /conversations/accounts/:id': { outcomes: manage(200), id: accountA },
  'PUT /conversations/accounts/:id': {
    outcomes: manage(200),
    id: accountA,
    body: () => ({ senderName: 'Recambios de Prueba' }),
  },
  'DELETE /conversations/accounts/:id': { outcomes: manage(200), id: (scenario) => scenario.throwawayAccount() },
  'POST /conversations/accounts/:id/test': { outcomes: manage(200), id: accountA },
  'POST /conversations/accounts/:id/folders': { outcomes: manage(200), id: accountA },
  // Account A is a mailbox, which has no number.
  'POST /conversations/accounts/:id/whatsapp/subscribe': { outcomes: manage(409), id: accountA },
  'POST /conversations/accounts/:id/whatsapp/register': {
    outcomes: manage(409),
    id: accountA,
    body: () => ({ pin: '123456' }),
  },
  'POST /conversations/accounts/:id/whatsapp/request-code': {
    outcomes: manage(409),
    id: accountA,
    body: () => ({ method: 'SMS', language: 'es' }),
  },
  'POST /conversations/accounts/:id/whatsapp/verify-code': {
    outcomes: manage(409),
    id: accountA,
    body: () => ({ code: '123456' }),
  },
  'GET /conversations/accounts/:id/whatsapp/picture': { outcomes: manage(409), id: accountA },
  // Nothing was sent along.
  'POST /conversations/accounts/:id/whatsapp/picture': { outcomes: manage(400), id: accountA },
  'GET /conversations/accounts/:id/whatsapp/profile': { outcomes: manage(409), id: accountA },
  'PUT /conversations/accounts/:id/whatsapp/profile': {
    outcomes: manage(409),
    id: accountA,
    body: () => ({ about: '', address: '', description: '', email: '', websites: [], vertical: 'OTHER' }),
  },
  'GET /conversations/whatsapp-signups': { outcomes: manage(200) },
  // The host of the walk has no app at Meta, and nobody has a sign-up.
  'POST /conversations/whatsapp-signups': { outcomes: manage(409) },
  'POST /conversations/whatsapp-signups/:id/complete': {
    outcomes: manage(409),
    id: () => 'nothing',
    body: () => ({ state: 'x'.repeat(43), code: 'y'.repeat(20), event: 'FINISH', wabaId: '12345' }),
  },
  'POST /conversations/whatsapp-signups/:id/cancelled': {
    outcomes: manage(409),
    id: () => 'nothing',
    body: () => ({ state: 'x'.repeat(43) }),
  },
  'POST /conversations/whatsapp-signups/:id/resume': { outcomes: manage(409), id: () => 'nothing' },
  'DELETE /conversations/whatsapp-signups/:id': { outcomes: manage(404), id: () => 'nothing' },
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
  'GET /conversations/accounts/:id/host-access': { outcomes: manage(200), id: accountA },
  'PUT /conversations/accounts/:id/host-access': {
    outcomes: manage(200),
    id: accountA,
    body: (scenario) => scenario.hostAccessOfA,
  },
  'GET /conversations/accounts/:id/journal': { outcomes: manage(200), id: accountA, query: () => 'limit=100' },
  'GET /conversations/accounts/:id/contents': { outcomes: manage(200), id: accountA },
  'GET /conversations/accounts/:id/quarantine': { outcomes: manage(200), id: accountA },
  // What cannot be shown has to be looked into by somebody: managers get its source, and the activity says who did.
  'GET /conversations/quarantine/:id/raw': {
    outcomes: manage(200),
    id: (scenario) => scenario.quarantined(),
    contentFor: ['superAdmin', 'superAdminToken', 'manager'],
  },
  'POST /conversations/accounts/:id/replay': { outcomes: manage(200), id: accountA },
  'GET /conversations/accounts/:id/signatures': { outcomes: manage(200), id: accountA },
  'POST /conversations/accounts/:id/signatures': {
    outcomes: manage(201),
    id: accountA,
    body: () => ({ name: 'Corta', html: '<p>{{user_name}}</p>' }),
  },
  'POST /conversations/accounts/:id/signatures/preview': {
    outcomes: manage(200),
    id: accountA,
    body: () => ({ html: '<p>{{user_name}}</p>' }),
  },
  // Past the door there is no file in this request.
  'POST /conversations/accounts/:id/signature-pictures': { outcomes: manage(400), id: accountA },
  'GET /conversations/signatures/:id': { outcomes: manage(200), id: (scenario) => scenario.throwawaySignature() },
  'PUT /conversations/signatures/:id': {
    outcomes: manage(200),
    id: (scenario) => scenario.throwawaySignature(),
    body: () => ({ name: 'Larga' }),
  },
  'DELETE /conversations/signatures/:id': { outcomes: manage(200), id: (scenario) => scenario.throwawaySignature() },
  'GET /conversations/accounts/:id/my-signatures': { outcomes: ofAccountA(200), id: accountA },
  'GET /conversations/profile': { outcomes: inbox(200) },
  'PUT /conversations/profile': { outcomes: inbox(200), body: () => ({ phone: '', jobTitle: '' }) },
  'POST /conversations/quarantine/:id/replay': { outcomes: manage(200), id: (scenario) => scenario.quarantined() },
  'GET /conversations/accounts/:id/audit': { outcomes: manage(200), id: accountA },
  // No job is dead here: those who may ask learn that there is none.
  'POST /conversations/jobs/:id/retry': { outcomes: manage(404), id: () => '999999999' },
  'GET /conversations/candidates': { outcomes: manage(200) },

  'GET /api/conversations/accounts': { outcomes: hostList(403) },
  'GET /api/conversations/tags': { outcomes: hostList(403) },
  'GET /api/conversations/contacts': { outcomes: hostList(403) },
  'GET /api/conversations/conversations': { outcomes: hostList(200), query: () => 'limit=100' },
  'POST /api/conversations/conversations': {
    outcomes: hostWriteOnA(201),
    body: (scenario) => ({
      accountId: scenario.accountA,
      to: [{ address: 'nueva@customer.test' }],
      subject: 'Oferta',
      text: 'Buenos días',
      idempotencyKey: randomUUID(),
    }),
  },
  'GET /api/conversations/conversations/:id': { outcomes: hostReadOfA, id: conversation },
  'PUT /api/conversations/conversations/:id': {
    outcomes: hostWriteOnA(200),
    id: conversation,
    body: () => ({ status: 'open' }),
  },
  'GET /api/conversations/conversations/:id/messages': { outcomes: hostReadOfA, id: conversation },
  'POST /api/conversations/conversations/:id/messages': {
    outcomes: hostWriteOnA(201),
    id: conversation,
    body: () => ({ kind: 'note', text: 'una nota', idempotencyKey: randomUUID() }),
  },

  // Managers of tags set which there are. Whoever uses the inbox chooses among them, and adds one in passing.
  'GET /conversations/tag-settings': { outcomes: manage(200) },
  'POST /conversations/tag-settings': { outcomes: manage(201), body: () => ({ name: `Nueva ${randomUUID()}` }) },
  'GET /conversations/tag-settings/activity': { outcomes: manage(200) },
  'PUT /conversations/tag-settings/:id': {
    outcomes: manage(200),
    id: (scenario) => scenario.throwawayTag(),
    body: () => ({ color: '#1e6ae6' }),
  },
  'DELETE /conversations/tag-settings/:id': { outcomes: manage(200), id: (scenario) => scenario.throwawayTag() },
  'GET /conversations/tags': { outcomes: inbox(200) },
  'POST /conversations/tags': { outcomes: inbox(201), body: () => ({ name: `Al paso ${randomUUID()}` }) },
  'PUT /conversations/inbox/:id/tags': {
    outcomes: ofAccountA(200),
    id: conversation,
    body: () => ({ remove: ['a-tag-that-it-does-not-have'] }),
  },

  'GET /conversations/inbox/accounts': { outcomes: inbox(200) },
  'GET /conversations/inbox': { outcomes: inbox(200), query: () => 'limit=100' },
  // A view belongs to one person; what it counts is within that person's scope.
  'GET /conversations/notifications': { outcomes: inbox(200) },
  'PUT /conversations/notifications/read': { outcomes: inbox(200), body: () => ({ upTo: 1 }) },
  'GET /conversations/views': { outcomes: inbox(200) },
  'POST /conversations/views': {
    outcomes: inbox(201),
    body: () => ({ name: randomUUID(), filters: { status: 'open' } }),
  },
  'PUT /conversations/views/:id': { outcomes: inbox(404), id: () => 'noview', body: () => ({ name: 'x' }) },
  'DELETE /conversations/views/:id': { outcomes: inbox(404), id: () => 'noview' },
  'GET /conversations/inbox/counts': { outcomes: inbox(200) },
  'GET /conversations/inbox/stream': { outcomes: inbox(200), query: () => 'since=0', goesOn: true },
  'PUT /conversations/inbox/:id/presence': {
    outcomes: ofAccountA(200),
    id: conversation,
    body: () => ({ typing: true }),
  },
  'DELETE /conversations/inbox/:id/presence': { outcomes: ofAccountA(200), id: conversation },
  // Answers of each conversation by itself: to whom it does not exist, it is among those that failed.
  'POST /conversations/inbox/bulk': {
    outcomes: inbox(200),
    body: (scenario) => ({ ids: [scenario.conversation], change: { status: 'open' } }),
  },
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
  'GET /conversations/inbox/:id/draft': { outcomes: ofAccountA(200), id: conversation },
  // Before one is stored: there is nothing to throw away, and afterwards the revision would be another one.
  'DELETE /conversations/inbox/:id/draft': {
    outcomes: ofAccountA(200),
    id: conversation,
    query: () => 'revision=1',
  },
  'PUT /conversations/inbox/:id/draft': {
    outcomes: ofAccountA(200),
    id: conversation,
    body: () => ({
      revision: 0,
      content: {
        kind: 'reply',
        html: '',
        text: 'un borrador',
        to: null,
        cc: null,
        attachmentIds: [],
        signatureId: null,
        idempotencyKey: randomUUID(),
        unsettled: false,
        changedUnsettled: false,
      },
    }),
  },
  'POST /conversations/inbox': {
    outcomes: ofAccountA(201),
    body: (scenario) => ({
      accountId: scenario.accountA,
      to: [{ address: 'nueva@cliente.test' }],
      subject: 'Primera',
      text: 'hola',
      idempotencyKey: randomUUID(),
    }),
  },
  'GET /conversations/inbox/start': {
    outcomes: ofAccountA(200),
    query: (scenario) => `accountId=${scenario.accountA}&to=cl@cliente.test`,
  },
  'GET /conversations/inbox/start/recipients': {
    outcomes: ofAccountA(200),
    query: (scenario) => `accountId=${scenario.accountA}&q=cl`,
  },
  // Without a file there is nothing to keep.
  'POST /conversations/inbox/start/attachments': {
    outcomes: ofAccountA(400),
    query: (scenario) => `accountId=${scenario.accountA}`,
  },
  'GET /conversations/inbox/:id/recipients': { outcomes: ofAccountA(200), id: conversation, query: () => 'q=cl' },
  // The reply of account A has been sent: it can neither be sent again nor called back.
  'POST /conversations/messages/:id/retry': { outcomes: ofAccountA(409), id: (scenario) => scenario.reply },
  'POST /conversations/messages/:id/send-now': { outcomes: ofAccountA(409), id: (scenario) => scenario.reply },
  'POST /conversations/messages/:id/cancel': { outcomes: ofAccountA(409), id: (scenario) => scenario.reply },
  'GET /conversations/messages/:id/remote-images': { outcomes: ofAccountA(200), id: (scenario) => scenario.reply },
  // What we wrote ourselves has no sender, and no picture of the internet.
  'PUT /conversations/messages/:id/remote-images': {
    outcomes: ofAccountA(400),
    id: (scenario) => scenario.reply,
    body: () => ({ always: true }),
  },
  'GET /conversations/messages/:id/remote-images/:place': {
    outcomes: ofAccountA(404),
    id: (scenario) => scenario.reply,
  },
  // Mails take no reaction, and nobody is told that one was read.
  'PUT /conversations/messages/:id/reaction': {
    outcomes: ofAccountA(400),
    id: (scenario) => scenario.reply,
    body: () => ({ emoji: '👍' }),
  },
  'GET /conversations/templates': { outcomes: manage(200) },
  'POST /conversations/templates': {
    outcomes: manage(201),
    body: () => ({ name: `Nueva ${randomUUID()}`, medium: 'email', language: 'es', body: '<p>x</p>' }),
  },
  'GET /conversations/templates/accounts': { outcomes: manage(200) },
  'GET /conversations/templates/:id': { outcomes: manage(200), id: (scenario) => scenario.throwawayTemplate() },
  'PUT /conversations/templates/:id': {
    outcomes: manage(200),
    id: (scenario) => scenario.throwawayTemplate(),
    body: () => ({ archived: true }),
  },
  'DELETE /conversations/templates/:id': { outcomes: manage(200), id: (scenario) => scenario.throwawayTemplate() },
  'POST /conversations/templates/sync': { outcomes: manage(200) },
  // Of mail: there is nothing to approve.
  'POST /conversations/templates/:id/submit': {
    outcomes: manage(400),
    id: (scenario) => scenario.throwawayTemplate(),
  },
  'POST /conversations/templates/:id/preview': {
    outcomes: manage(200),
    id: (scenario) => scenario.throwawayTemplate(),
  },
  'GET /conversations/inbox/:id/templates': { outcomes: ofAccountA(200), id: conversation },
  // No such template: it must not tell those who may not read the conversation.
  'POST /conversations/inbox/:id/templates/:templateId/used': { outcomes: ofAccountA(404), id: conversation },
  'GET /conversations/inbox/blocked-senders': { outcomes: inbox(200) },
  'DELETE /conversations/inbox/blocked-senders/:id': {
    outcomes: ofAccountA(200),
    id: (scenario) => scenario.throwawayBlock(),
  },
  'GET /conversations/contacts/:id': { outcomes: ofAccountA(200), id: (scenario) => scenario.contact },
  'POST /conversations/contacts/:id/notes': {
    outcomes: ofAccountA(201),
    id: (scenario) => scenario.contact,
    body: () => ({ text: 'Prefiere la tarde', idempotencyKey: randomUUID() }),
  },
  'DELETE /conversations/contacts/:id/notes/:noteId': { outcomes: ofAccountA(404), id: (scenario) => scenario.contact },
  'POST /conversations/inbox/:id/seen': { outcomes: ofAccountA(200), id: conversation, body: () => ({ typing: true }) },
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
  // What Meta calls is proven by its token or its signature; tests/integration/whatsapp/webhooks.test.ts has real ones.
  'GET /api/conversations/webhooks/whatsapp-cloud/:appId': { outcomes: everybody(403), id: () => '1234567890' },
  'POST /api/conversations/webhooks/whatsapp-cloud/:appId': { outcomes: everybody(404), id: () => '1234567890' },
};
