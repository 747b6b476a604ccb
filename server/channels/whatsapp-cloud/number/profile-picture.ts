import { buffer } from 'node:stream/consumers';
import { z } from 'zod';
import type { Fetch } from '../graph/call';
import type { GraphClient } from '../graph/client';
import { limitedStream } from '../graph/limited-body';
import type { GraphResult } from '../graph/result';
import { id, listOf, optionalText } from '../webhook/fields';

const shown = z.object({ data: listOf(z.object({ profile_picture_url: optionalText })) });
const opened = z.object({ id });
const uploaded = z.object({ h: z.string().min(1) });

const MAX_SHOWN_BYTES = 5 * 1024 * 1024;
const SHOWN_DEADLINE_MS = 15_000;

const pathOf = (phoneNumberId: string) => `${encodeURIComponent(phoneNumberId)}/whatsapp_business_profile`;

/** Where the picture is that customers see, an address that ends after some days; null where there is none. */
export async function pictureAddress(
  client: GraphClient,
  phoneNumberId: string,
  signal: AbortSignal
): Promise<GraphResult<string | null>> {
  const query = { fields: 'profile_picture_url' };
  const result = await client.call({ method: 'GET', path: pathOf(phoneNumberId), query, repeatable: true }, signal);
  if (result.status !== 'ok') return result;
  const read = shown.safeParse(result.data);
  return { status: 'ok', data: (read.success && read.data.data[0]?.profile_picture_url) || null };
}

/** Its bytes, asked without any token: the address itself is the right to see it. Null where it does not answer. */
export async function downloadPicture(fetch: Fetch, address: string, signal: AbortSignal): Promise<Buffer | null> {
  try {
    const deadline = AbortSignal.any([signal, AbortSignal.timeout(SHOWN_DEADLINE_MS)]);
    const response = await fetch(address, { redirect: 'error', signal: deadline });
    return response.ok ? await buffer(limitedStream(response, MAX_SHOWN_BYTES)) : null;
  } catch (error) {
    if (signal.aborted) throw error;
    // A page without its picture is better than none.
    return null;
  }
}

/**
 * Sets it: a resumable upload, whose handle the profile then names. Meta: graph-api/guides/upload,
 * business-phone-numbers/business-profiles.
 */
export async function uploadPicture(
  client: GraphClient,
  { appId, phoneNumberId }: { appId: string; phoneNumberId: string },
  picture: { bytes: Buffer; type: string; name: string },
  signal: AbortSignal
): Promise<GraphResult<unknown>> {
  const { bytes, type, name } = picture;
  const session = await client.call(
    {
      method: 'POST',
      path: `${encodeURIComponent(appId)}/uploads`,
      query: { file_length: String(bytes.length), file_type: type, file_name: name },
      repeatable: true,
    },
    signal
  );
  if (session.status !== 'ok') return session;
  const open = opened.safeParse(session.data);
  if (!open.success) return { status: 'not-sent', detail: 'an answer that opens no upload' };
  const sent = await client.call(
    { method: 'POST', path: open.data.id, body: new Blob([new Uint8Array(bytes)]), repeatable: true },
    signal
  );
  if (sent.status !== 'ok') return sent;
  const handle = uploaded.safeParse(sent.data);
  if (!handle.success) return { status: 'not-sent', detail: 'an answer without a handle' };
  const body = { messaging_product: 'whatsapp', profile_picture_handle: handle.data.h };
  return client.call({ method: 'POST', path: pathOf(phoneNumberId), body, repeatable: true }, signal);
}
