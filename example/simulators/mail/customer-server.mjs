import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { BadRequest, readDraft } from './read-draft.mjs';

const PAGE = {
  '/': ['index.html', 'text/html; charset=utf-8'],
  '/page.css': ['page.css', 'text/css; charset=utf-8'],
  '/page.js': ['page.js', 'text/javascript; charset=utf-8'],
  '/texts.js': ['texts.js', 'text/javascript; charset=utf-8'],
  '/message-view.js': ['message-view.js', 'text/javascript; charset=utf-8'],
};
// The frames with mails inherit this policy (srcdoc), hence inline styles and data images.
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; frame-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

/** The customer's page and the JSON below it. Loopback only, no login: it plays people who do not exist. */
export async function startCustomerServer({ host, port, desk, company, phoneUrl = null }) {
  const server = createServer((request, response) => {
    handle(request, response).catch((error) => fail(response, error));
  });

  async function handle(request, response) {
    refuseOtherSites(request);
    const { pathname } = new URL(request.url, 'http://customer.invalid');
    const page = PAGE[pathname];
    if (page && request.method === 'GET') {
      const [file, type] = page;
      response.writeHead(200, {
        'content-type': type,
        'cache-control': 'no-cache',
        'content-security-policy': POLICY,
        ...SAFE,
      });
      return response.end(await readFile(new URL(`page/${file}`, import.meta.url)));
    }
    const [, api, customers, id, mails, mailId, part, index] = pathname.split('/').map(decodeURIComponent);
    if (api !== 'api') throw new BadRequest('not-found', 'There is no such page.', 404);
    if (customers === 'company' && !id)
      return json(response, 200, { data: { name: company.name, address: company.address, phoneUrl } });
    if (customers !== 'customers') throw new BadRequest('not-found', 'There is no such thing.', 404);
    if (!id) return json(response, 200, { data: desk.people() });
    if (mails !== 'mails') throw new BadRequest('not-found', 'There is no such thing.', 404);
    if (!mailId && request.method === 'GET') return json(response, 200, { data: await desk.list(id) });
    if (!mailId && request.method === 'POST')
      return json(response, 201, { data: await desk.write(id, await readDraft(request)) });
    if (mailId && part === 'raw') return raw(response, await desk.mail(id, mailId));
    if (mailId && part === 'attachments') return attachment(response, await desk.mail(id, mailId), Number(index));
    throw new BadRequest('not-found', 'There is no such thing.', 404);
  }

  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return {
    port: server.address().port,
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

const SAFE = { 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' };

/** A page of another site, or a name that someone points at 127.0.0.1, shall not write mails here. */
function refuseOtherSites(request) {
  const host = request.headers.host ?? '';
  const origin = request.headers.origin;
  const here = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(host);
  if (!here || (origin && origin !== `http://${host}`)) throw new BadRequest('other-site', 'Only from this page.', 403);
}

function json(response, status, body) {
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    ...SAFE,
  });
  response.end(JSON.stringify(body));
}

async function raw(response, { path }) {
  response.writeHead(200, {
    'content-type': 'text/plain; charset=utf-8',
    'content-security-policy': 'sandbox',
    ...SAFE,
  });
  response.end(await readFile(path));
}

function attachment(response, { mail }, index) {
  const file = mail.attachments[index];
  if (!file) throw new BadRequest('not-found', 'There is no such file.', 404);
  response.writeHead(200, {
    'content-type': 'application/octet-stream',
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.filename ?? 'file')}`,
    'content-security-policy': 'sandbox',
    ...SAFE,
  });
  response.end(file.content);
}

function fail(response, error) {
  const known = error instanceof BadRequest;
  if (!known) console.error(error);
  if (response.headersSent) return response.destroy();
  const status = known ? error.status : 500;
  return json(response, status, { error: { code: known ? error.code : 'failed', message: error.message } });
}
