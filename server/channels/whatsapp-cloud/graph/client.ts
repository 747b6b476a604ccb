import { z } from 'zod';
import type { Payload } from '../outgoing/payload';
import { id, listOf, optionalId, optionalText } from '../webhook/fields';
import { createGraphCall, type GraphCall, type GraphOptions } from './call';
import { downloadMedia, type MediaDownload } from './download-media';
import type { GraphResult } from './result';

/** Meta: graph-api/changelog. The version of 29 July 2026. */
export const GRAPH_URL = 'https://graph.facebook.com';
export const GRAPH_VERSION = 'v26.0';
export const GRAPH_DEADLINE_MS = 20_000;
const UPLOAD_DEADLINE_MS = 5 * 60_000;

export interface SentMessage {
  messageId: string;
  /** `held`: a template that Meta looks at first; statuses tell what becomes of it. */
  state: 'accepted' | 'held';
  /** The id by which Meta knows the number, another identity of the person. Only for messages to a number. */
  waId: string | null;
  /** Only for messages to a user id. */
  userId: string | null;
}

export interface GraphClient {
  sendMessage(payload: Payload, signal?: AbortSignal): Promise<GraphResult<SentMessage>>;
  /** Ticks and dots: doing it twice changes nothing. */
  markRead(payload: Payload, signal?: AbortSignal): Promise<GraphResult<true>>;
  /** The id lives for 30 days. An upload whose answer is lost harms nobody. */
  uploadMedia(
    file: { blob: Blob; mimeType: string; fileName: string },
    signal?: AbortSignal
  ): Promise<GraphResult<{ mediaId: string }>>;
  downloadMedia(
    request: { mediaId: string; maxBytes: number; deadlineMs: number },
    signal?: AbortSignal
  ): Promise<MediaDownload>;
  /** For what is set up and looked at: numbers, subscriptions, profile, token. */
  call(request: GraphCall, signal?: AbortSignal): Promise<GraphResult<unknown>>;
}

const sent = z.object({
  messages: z.tuple([z.object({ id, message_status: optionalText })], z.unknown()),
  contacts: listOf(z.object({ wa_id: optionalId, user_id: optionalId })),
});

export function createGraphClient(options: GraphOptions): GraphClient {
  const call = createGraphCall(options);
  const own = encodeURIComponent(options.phoneNumberId);

  return {
    call,
    async sendMessage(payload, signal) {
      const result = await call({ method: 'POST', path: `${own}/messages`, body: payload, repeatable: false }, signal);
      if (result.status !== 'ok') return result;
      const parsed = sent.safeParse(result.data);
      // It was taken and we do not know as what.
      if (!parsed.success) return { status: 'uncertain', detail: 'an answer without a message id' };
      const [{ id: messageId, message_status }] = parsed.data.messages;
      const [contact] = parsed.data.contacts;
      return {
        status: 'ok',
        data: {
          messageId,
          state: message_status === null || message_status === 'accepted' ? 'accepted' : 'held',
          waId: contact?.wa_id ?? null,
          userId: contact?.user_id ?? null,
        },
      };
    },
    async markRead(payload, signal) {
      const result = await call({ method: 'POST', path: `${own}/messages`, body: payload, repeatable: true }, signal);
      return result.status === 'ok' ? { status: 'ok', data: true } : result;
    },
    async uploadMedia({ blob, mimeType, fileName }, signal) {
      const body = new FormData();
      body.set('messaging_product', 'whatsapp');
      body.set('type', mimeType);
      // `slice` gives the part its type without reading the file.
      body.set('file', blob.slice(0, blob.size, mimeType), fileName);
      const result = await call(
        { method: 'POST', path: `${own}/media`, body, repeatable: true, deadlineMs: UPLOAD_DEADLINE_MS },
        signal
      );
      if (result.status !== 'ok') return result;
      const parsed = z.object({ id }).safeParse(result.data);
      return parsed.success
        ? { status: 'ok', data: { mediaId: parsed.data.id } }
        : { status: 'not-sent', detail: 'an answer without a media id' };
    },
    downloadMedia: (request, signal) => downloadMedia(call, options, request, signal),
  };
}
