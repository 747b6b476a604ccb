import { createHmac, timingSafeEqual } from 'node:crypto';

export const SIGNATURE_HEADER = 'x-hub-signature-256';

const WELL_FORMED = /^sha256=([0-9a-f]{64})$/i;

/**
 * Whether the body comes from Meta: HMAC-SHA256 of the bytes as they were sent, keyed with the app's secret. Meta escapes
 * characters in its JSON that others do not, so a body that was parsed and written again never matches. A header that is
 * missing is as wrong as one that does not match.
 *
 * Meta: webhooks/create-webhook-endpoint, "Validating payloads".
 */
export function verifySignature(raw: Buffer | string, header: unknown, secret: string): boolean {
  if (typeof header !== 'string' || secret === '') return false;
  const given = WELL_FORMED.exec(header)?.[1];
  if (given === undefined) return false;
  // Both are 32 bytes: timingSafeEqual throws on different lengths.
  return timingSafeEqual(createHmac('sha256', secret).update(raw).digest(), Buffer.from(given, 'hex'));
}
