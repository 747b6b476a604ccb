import { createParser } from 'eventsource-parser';

export interface Answer {
  status: number;
  headers: Headers;
  /** The raw answer, for searching it for what must not be there. */
  text: string;
  /** Parsed where the answer is JSON, else null. */
  body: unknown;
}

/** Server-sent events as they come. Of an answer that is none, its status and its text. */
export interface Listening {
  status: number;
  headers: Headers;
  /** All that came so far, raw. */
  readonly text: string;
  events: { name: string; data: unknown }[];
  readonly ended: boolean;
  close(): void;
}

/** Calls a host as one person, one token, or nobody. Never throws for a status. */
export interface ApiClient {
  get(path: string): Promise<Answer>;
  post(path: string, body?: unknown): Promise<Answer>;
  put(path: string, body?: unknown): Promise<Answer>;
  del(path: string): Promise<Answer>;
  send(method: string, path: string, body?: unknown): Promise<Answer>;
  /** Opens an answer that goes on, and keeps what comes. */
  listen(path: string): Promise<Listening>;
}

/** A `FormData` body is sent as it is, everything else as JSON. */
export function createApiClient(baseUrl: string, token: string | null = null): ApiClient {
  const send = async (method: string, path: string, body?: unknown): Promise<Answer> => {
    const headers = new Headers();
    if (token) headers.set('authorization', `Bearer ${token}`);
    const form = body instanceof FormData;
    if (body !== undefined && !form) headers.set('content-type', 'application/json');
    const response = await fetch(new URL(path, baseUrl), {
      method,
      headers,
      redirect: 'manual',
      ...(body !== undefined && { body: form ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const json = response.headers.get('content-type')?.includes('json') ?? false;
    return { status: response.status, headers: response.headers, text, body: json && text ? JSON.parse(text) : null };
  };
  const listen = async (path: string): Promise<Listening> => {
    const abort = new AbortController();
    const response = await fetch(new URL(path, baseUrl), {
      headers: token ? { authorization: `Bearer ${token}` } : {},
      signal: abort.signal,
    });
    const events: Listening['events'] = [];
    let text = '';
    let ended = false;
    const parser = createParser({
      onEvent: ({ event, data }) => events.push({ name: event ?? 'message', data: JSON.parse(data) }),
    });
    const decoder = new TextDecoder();
    void (async () => {
      try {
        const reader = response.body?.getReader();
        for (let chunk = await reader?.read(); chunk?.value; chunk = await reader?.read()) {
          const piece = decoder.decode(chunk.value, { stream: true });
          text += piece;
          parser.feed(piece);
        }
      } catch (error) {
        if (!abort.signal.aborted) text += String(error);
      }
      ended = true;
    })();
    return {
      status: response.status,
      headers: response.headers,
      get text() {
        return text;
      },
      events,
      get ended() {
        return ended;
      },
      close: () => abort.abort(),
    };
  };
  return {
    send,
    listen,
    get: (path) => send('GET', path),
    post: (path, body = {}) => send('POST', path, body),
    put: (path, body = {}) => send('PUT', path, body),
    del: (path) => send('DELETE', path),
  };
}

/** Of an answer that goes on by itself: what comes within a few turns of the server. */
export async function whatComes(api: ApiClient, path: string): Promise<Pick<Answer, 'status' | 'text' | 'headers'>> {
  const listening = await api.listen(path);
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  listening.close();
  return listening;
}

/** The `data` of an answer that must have gone well. */
export function dataOf<T>(answer: Answer): T {
  if (answer.status < 200 || answer.status > 299)
    throw new Error(`status ${answer.status}: ${answer.text.slice(0, 500)}`);
  return (answer.body as { data: T }).data;
}

/** The stable code of an error answer, or null. */
export function codeOf(answer: Answer): string | null {
  const body = answer.body as { error?: { details?: { code?: string } } } | null;
  return body?.error?.details?.code ?? null;
}
