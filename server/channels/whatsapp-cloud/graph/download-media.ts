import type { Readable } from 'node:stream';
import { z } from 'zod';
import { problemOf } from '../errors/codes';
import type { ProblemCode } from '../errors/problem';
import { optionalNumber, optionalText } from '../webhook/fields';
import { faultName, type CallGraph, type GraphOptions } from './call';
import { limitedStream } from './limited-body';

export type MediaDownload =
  | { status: 'ok'; stream: Readable; mimeType: string | null; sha256: string | null; size: number | null }
  | { status: 'too-large'; size: number | null }
  | { status: 'rejected'; problem: ProblemCode; details: string }
  /** Worth another try, from the first step: the address lives five minutes. */
  | { status: 'later'; detail: string };

const info = z.object({ url: z.string(), mime_type: optionalText, sha256: optionalText, file_size: optionalNumber });

/** Where Meta keeps media. The token goes with the request, so it goes nowhere else. */
const MEDIA_HOSTS = /(^|\.)(fbsbx\.com|facebook\.com|fbcdn\.net|whatsapp\.net)$/;

/**
 * Two steps: the id gives an address for five minutes, the address gives the bytes as a stream. The stream ends with an
 * error when it is larger than allowed or shorter than announced.
 *
 * Meta: business-phone-numbers/media, "Retrieve media URL", "Download media".
 */
export async function downloadMedia(
  call: CallGraph,
  options: GraphOptions,
  request: { mediaId: string; maxBytes: number; deadlineMs: number },
  signal?: AbortSignal
): Promise<MediaDownload> {
  const path = encodeURIComponent(request.mediaId);
  const found = await call(
    { method: 'GET', path, query: { phone_number_id: options.phoneNumberId }, repeatable: true },
    signal
  );
  if (found.status === 'rejected') return { status: 'rejected', problem: found.problem, details: found.details };
  if (found.status !== 'ok') return { status: 'later', detail: found.detail };
  const parsed = info.safeParse(found.data);
  if (!parsed.success || !isMediaAddress(parsed.data.url, options.baseUrl)) {
    return { status: 'rejected', problem: 'unknown', details: "not an address of Meta's media" };
  }
  const { url, mime_type: mimeType, sha256, file_size: size } = parsed.data;
  if (size !== null && size > request.maxBytes) return { status: 'too-large', size };

  const deadline = AbortSignal.timeout(request.deadlineMs);
  try {
    const response = await options.fetch(url, {
      headers: { authorization: `Bearer ${options.accessToken}` },
      redirect: 'manual',
      signal: signal ? AbortSignal.any([signal, deadline]) : deadline,
    });
    if (response.ok)
      return { status: 'ok', stream: limitedStream(response, request.maxBytes, size), mimeType, sha256, size };
    await response.body?.cancel();
    // 404 is an address that has run out; a new one is asked for.
    const again = response.status === 404 || response.status === 429 || response.status >= 500;
    if (again) return { status: 'later', detail: `HTTP ${response.status}` };
    const problem = problemOf({ code: null, subcode: null, httpStatus: response.status });
    return { status: 'rejected', problem, details: `HTTP ${response.status}` };
  } catch (error) {
    return { status: 'later', detail: faultName(error) };
  }
}

function isMediaAddress(url: string, baseUrl: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname, origin } = new URL(url);
  return origin === new URL(baseUrl).origin || (protocol === 'https:' && MEDIA_HOSTS.test(hostname));
}
