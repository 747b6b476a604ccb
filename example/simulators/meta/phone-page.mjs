import { readFile } from 'node:fs/promises';

const PAGE = {
  '/phone/': ['index.html', 'text/html; charset=utf-8'],
  '/phone/phone.css': ['phone.css', 'text/css; charset=utf-8'],
  '/phone/phone.js': ['phone.js', 'text/javascript; charset=utf-8'],
  '/phone/bubbles.js': ['bubbles.js', 'text/javascript; charset=utf-8'],
  '/phone/texts.js': ['texts.js', 'text/javascript; charset=utf-8'],
};
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; media-src 'self' data:; connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";
const HERE = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/;

/** The phone of a customer, as a page. Answers whether the address was one of its own. */
export async function servePhone(request, response, pathname) {
  if (request.method !== 'GET') return false;
  if (pathname === '/phone') {
    // The page names its files beside itself.
    response.writeHead(308, { location: '/phone/' });
    response.end();
    return true;
  }
  const page = PAGE[pathname];
  if (!page) return false;
  if (isFromElsewhere(request)) {
    response.writeHead(403, { 'content-type': 'text/plain' });
    response.end('only from this page');
    return true;
  }
  const [file, type] = page;
  response.writeHead(200, {
    'content-type': type,
    'cache-control': 'no-cache',
    'content-security-policy': POLICY,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
  });
  response.end(await readFile(new URL(`page/${file}`, import.meta.url)));
  return true;
}

/** A page of another site, or a name that somebody points at 127.0.0.1, shall not be anybody here. */
export function isFromElsewhere(request) {
  const { host = '', origin } = request.headers;
  return !HERE.test(host) || (origin !== undefined && origin !== `http://${host}`);
}
