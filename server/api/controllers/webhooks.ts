import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { appOf } from '../../app-registry';
import { SIGNATURE_HEADER } from '../../channels/whatsapp-cloud/webhook/signature';
import { readRawBody } from '../raw-body';

/** Meta: webhooks/overview, "Payload size". */
const MAX_BYTES = 3 * 1024 * 1024;

/** Whom to answer what is decided by the door; here it only becomes HTTP. Meta repeats whatever is not answered with 200. */
export default ({ strapi }: { strapi: Core.Strapi }) => ({
  async verifyWhatsApp(ctx: Context) {
    const challenge = await appOf(strapi).whatsAppDoor.handshake(appId(ctx), ctx.query);
    if (challenge === null) return answer(ctx, 403, 'forbidden');
    ctx.type = 'text/plain';
    ctx.body = challenge;
  },

  async receiveWhatsApp(ctx: Context) {
    const raw = await readRawBody(ctx.req, MAX_BYTES);
    if (raw === null) {
      // The rest of it is not waited for.
      ctx.set('Connection', 'close');
      return answer(ctx, 413, 'too-large');
    }
    const received = await appOf(strapi).whatsAppDoor.receive(appId(ctx), raw, ctx.req.headers[SIGNATURE_HEADER]);
    if (received === 'unknown-app') return answer(ctx, 404, 'not-found');
    if (received === 'not-signed') return answer(ctx, 401, 'not-signed');
    if (received === 'busy') return answer(ctx, 503, 'busy');
    ctx.type = 'text/plain';
    ctx.body = 'EVENT_RECEIVED';
  },
});

const appId = (ctx: Context): string => String((ctx.params as Record<string, unknown>).appId ?? '');

const NAMES: Record<number, [name: string, message: string]> = {
  401: ['UnauthorizedError', 'The signature is missing or wrong.'],
  403: ['ForbiddenError', 'This is no verification request for this app.'],
  404: ['NotFoundError', 'Not Found'],
  503: ['ServiceUnavailableError', 'It was not taken. Send it again.'],
  413: ['PayloadTooLargeError', 'A webhook has at most 3 MiB.'],
};

function answer(ctx: Context, status: number, code: string): void {
  const [name, message] = NAMES[status] ?? ['ApplicationError', 'The request was refused.'];
  ctx.status = status;
  ctx.body = { data: null, error: { status, name, message, details: { code } } };
}
