import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { createClock } from './clock.mjs';
import { createControl } from './control.mjs';
import { createCustomerPhone } from './customer-phone.mjs';
import { createFaults, Dropped, suffer } from './faults.mjs';
import { createGraph } from './graph.mjs';
import { GraphFault } from './graph-fault.mjs';
import { createMedia } from './media.mjs';
import { createMessages } from './messages.mjs';
import { createNumbers } from './numbers.mjs';
import { createPeople } from './people.mjs';
import { isFromElsewhere, servePhone } from './phone-page.mjs';
import { createSignup } from './signup.mjs';
import { serveSignup } from './signup-pages.mjs';
import { openState } from './state.mjs';
import { createStatuses } from './statuses.mjs';
import { createTemplateReviews } from './template-reviews.mjs';
import { createTemplates } from './templates.mjs';
import { createTokens } from './tokens.mjs';
import { createUploads } from './uploads.mjs';
import { createWebhooks } from './webhooks.mjs';

/** Meta's Cloud API on loopback, for the demo and the tests. `dataDir`: keeps what happened over restarts. */
export async function startMetaSimulator({ app, host = '127.0.0.1', port = 0, dataDir, mailUrl = null }) {
  const clock = createClock();
  const faults = createFaults();
  const store = await openState(app, dataDir ? join(dataDir, 'meta.json') : null);
  const base = { app, clock, state: store.state, id: store.id, save: store.save };
  const webhooks = createWebhooks(base);
  const people = createPeople(base);
  const baseUrl = () => `http://${host}:${server.address().port}`;
  const media = createMedia({ ...base, baseUrl });
  const uploads = createUploads({ ...base, baseUrl });
  const statuses = createStatuses({ ...base, webhooks });
  const messages = createMessages({ ...base, people, statuses });
  const numbers = createNumbers({ ...base, uploads });
  const tokens = createTokens(base);
  const phone = createCustomerPhone({ ...base, people, webhooks, media });
  const signup = createSignup(base);
  const reviews = createTemplateReviews({ ...base, webhooks });
  const templates = createTemplates({ ...base, reviews });
  const graph = createGraph({ ...base, tokens, numbers, messages, media, webhooks, signup, uploads, templates });
  const control = createControl({
    app,
    mailUrl,
    store,
    clock,
    faults,
    people,
    phone,
    statuses,
    webhooks,
    media,
    signup,
    reviews,
    templates,
  });

  const server = createServer((request, response) => {
    handle(request, response).catch((error) => fail(response, error));
  });

  async function handle(request, response) {
    const url = new URL(request.url, 'http://meta.invalid');
    if (await servePhone(request, response, url.pathname)) return;
    if (await serveSignup(request, response, url.pathname)) return;
    if (url.pathname.startsWith('/_control/')) {
      // Browsers say where a request comes from; scripts and tests say nothing and are welcome.
      if (isFromElsewhere(request)) return json(response, 403, { error: { message: 'only from this page' } });
      if (url.pathname === '/_control/file') return file(response, url);
      return json(response, 200, await control(request, url));
    }
    const lost = await suffer(faults.take(request.method, url.pathname), request, response);
    if (url.pathname.startsWith('/_media/')) return download(request, response, url);
    if (url.pathname.startsWith('/_picture/')) return picture(response, url);
    const answer = await graph(request, url);
    if (lost) return request.socket.destroy();
    json(response, 200, answer);
  }

  /** For the phone's page: the bytes of a message's file. */
  function file(response, url) {
    const found = media.find(url.searchParams.get('id'));
    response.writeHead(found ? 200 : 404, {
      'content-type': found?.mimeType ?? 'text/plain',
      'content-security-policy': 'sandbox',
      'x-content-type-options': 'nosniff',
    });
    response.end(found ? Buffer.from(found.data, 'base64') : '');
  }

  /** The picture of a business, for whoever has its address. */
  function picture(response, url) {
    const found = uploads.picture(decodeURIComponent(url.pathname.slice('/_picture/'.length)));
    response.writeHead(found ? 200 : 404, { 'content-type': found?.type ?? 'text/plain' });
    response.end(found?.bytes ?? '');
  }

  function download(request, response, url) {
    tokens.admit(request, url, null);
    const found = media.bytes(url.pathname.slice('/_media/'.length), url.searchParams.get('ext'));
    if (!found) {
      response.writeHead(404);
      return response.end();
    }
    response.writeHead(200, { 'content-type': found.type, 'content-length': found.bytes.length });
    response.end(found.bytes);
  }

  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return {
    url: `http://${host}:${server.address().port}`,
    port: server.address().port,
    async stop() {
      webhooks.stop();
      reviews.stop();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
      await store.saved();
    },
  };
}

function json(response, status, body, headers = {}) {
  response.writeHead(status, {
    'content-type': 'application/json; charset=UTF-8',
    'facebook-api-version': 'v26.0',
    ...headers,
  });
  response.end(JSON.stringify(body));
}

function fail(response, error) {
  if (error instanceof Dropped || response.destroyed) return;
  if (response.headersSent) return response.destroy();
  if (error instanceof GraphFault)
    return json(response, error.status, error.body(`A${randomBytes(8).toString('hex')}`), error.headers);
  if (error.status) return json(response, error.status, { error: { message: error.message } });
  console.error(error);
  json(response, 500, {
    error: { code: 1, type: 'OAuthException', message: 'An unknown error occurred', fbtrace_id: 'A0' },
  });
}
