import { tooMany } from '../api/errors';
import type { RateLimit } from '../security/rate-limit';
import type { Principal } from '../security/scope';

const MINUTE_MS = 60_000;
/** A loop that runs wild in somebody's script: enough for any honest one, and mail providers take far less. */
const A_MINUTE = { read: 1_200, write: 120 } as const;

/** Bounds what one token or role can ask for in a minute, over all processes. */
export function createPace(limits: RateLimit) {
  return async function pace({ kind, id }: Principal, what: keyof typeof A_MINUTE): Promise<void> {
    if (await limits.take(`host-${what}:${kind}:${id}`, A_MINUTE[what], MINUTE_MS)) return;
    throw tooMany('Too many requests. Try again in a minute.');
  };
}
