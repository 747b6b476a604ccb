import { readFile } from 'node:fs/promises';

const FILES = {
  '/en_US/sdk.js': ['sdk.js', 'text/javascript; charset=utf-8'],
  '/dialog/signup': ['dialog.html', 'text/html; charset=utf-8'],
  '/dialog/dialog.js': ['dialog.js', 'text/javascript; charset=utf-8'],
  '/dialog/dialog.css': ['dialog.css', 'text/css; charset=utf-8'],
};

/** Stand-ins of Meta's script for browsers and of the window that it opens. */
export async function serveSignup(request, response, pathname) {
  const found = request.method === 'GET' && FILES[pathname];
  if (!found) return false;
  const [file, type] = found;
  response.writeHead(200, {
    'content-type': type,
    'cache-control': 'no-cache',
    'x-content-type-options': 'nosniff',
    // The host's page takes the script from here.
    'access-control-allow-origin': '*',
    'cross-origin-resource-policy': 'cross-origin',
  });
  response.end(await readFile(new URL(`signup-page/${file}`, import.meta.url)));
  return true;
}
