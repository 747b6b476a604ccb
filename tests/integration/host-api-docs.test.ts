import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HOST_OPERATIONS } from '../../server/api/contracts/host-operations';
import { dataOf } from '../support/api-client';
import { hostCallers, type HostCaller } from '../support/host-callers';
import { mailSource } from '../support/mail-source';
import { until } from '../support/until';
import { MAILBOX, openOffice, readMessages, type Office } from './mail/office';
import { conversationAbout } from './support/accounts';

const run = promisify(execFile);
const PAGE = join(__dirname, '../../docs/host-api.md');

/** The code under `<!-- example: name -->`, as it stands on the page. */
async function examples(): Promise<Map<string, string>> {
  const page = await readFile(PAGE, 'utf8');
  const found = page.matchAll(/<!-- example: (\w+) -->\n+```js\n([^]*?)```/g);
  return new Map([...found].map(([, name = '', code = '']) => [name, code]));
}

describe('the examples of docs/host-api.md', () => {
  let directory: string;
  let office: Office;
  let token: HostCaller;
  let code: Map<string, string>;
  let conversationId: string;
  let customerId: string;

  /** Runs an example as a program of its own, and answers what it printed. */
  const outside = async (name: string): Promise<string> => {
    const file = join(directory, `${name}.mjs`);
    await writeFile(file, code.get(name) ?? '');
    const { stdout } = await run(process.execPath, [file], {
      env: {
        ...process.env,
        STRAPI_URL: office.host.url,
        STRAPI_TOKEN: token.secret,
        CUSTOMER_ID: customerId,
        CONVERSATION_ID: conversationId,
      },
    });
    return stdout.trim();
  };

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'host-api-docs-'));
    code = await examples();
    const inside = join(directory, 'index.cjs');
    await writeFile(inside, code.get('subscribe') ?? '');
    office = await openOffice('sqlite', { env: { HOST_CODE: inside } });
    const { owner } = office.admin;
    const path = '/content-manager/collection-types/api::customer.customer';
    const customer = await owner.api.post(path, { name: 'Lola SA', email: 'lola@cliente.test' });
    customerId = dataOf<{ documentId: string }>(customer).documentId;
    token = await hostCallers(office.host.url, office.admin).token('Shop robot', 'full-access');
    await owner.api.put(`/conversations/accounts/${office.account.id}/host-access`, {
      apiTokens: [{ id: token.id, access: 'write' }],
      roles: [],
    });
    const letter = { from: 'Lola <lola@cliente.test>', to: MAILBOX, subject: 'Where is my order?', text: 'Hola' };
    await office.dovecot.deliver(MAILBOX, mailSource(letter));
    conversationId = (await conversationAbout(office.agent.api, letter.subject)).id;
  });
  afterAll(async () => {
    await office?.stop();
    await rm(directory, { recursive: true, force: true });
  });

  it('are four, and the page lists every route with its action', async () => {
    expect([...code.keys()]).toEqual(['list', 'answer', 'start', 'subscribe']);
    const page = await readFile(PAGE, 'utf8');
    const rows = [...page.matchAll(/^\| `((?:GET|POST|PUT) [^`]+)`\s*\| `([^`]+)`/gm)];
    expect(rows.map(([, route, action]) => `${route} ${action}`)).toEqual(
      HOST_OPERATIONS.map(({ method, path, handler }) => `${method} ${path} ${handler}`)
    );
  });

  it('subscribe: a note by the host for a mail that came in', async () => {
    const note = await until('the note', async () =>
      (await readMessages(office.agent.api, conversationId)).find(({ kind }) => kind === 'note')
    );
    expect(note).toMatchObject({ text: 'The shop has seen: Where is my order?', author: { id: null, name: 'Shop' } });
  });

  it('list: the conversations of a customer', async () => {
    expect(await outside('list')).toBe(`${conversationId} open 1 Where is my order?`);
  });

  it('answer: once, however often it is run', async () => {
    expect(await outside('answer')).toBe('queued');
    const [mail] = await office.smtp.waitForMails(1);
    expect(mail?.to).toEqual(['lola@cliente.test']);
    expect(['queued', 'sending', 'accepted', 'sent']).toContain(await outside('answer'));
    expect(office.smtp.mails).toHaveLength(1);
  });

  it('start: a conversation with somebody new', async () => {
    const [id = '', status] = (await outside('start')).split(' ');
    expect(status).toBe('queued');
    const mails = await office.smtp.waitForMails(2);
    expect(mails[1]?.to).toEqual(['nuria@customer.test']);
    expect((await readMessages(office.agent.api, id))[0]).toMatchObject({ author: { id: null, name: 'Shop robot' } });
  });
});
