import { useAuth } from '@strapi/strapi/admin';
import { useEffect, useRef } from 'react';
import { usePollChangesMutation, useRefreshStaleMutation } from '../../api/changes';
import { listenToChanges } from '../../api/event-stream';
import { learnServerTime } from '../../components/server-clock';
import { followChanges } from './follow-changes';
import { setLive } from './live-store';
import { pauseOfPage } from './pause-of-page';
import { forgetPresence, learnPresence } from './presence-store';
import { createRefreshPace } from './refresh-pace';

/** Outlives a visit to another page of the admin: what changed meanwhile has to refresh what is still cached. */
const last: { since?: string; tagsVersion?: string } = {};

/** Keeps what is on screen as it is on the server, for as long as the page is open. */
export function useFollowChanges(enabled: boolean): void {
  const token = useAuth('ConversationsInbox', (auth) => auth.token);
  // A renewed token is for the next stream; it is no reason to leave the one that runs.
  const current = useRef(token);
  current.current = token;
  const [pollChanges] = usePollChangesMutation();
  const [refreshStale] = useRefreshStaleMutation();
  useEffect(() => {
    if (!enabled) return undefined;
    const stop = new AbortController();
    const pace = createRefreshPace((stale) => void refreshStale(stale));
    void followChanges(
      {
        listen: (since, signal, onEvent) =>
          current.current === null
            ? Promise.resolve(false)
            : listenToChanges({ token: current.current, since, signal, onEvent }),
        ask: async (since) => {
          const askedAt = Date.now();
          const answer = await pollChanges(since);
          if (!('data' in answer)) return null;
          learnServerTime(answer.data.serverTime, askedAt, Date.now());
          return answer.data;
        },
        isVisible: () => document.visibilityState === 'visible',
        pause: pauseOfPage,
        now: () => Date.now(),
      },
      {
        changes: ({ conversationIds, cursor, tagsVersion }, unsure) => {
          const tagsChanged = last.tagsVersion !== undefined && last.tagsVersion !== tagsVersion;
          Object.assign(last, { since: cursor, tagsVersion });
          pace.add({ conversationIds, all: tagsChanged ? 'tags' : unsure ? 'unsure' : null });
        },
        presence: learnPresence,
        rights: () => pace.add({ conversationIds: [], all: 'rights' }),
        live: (live) => {
          setLive(live);
          if (!live) forgetPresence();
        },
      },
      last.since,
      stop.signal
    );
    return () => {
      stop.abort();
      pace.stop();
    };
  }, [enabled, pollChanges, refreshStale]);
}
