import { createHmac } from 'node:crypto';
import { problemOf } from '../errors/codes';
import { parseLossless } from '../webhook/lossless-json';
import { limitedText } from './limited-body';
import { refusal, waitOf, type GraphResult } from './result';

export type Fetch = typeof globalThis.fetch;

export interface GraphOptions {
  /** `https://graph.facebook.com`, or a stand-in's. */
  baseUrl: string;
  version: string;
  accessToken: string;
  /** Proves that the token is used by the app it belongs to. Null where the secret is not known. */
  appSecret: string | null;
  phoneNumberId: string;
  deadlineMs: number;
  fetch: Fetch;
}

export interface GraphCall {
  method: 'GET' | 'POST' | 'DELETE';
  path: string;
  query?: Readonly<Record<string, string>>;
  /** A `Blob` is the bytes of a resumable upload, from its beginning. */
  body?: Readonly<Record<string, unknown>> | FormData | Blob;
  /** True where doing it twice does no harm: a lost answer is then no different from a lost request. */
  repeatable: boolean;
  deadlineMs?: number;
}

/** Answers are small; what is larger is not from Meta. */
const MAX_ANSWER = 4 * 1024 * 1024;

/** One request. Neither its address nor its headers are part of anything it returns: they carry the token's proof. */
export function createGraphCall(options: GraphOptions) {
  const root = `${options.baseUrl.replace(/\/+$/, '')}/${options.version}`;
  // Meta: graph-api/guides/secure-requests.
  const proof = options.appSecret && createHmac('sha256', options.appSecret).update(options.accessToken).digest('hex');

  function addressOf({ path, query }: GraphCall): string {
    const url = new URL(`${root}/${path}`);
    for (const [name, value] of Object.entries(query ?? {})) url.searchParams.set(name, value);
    if (proof) url.searchParams.set('appsecret_proof', proof);
    return url.href;
  }

  return async function call(request: GraphCall, signal?: AbortSignal): Promise<GraphResult<unknown>> {
    const lost = (detail: string): GraphResult<never> => ({
      status: request.repeatable ? 'not-sent' : 'uncertain',
      detail,
    });
    const deadline = AbortSignal.timeout(request.deadlineMs ?? options.deadlineMs);
    let response: Response;
    let text: string;
    try {
      response = await options.fetch(addressOf(request), {
        method: request.method,
        ...carried(request.body, options.accessToken),
        // A redirect would take the token to another place.
        redirect: 'manual',
        signal: signal ? AbortSignal.any([signal, deadline]) : deadline,
      });
      text = await limitedText(response, MAX_ANSWER);
    } catch (error) {
      return neverConnected(error) ? { status: 'not-sent', detail: faultName(error) } : lost(faultName(error));
    }
    return answered(request, response, text, lost);
  };

  function answered(
    request: GraphCall,
    response: Response,
    text: string,
    lost: (detail: string) => GraphResult<never>
  ): GraphResult<unknown> {
    const { status: httpStatus, headers } = response;
    const body = parsed(text);
    const aboutNumber = request.path.split('/')[0] === options.phoneNumberId;
    const refused = refusal({ httpStatus, headers, body, aboutNumber });
    if (refused) return refused;
    if (response.ok && body !== undefined) return { status: 'ok', data: body };
    // Done, or behind a proxy perhaps done: without Meta's own words nobody knows.
    if (response.ok || httpStatus >= 500) return lost(`HTTP ${httpStatus} without an answer of Meta's`);
    const problem = problemOf({ code: null, subcode: null, httpStatus });
    return {
      status: 'rejected',
      problem,
      code: null,
      subcode: null,
      details: `HTTP ${httpStatus}`,
      waitMs: waitOf(headers, undefined),
    };
  }
}

function carried(
  body: GraphCall['body'],
  token: string
): { headers: Record<string, string>; body?: FormData | Blob | string } {
  // Meta: graph-api/guides/upload. Of all calls this one knows the older word only.
  if (body instanceof Blob) return { headers: { authorization: `OAuth ${token}`, file_offset: '0' }, body };
  const headers = { authorization: `Bearer ${token}` };
  if (body === undefined) return { headers };
  if (body instanceof FormData) return { headers, body };
  return { headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

export type CallGraph = ReturnType<typeof createGraphCall>;

function parsed(text: string): unknown {
  try {
    return parseLossless(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Faults from before the first byte of the request: names, addresses, connections, certificates. */
const BEFORE_SENDING =
  /^(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|CERT_\w+|UNABLE_TO_\w+|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|ERR_TLS_CERT_ALTNAME_INVALID)$/;

const neverConnected = (error: unknown): boolean => BEFORE_SENDING.test(faultName(error));

/** The code of a fault and never its message: that may hold the address. */
export function faultName(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const { cause } = error;
  for (const one of [
    cause,
    error,
    ...(cause instanceof AggregateError ? cause.errors.map((each: unknown) => each) : []),
  ]) {
    if (one instanceof Error && 'code' in one && typeof one.code === 'string') return one.code;
  }
  return error.name;
}
