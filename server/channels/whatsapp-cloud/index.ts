import type { WhatsAppChannel } from '../whatsapp-channel';
import type { Fetch } from './graph/call';
import { createGraphClients } from './graph/open-client';
import type { Connection } from '../channel';
import { checkNumber, type CheckDeps } from './number/check-number';
import { subscribe } from './number/subscribe';
import { webhookPath } from './webhook-address';
import { beforeSaving } from './number/steps';
import { createNumberWatch } from './number/watch-number';
import type { WhatsAppCloudSecrets, WhatsAppCloudSettings } from './settings';

export interface WhatsAppCloudDeps {
  /** `https://graph.facebook.com`, or what the host's config names instead. */
  baseUrl: string;
  /** Where Meta reaches this host, without a slash at its end. */
  publicUrl: string;
  fetch?: Fetch;
  /** Epoch milliseconds. */
  now: () => number;
}

/** A number by Meta's Cloud API. */
export function createWhatsAppCloudChannel({
  baseUrl,
  publicUrl,
  fetch,
  now,
}: WhatsAppCloudDeps): WhatsAppChannel<WhatsAppCloudSettings, WhatsAppCloudSecrets> {
  const graph = createGraphClients(baseUrl, fetch);
  const checkDeps = ({ settings, secrets }: Connection<WhatsAppCloudSettings, WhatsAppCloudSecrets>): CheckDeps => ({
    client: graph.of(settings.phoneNumberId, secrets.accessToken, secrets.appSecret),
    app: graph.ofApp({ appId: settings.appId, appSecret: secrets.appSecret }, settings.phoneNumberId),
    settings,
    accessToken: secrets.accessToken,
    ownCallback: `${publicUrl}${webhookPath(settings.appId)}`,
    now,
  });
  return {
    kind: 'whatsapp-cloud',
    client: (connection) => checkDeps(connection).client,
    test: async (connection, signal) => beforeSaving((await checkNumber(checkDeps(connection), signal)).steps),
    async check(connection, watch, signal) {
      const { steps, seen } = await checkNumber(checkDeps(connection), signal);
      await watch.record(seen);
      return steps;
    },
    subscribe: (connection, signal) => subscribe(checkDeps(connection), signal),
    openSession: (connection, watch, events) => createNumberWatch({ check: checkDeps(connection), watch, events }),
  };
}
