import { Trouble, TROUBLE, type TroubleCode } from '../../accounts/trouble';
import { problem, type ProblemCode } from '../../channels/whatsapp-cloud/errors/problem';
import type { SentMessage } from '../../channels/whatsapp-cloud/graph/client';
import type { GraphResult } from '../../channels/whatsapp-cloud/graph/result';
import { troubleOf } from '../../channels/whatsapp-cloud/number/trouble-of';
import { retryDelay } from '../../jobs/retry-delay';
import { CLOSED_RETRY_MS, retryAfterClosed } from '../../whatsapp/window';
import { delayOf, failureOf, type Failure } from './failure';

/** How long a message waits for Meta before a person is told that it did not go out. */
export const GIVE_UP_MS = 24 * 3600_000;

export type NextStep =
  | { do: 'accepted'; sent: SentMessage }
  | { do: 'fail'; failure: Failure; response: string }
  | {
      do: 'wait';
      failure: Failure;
      response: string;
      waitMs: number;
      /** The whole number waits, and not this conversation alone. */
      holdsNumber: boolean;
      /** What stops the account. */
      trouble: Trouble | null;
    }
  | { do: 'uncertain'; detail: string };

/** For what Meta was never asked. */
export const failing = (failure: Failure): NextStep => ({ do: 'fail', failure, response: '' });

export interface Circumstances {
  /** Tries in all, with this one. */
  tries: number;
  queuedForMs: number;
  windowExpiresAt: number | null;
  now: number;
  random?: () => number;
}

/** What follows from Meta's answer. Pure. */
export function afterAnswer(result: GraphResult<SentMessage>, circumstances: Circumstances): NextStep {
  const { tries, queuedForMs, windowExpiresAt, now, random } = circumstances;
  if (result.status === 'ok') return { do: 'accepted', sent: result.data };
  if (result.status === 'uncertain') return { do: 'uncertain', detail: result.detail };
  if (result.status === 'not-sent') {
    return afterTrouble(new Trouble('whatsapp-unreachable', result.detail), tries, queuedForMs, random);
  }
  const { problem: code, details } = result;
  const response = [result.code, details].filter((part) => part !== null && part !== '').join(' ');
  const { class: kind, waitMs: leastMs = 0, maxTries = Infinity } = problem(code);
  const fail: NextStep = { do: 'fail', failure: failureOf(code, details), response };
  const wait = (waitMs: number, more: { holdsNumber?: boolean; trouble?: Trouble | null } = {}): NextStep => ({
    do: 'wait',
    failure: delayOf(code),
    response,
    waitMs: Math.max(waitMs, leastMs, result.waitMs ?? 0),
    holdsNumber: false,
    trouble: null,
    ...more,
  });
  if (kind === 'account') return wait(0, { trouble: troubleOf(result) });
  if (kind === 'uncertain') return { do: 'uncertain', detail: response };
  if (queuedForMs > GIVE_UP_MS) return fail;
  switch (kind) {
    case 'retry':
      return tries >= maxTries ? fail : wait(retryDelay(tries, random), { holdsNumber: HOLDS_NUMBER.has(code) });
    case 'retry-pair':
      return wait(pairDelay(tries));
    case 'cool-down':
      return wait(0, { trouble: new Trouble('throttled', code, result.waitMs ?? leastMs) });
    case 'window':
      return retryAfterClosed(windowExpiresAt, now, tries) ? wait(CLOSED_RETRY_MS) : fail;
    case 'fail':
    case 'template':
      return fail;
  }
}

/** The same for what went wrong before anything was asked of Meta: no token to ask with, nobody to ask. */
export function afterTrouble(
  trouble: Trouble,
  tries: number,
  queuedForMs: number,
  random?: () => number
): NextStep & { do: 'wait' | 'fail' } {
  const failure = { code: trouble.code, message: TROUBLE[trouble.code].message };
  const response = trouble.detail ?? '';
  if (queuedForMs > GIVE_UP_MS) return { do: 'fail', failure, response };
  return {
    do: 'wait',
    failure,
    response,
    waitMs: Math.max(retryDelay(tries, random), trouble.retryAfterMs ?? 0),
    holdsNumber: false,
    // That Meta does not answer is this queue's own business: the number's session finds out by itself.
    trouble: STOPS_ACCOUNT(trouble.code) ? trouble : null,
  };
}

/** Limits that are the number's or the app's: others would only run into them as well. */
const HOLDS_NUMBER: ReadonlySet<ProblemCode> = new Set(['call-limit', 'throughput']);

const STOPS_ACCOUNT = (code: TroubleCode): boolean =>
  TROUBLE[code].class === 'refused' || TROUBLE[code].class === 'configuration';

/** As Meta asks for it: 4 to the power of the tries, in seconds. */
const LONGEST_PAIR_WAIT_MS = 256_000;
const pairDelay = (tries: number): number => Math.min(LONGEST_PAIR_WAIT_MS, 1000 * 4 ** tries);
