import { backendUrl } from '../../api/backend-url';
import { discardPath, draftPath } from '../../api/drafts';
import type { Unsaved } from './leaving-draft';

/** What browsers carry of a page that is closing (Fetch standard, "keepalive"): 64 KiB over all requests. */
const MAX_BYTES = 60 * 1024;

/** The last words of a page that is being closed. Larger ones stay in this tab's store, and what was saved before. */
export function saveOnLeave(conversationId: string, unsaved: Unsaved, token: string | null): void {
  if (unsaved.do === 'discard') return send('DELETE', discardPath(conversationId, unsaved.known), token);
  const body = JSON.stringify(unsaved.draft);
  if (new TextEncoder().encode(body).length > MAX_BYTES) return;
  send('PUT', draftPath(conversationId), token, body);
}

function send(method: 'PUT' | 'DELETE', url: string, token: string | null, body?: string): void {
  void fetch(`${backendUrl()}${url}`, {
    method,
    keepalive: true,
    credentials: 'include',
    headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
    ...(body === undefined ? {} : { body }),
  }).catch(() => {
    // Nobody is left to be told, and the tab's store still has it.
  });
}
