import { createParser } from 'eventsource-parser';
import type { StreamEvent } from '../../server/api/contracts/realtime';
import { backendUrl } from './backend-url';
import { path, withQuery } from './envelope';

/** The server says something every 15 seconds at least. */
const SILENCE_MS = 40_000;
/** It answers at once; what comes later was held back on the way, by a proxy that keeps answers until they end. */
const FIRST_EVENT_MS = 8_000;

interface Listen {
  token: string;
  since: string | undefined;
  signal: AbortSignal;
  onEvent: (event: StreamEvent) => void;
}

/**
 * Reads the stream of changes until it ends, fails or falls silent. By fetch, since an `EventSource` cannot send the
 * admin's token, and a token has no business in a URL. Resolves with whether anything was heard; it never rejects.
 */
export async function listenToChanges({ token, since, signal, onEvent }: Listen): Promise<boolean> {
  const abort = new AbortController();
  const stop = () => abort.abort();
  signal.addEventListener('abort', stop);
  let timer = window.setTimeout(stop, FIRST_EVENT_MS);
  let heard = false;
  const parser = createParser({
    onEvent: ({ event, data }) => {
      heard = true;
      onEvent({ name: event, data: JSON.parse(data) as unknown } as StreamEvent);
    },
  });
  try {
    const response = await fetch(backendUrl() + withQuery(path('inbox', 'stream'), { since }), {
      headers: { Authorization: `Bearer ${token}`, Accept: 'text/event-stream' },
      signal: abort.signal,
    });
    const isStream = response.headers.get('content-type')?.startsWith('text/event-stream') ?? false;
    if (!response.ok || !isStream || !response.body) return false;
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
      parser.feed(piece.value);
      if (!heard) continue;
      window.clearTimeout(timer);
      timer = window.setTimeout(stop, SILENCE_MS);
    }
    return heard;
  } catch {
    // Lost, silent or left on purpose: whoever listens asks for the changes by themselves, and tries again.
    return heard;
  } finally {
    window.clearTimeout(timer);
    signal.removeEventListener('abort', stop);
    abort.abort();
  }
}
