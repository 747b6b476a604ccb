import type { GraphResult } from '../graph/result';
import type { CheckDeps } from './check-number';
import { readSubscription } from './read-subscription';

export type SubscribeOutcome = GraphResult<{ foreignCallback: string | null }>;

/**
 * Subscribing anew takes away an address set for the account, which is somebody's: so it is looked for first, and with
 * one there nothing is done.
 */
export async function subscribe(
  { client, settings, ownCallback }: CheckDeps,
  signal: AbortSignal
): Promise<SubscribeOutcome> {
  const before = await readSubscription(client, settings, ownCallback, signal);
  if (before.status !== 'ok') return before;
  const { subscribed, foreignCallback } = before.data;
  if (foreignCallback || subscribed) return { status: 'ok', data: { foreignCallback } };
  const path = `${encodeURIComponent(settings.wabaId)}/subscribed_apps`;
  const made = await client.call({ method: 'POST', path, repeatable: true }, signal);
  return made.status === 'ok' ? { status: 'ok', data: { foreignCallback: null } } : made;
}
