import { z } from 'zod';
import type { GraphClient } from '../graph/client';
import type { GraphResult } from '../graph/result';

const answer = z.object({ access_token: z.string().min(20).max(1024) });

/**
 * The business's token for a code of Embedded Signup, which lives for 30 seconds and is good for one exchange. No
 * `redirect_uri`: the code came by the SDK and not by a redirect. Meta: embedded-signup/implementation.
 */
export async function exchangeCode(
  app: GraphClient,
  { appId, appSecret }: { appId: string; appSecret: string },
  code: string,
  signal: AbortSignal
): Promise<GraphResult<string>> {
  const query = { client_id: appId, client_secret: appSecret, code };
  const result = await app.call({ method: 'GET', path: 'oauth/access_token', query, repeatable: false }, signal);
  if (result.status !== 'ok') return result;
  const read = answer.safeParse(result.data);
  return read.success
    ? { status: 'ok', data: read.data.access_token }
    : { status: 'not-sent', detail: 'an answer without a token' };
}
