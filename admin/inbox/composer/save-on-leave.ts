import type { SaveDraft } from '../../../server/api/contracts/drafts';
import { backendUrl } from '../../api/backend-url';
import { draftPath } from '../../api/drafts';

/** What browsers carry of a page that is closing (Fetch standard, "keepalive"): 64 KiB over all requests. */
const MAX_BYTES = 60 * 1024;

/** The last words of a page that is being closed. Larger ones stay in this tab's store, and what was saved before. */
export function saveOnLeave(conversationId: string, draft: SaveDraft, token: string | null): void {
  const body = JSON.stringify(draft);
  if (new TextEncoder().encode(body).length > MAX_BYTES) return;
  void fetch(`${backendUrl()}${draftPath(conversationId)}`, {
    method: 'PUT',
    keepalive: true,
    credentials: 'include',
    headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
    body,
  }).catch(() => {
    // Nobody is left to be told, and the tab's store still has it.
  });
}
