import { z } from 'zod';
import type { GraphClient } from '../graph/client';
import type { GraphResult } from '../graph/result';
import { instant, listOf, optionalId, optionalText } from '../webhook/fields';

/** `granular_scopes` leaves the management permission out, so only the flat list is read. */
const answer = z.object({
  data: z.object({
    app_id: optionalId,
    type: optionalText,
    is_valid: z.boolean(),
    expires_at: instant,
    scopes: listOf(z.string()),
  }),
});

export interface TokenSeen {
  appId: string | null;
  type: string | null;
  valid: boolean;
  /** Epoch milliseconds; null where it does not expire. */
  expiresAt: number | null;
  scopes: string[];
}

/** What Meta says of an access token. `app` is a client that speaks as the app itself. */
export async function readToken(
  app: GraphClient,
  accessToken: string,
  signal: AbortSignal
): Promise<GraphResult<TokenSeen>> {
  const result = await app.call(
    { method: 'GET', path: 'debug_token', query: { input_token: accessToken }, repeatable: true },
    signal
  );
  if (result.status !== 'ok') return result;
  const read = answer.safeParse(result.data);
  if (!read.success) return { status: 'not-sent', detail: 'an answer that describes no token' };
  const { app_id: appId, type, is_valid: valid, expires_at: expiresAt, scopes } = read.data.data;
  return { status: 'ok', data: { appId, type, valid, expiresAt, scopes } };
}
