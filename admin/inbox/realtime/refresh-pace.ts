import type { Stale } from '../../api/changes';

/** The first change after a quiet while is shown at once; in a rush the lists are loaded again at this pace. */
const FIRST_MS = 1_000;
const LONGEST_MS = 5_000;

/**
 * Joins what becomes stale in a rush: two hundred pages that load their list at every change would be the load that
 * makes a server slow. The pause doubles while changes keep coming, up to what asking every 5 seconds would cost.
 */
export function createRefreshPace(refresh: (stale: Stale) => void) {
  let waiting: Stale | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let pauseMs = FIRST_MS;

  const next = () => {
    timer = undefined;
    if (!waiting) {
      pauseMs = FIRST_MS;
      return;
    }
    const stale = waiting;
    waiting = null;
    refresh(stale);
    timer = setTimeout(next, pauseMs);
    pauseMs = Math.min(LONGEST_MS, pauseMs * 2);
  };

  return {
    add(stale: Stale): void {
      if (stale.all === null && stale.conversationIds.length === 0) return;
      waiting = waiting ? join(waiting, stale) : stale;
      if (timer === undefined) next();
    },
    stop(): void {
      clearTimeout(timer);
      // The cursor has passed what still waits: nobody would tell of it again.
      if (waiting) refresh(waiting);
      waiting = null;
    },
  };
}

/** Whatever takes more with it wins: `tags` and `rights` load what `unsure` does, and each something else. */
function join(a: Stale, b: Stale): Stale {
  const rank = (stale: Stale) => ['tags', 'rights', 'unsure'].indexOf(stale.all ?? 'none');
  return {
    conversationIds: [...new Set([...a.conversationIds, ...b.conversationIds])],
    all: [a, b].filter((stale) => stale.all !== null).sort((one, other) => rank(one) - rank(other))[0]?.all ?? null,
  };
}
