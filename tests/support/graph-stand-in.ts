import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Fault {
  /** Of Meta's error body. */
  code: number;
  subcode?: number;
  httpStatus?: number;
  /** How often; once by default. */
  times?: number;
  on?: 'messages' | 'media';
}

export interface Taken {
  wamid: string;
  body: Record<string, unknown>;
  at: number;
}

/** The part of Meta's Graph API that sending needs. It keeps what it took. */
export interface GraphStandIn {
  readonly url: string;
  /** Messages that were taken, in their order; reactions too. */
  readonly taken: Taken[];
  readonly media: { id: string; type: string; bytes: number; name: string }[];
  /** Read ticks and dots. */
  readonly marks: Record<string, unknown>[];
  /** Requests to send, those that were refused too. */
  requests: number;
  refuse(fault: Fault): void;
  /** Takes the next message and cuts the line instead of answering. */
  loseNextAnswer(): void;
  /** Answers to messages wait this long, from now on. */
  delay(ms: number): void;
  /** Called before a message is answered. */
  onTaken: ((taken: Taken) => Promise<void>) | null;
  stop(): Promise<void>;
}

export async function startGraphStandIn(): Promise<GraphStandIn> {
  const faults: (Required<Pick<Fault, 'code' | 'httpStatus' | 'on'>> & { subcode?: number; left: number })[] = [];
  let lose = 0;
  let delayMs = 0;
  let serial = 0;
  const run = Date.now().toString(36);

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      response.writeHead(500).end(String(error));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  const standIn: GraphStandIn = {
    url: `http://127.0.0.1:${port}`,
    taken: [],
    media: [],
    marks: [],
    requests: 0,
    onTaken: null,
    refuse: ({ code, subcode, httpStatus = 400, times = 1, on = 'messages' }) =>
      void faults.push({ code, httpStatus, on, left: times, ...(subcode === undefined ? {} : { subcode }) }),
    loseNextAnswer: () => void (lose += 1),
    delay: (ms) => void (delayMs = ms),
    async stop() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await read(request);
    const { pathname } = new URL(request.url ?? '/', standIn.url);
    const [, , id = '', edge] = pathname.split('/');
    if (request.method === 'POST' && (edge === 'messages' || edge === 'media')) {
      const fault = faults.find((one) => one.on === edge && one.left > 0);
      if (edge === 'messages') standIn.requests += 1;
      if (fault) {
        fault.left -= 1;
        return json(response, fault.httpStatus, {
          error: {
            message: `(#${fault.code}) refused`,
            type: 'OAuthException',
            code: fault.code,
            ...(fault.subcode === undefined ? {} : { error_subcode: fault.subcode }),
            fbtrace_id: 'stand-in',
          },
        });
      }
      return edge === 'media' ? keepMedia(request, body, response) : keepMessage(body, response);
    }
    return json(response, 200, {
      id,
      display_phone_number: '+34 600 000 001',
      verified_name: 'Recambios de Prueba',
      status: 'CONNECTED',
      quality_rating: 'GREEN',
    });
  }

  async function keepMedia(request: IncomingMessage, body: Buffer, response: ServerResponse): Promise<void> {
    const form = await new Response(new Uint8Array(body), {
      headers: { 'content-type': request.headers['content-type'] ?? '' },
    }).formData();
    const file = form.get('file');
    if (!(file instanceof File)) return json(response, 400, { error: { code: 100, message: 'no file' } });
    const id = String(70_000_000 + standIn.media.length);
    standIn.media.push({ id, type: String(form.get('type')), bytes: file.size, name: file.name });
    return json(response, 200, { id });
  }

  async function keepMessage(raw: Buffer, response: ServerResponse): Promise<void> {
    const body = JSON.parse(raw.toString()) as Record<string, unknown>;
    if (body['status'] === 'read') {
      standIn.marks.push(body);
      return json(response, 200, { success: true });
    }
    serial += 1;
    const taken = { wamid: `wamid.${run}.${serial}`, body, at: Date.now() };
    standIn.taken.push(taken);
    await standIn.onTaken?.(taken);
    if (lose > 0) {
      lose -= 1;
      response.destroy();
      return;
    }
    if (delayMs > 0) await new Promise((resolve) => setTimeout(resolve, delayMs));
    const to = body['to'] ?? body['recipient'];
    json(response, 200, {
      messaging_product: 'whatsapp',
      contacts: [{ input: to, wa_id: String(to).replace(/^\+/, '') }],
      messages: [{ id: taken.wamid, message_status: 'accepted' }],
    });
  }

  return standIn;
}

async function read(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
