import { createHmac } from 'node:crypto';

/** One address an app, since Meta knows one callback an app. Below the host's public address. */
export const webhookPath = (appId: string): string => `/api/conversations/webhooks/whatsapp-cloud/${appId}`;

/**
 * What Meta has to say to prove that somebody pasted it into the app's settings. Made of the install's own secret, so that
 * there is nothing to store and nothing that could get lost.
 */
export const verifyTokenOf = (installSecret: Buffer, appId: string): string =>
  createHmac('sha256', installSecret)
    .update(`whatsapp-cloud verify token of ${appId}`)
    .digest('base64url')
    .slice(0, 32);
