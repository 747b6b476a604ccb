import type { WhatsAppChannel } from '../whatsapp-channel';
import { createGraphClient, GRAPH_DEADLINE_MS, GRAPH_VERSION } from './graph/client';
import type { Fetch } from './graph/call';
import { checkNumber } from './number/check-number';
import { createNumberWatch } from './number/watch-number';
import type { WhatsAppCloudSecrets, WhatsAppCloudSettings } from './settings';

export interface WhatsAppCloudDeps {
  /** `https://graph.facebook.com`, or what the host's config names instead. */
  baseUrl: string;
  fetch?: Fetch;
  /** Epoch milliseconds. */
  now: () => number;
}

/** A number by Meta's Cloud API. */
export function createWhatsAppCloudChannel({
  baseUrl,
  fetch = globalThis.fetch,
  now,
}: WhatsAppCloudDeps): WhatsAppChannel<WhatsAppCloudSettings, WhatsAppCloudSecrets> {
  const channel: WhatsAppChannel<WhatsAppCloudSettings, WhatsAppCloudSecrets> = {
    kind: 'whatsapp-cloud',
    client: ({ settings, secrets }) =>
      createGraphClient({
        baseUrl,
        version: GRAPH_VERSION,
        accessToken: secrets.accessToken,
        appSecret: secrets.appSecret,
        phoneNumberId: settings.phoneNumberId,
        deadlineMs: GRAPH_DEADLINE_MS,
        fetch,
      }),
    test: (connection, signal) => checkNumber(channel.client(connection), connection.settings, signal),
    openSession: (connection, watch, events) =>
      createNumberWatch({ client: channel.client(connection), settings: connection.settings, watch, events, now }),
  };
  return channel;
}
