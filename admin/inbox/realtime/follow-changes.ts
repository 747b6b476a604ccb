import type { ChangesDto } from '../../../server/api/contracts/inbox';
import type { StreamEvent } from '../../../server/api/contracts/realtime';

/** How often to ask where no stream can be had, or nobody looks. */
const POLL_MS = 5_000;
const HIDDEN_POLL_MS = 15_000;
/** After a stream that worked: soon, and not all pages at the same moment when a server comes back. */
const AGAIN_MS = 500;
const SPREAD_MS = 2_000;
/** After streams that were refused or held back: less and less often, asking meanwhile. */
const FIRST_RETRY_MS = 5_000;
const LONGEST_RETRY_MS = 60_000;

export interface Ways {
  /** Resolves when the stream is over: whether anything was heard. */
  listen: (since: string | undefined, signal: AbortSignal, onEvent: (event: StreamEvent) => void) => Promise<boolean>;
  /** Null: no answer. */
  ask: (since: string | undefined) => Promise<ChangesDto | null>;
  isVisible: () => boolean;
  /** Resolves after so many milliseconds, or when the page is shown or hidden, or the signal aborts. */
  pause: (ms: number, signal: AbortSignal) => Promise<void>;
  now: () => number;
}

export interface Follower {
  /** `unsure`: more than what is named may have changed; what is on screen was loaded before anything could be heard. */
  changes: (changes: ChangesDto, unsure: boolean) => void;
  /** `whole`: of all conversations; otherwise of those named. */
  presence: (presence: Extract<StreamEvent, { name: 'presence' }>['data'], whole: boolean) => void;
  rights: () => void;
  /** Whether a stream tells; without one, nothing is known of who else is there. */
  live: (live: boolean) => void;
}

/**
 * Follows what changes until the signal aborts. A page that is looked at listens to the stream; a hidden one asks, so
 * that ten forgotten tabs do not use up the six connections that a browser has for a server. A lost stream costs no
 * change: what comes next, stream or question, begins at the cursor of the last answer.
 */
export async function followChanges(ways: Ways, follower: Follower, since: string | undefined, signal: AbortSignal) {
  let cursor = since;
  // A page loads its lists before it has a cursor: what came between is named by no answer.
  let unsure = since === undefined;
  let retryAt = 0;
  let retryMs = FIRST_RETRY_MS;

  const take = (changes: ChangesDto) => {
    cursor = changes.cursor;
    follower.changes(changes, unsure);
    unsure = false;
  };

  async function listen(): Promise<void> {
    const hidden = new AbortController();
    const leave = () => hidden.abort();
    signal.addEventListener('abort', leave);
    let wholePresence = true;
    const watching = watchHidden(hidden.signal).then(leave);
    const heard = await ways.listen(cursor, hidden.signal, (event) => {
      if (event.name === 'changes') {
        follower.live(true);
        take(event.data);
      } else if (event.name === 'presence') {
        follower.presence(event.data, wholePresence);
        wholePresence = false;
      } else if (event.name === 'rights') follower.rights();
    });
    leave();
    await watching;
    signal.removeEventListener('abort', leave);
    follower.live(false);
    retryMs = heard ? FIRST_RETRY_MS : Math.min(LONGEST_RETRY_MS, retryMs * 2);
    retryAt = ways.now() + (heard ? AGAIN_MS + Math.ceil(Math.random() * SPREAD_MS) : retryMs);
  }

  async function watchHidden(until: AbortSignal): Promise<void> {
    while (!until.aborted && ways.isVisible()) await ways.pause(LONGEST_RETRY_MS, until);
  }

  while (!signal.aborted) {
    if (ways.isVisible() && ways.now() >= retryAt) await listen();
    if (signal.aborted) return;
    // Also after a stream: this question goes through the admin's own client, which renews an expired token.
    const changes = await ways.ask(cursor);
    if (changes) take(changes);
    else unsure = true;
    const next = ways.isVisible() ? Math.min(POLL_MS, Math.max(AGAIN_MS, retryAt - ways.now())) : HIDDEN_POLL_MS;
    await ways.pause(next, signal);
  }
}
