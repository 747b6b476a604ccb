import { useEffect } from 'react';
import { usePollChangesMutation } from '../api/changes';
import { learnServerTime } from '../components/server-clock';
import { usePageVisible } from '../components/use-page-visible';

const VISIBLE_MS = 5_000;
const HIDDEN_MS = 15_000;

/**
 * Asks what changed since the last answer, one question at a time, and lets the cache fetch it again. A failed question
 * keeps the cursor, so nothing is missed; its error needs no text here, since the lists on screen report theirs.
 */
export function useChangesPolling(enabled: boolean): void {
  const visible = usePageVisible();
  const [pollChanges] = usePollChangesMutation();
  useEffect(() => {
    if (!enabled) return undefined;
    let timer: number | undefined;
    let stopped = false;
    let afterFailure = false;
    const ask = async () => {
      const askedAt = Date.now();
      const answer = await pollChanges({ ...last, afterFailure });
      afterFailure = 'error' in answer;
      if ('data' in answer) {
        last.since = answer.data.cursor;
        last.tagsVersion = answer.data.tagsVersion;
        learnServerTime(answer.data.serverTime, askedAt, Date.now());
      }
      if (!stopped) timer = window.setTimeout(() => void ask(), visible ? VISIBLE_MS : HIDDEN_MS);
    };
    void ask();
    return () => {
      stopped = true;
      window.clearTimeout(timer);
    };
  }, [enabled, visible, pollChanges]);
}

/** Outlives a visit to another page of the admin: what changed meanwhile has to refresh what is still cached. */
const last: { since?: string; tagsVersion?: string } = {};
