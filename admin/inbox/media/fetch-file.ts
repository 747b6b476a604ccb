import { backendUrl } from '../../api/backend-url';

/** Links may be relative to the API's address, which need not be the admin's. */
export const absoluteLink = (url: string): string => new URL(url, backendUrl() || window.location.origin).href;

/** Null when it cannot be had: the mail is still readable without the picture, which keeps its alternative text. */
export async function fetchFile(url: string, signal: AbortSignal): Promise<Blob | null> {
  try {
    const response = await fetch(absoluteLink(url), { signal, credentials: 'include', referrerPolicy: 'no-referrer' });
    return response.ok ? await response.blob() : null;
  } catch (error) {
    if (error instanceof TypeError || (error instanceof DOMException && error.name === 'AbortError')) return null;
    throw error;
  }
}
