import { createHmac } from 'node:crypto';

/** The bytes of a webhook as Meta writes them: everything beyond ASCII escaped, slashes too. */
export const metaJson = (body: unknown): string =>
  JSON.stringify(body)
    .replace(/\//g, '\\/')
    .replace(/[\u0080-\uffff]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);

export const metaSignature = (raw: string | Buffer, secret: string): string =>
  `sha256=${createHmac('sha256', secret).update(raw).digest('hex')}`;

/** Posts a webhook as Meta does. */
export async function postWebhook(
  url: string,
  raw: string | Buffer,
  secret: string,
  headers: Record<string, string> = {}
): Promise<{ status: number; text: string }> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-hub-signature-256': metaSignature(raw, secret), ...headers },
    body: typeof raw === 'string' ? raw : new Uint8Array(raw),
  });
  return { status: response.status, text: await response.text() };
}
