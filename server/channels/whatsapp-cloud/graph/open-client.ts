import type { Fetch } from './call';
import { createGraphClient, GRAPH_DEADLINE_MS, GRAPH_VERSION, type GraphClient } from './client';

interface App {
  appId: string;
  appSecret: string;
}

/** Clients for one Graph API, by who asks. */
export interface GraphClients {
  /** As whoever the token was given to, for one number. */
  of(phoneNumberId: string, accessToken: string, appSecret: string): GraphClient;
  /**
   * As the app itself. Meta: facebook-login/guides/access-tokens, "app access tokens". It carries the secret, so there is
   * nothing to prove.
   */
  ofApp(app: App, phoneNumberId?: string): GraphClient;
}

export function createGraphClients(baseUrl: string, fetch: Fetch = globalThis.fetch): GraphClients {
  const open = (phoneNumberId: string, accessToken: string, appSecret: string | null) =>
    createGraphClient({
      baseUrl,
      version: GRAPH_VERSION,
      accessToken,
      appSecret,
      phoneNumberId,
      deadlineMs: GRAPH_DEADLINE_MS,
      fetch,
    });
  return {
    of: open,
    ofApp: ({ appId, appSecret }, phoneNumberId = '') => open(phoneNumberId, `${appId}|${appSecret}`, null),
  };
}
