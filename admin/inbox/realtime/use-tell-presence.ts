import { useCallback, useEffect, useRef } from 'react';
import { useAppearMutation, useLeaveMutation } from '../../api/presence';
import { usePageVisible } from '../../components/use-page-visible';
import { useLive } from './live-store';
import { learnPresence } from './presence-store';

/** The server believes a page for 25 seconds, and that somebody writes for 12. */
const HEARTBEAT_MS = 10_000;
const TYPING_MS = 6_000;

/**
 * Tells the others that somebody has this conversation before their eyes, and by the answered function that they write.
 * Nothing depends on it, so a failure is nobody's business.
 */
export function useTellPresence(conversationId: string | undefined): () => void {
  const visible = usePageVisible();
  const live = useLive();
  const liveNow = useRef(live);
  liveNow.current = live;
  const [appear] = useAppearMutation();
  const [leave] = useLeaveMutation();
  const typedAt = useRef(0);
  const tell = useRef<() => void>(() => undefined);
  useEffect(() => {
    if (conversationId === undefined || !visible) return undefined;
    let timer: number | undefined;
    tell.current = () => {
      window.clearTimeout(timer);
      const typing = Date.now() - typedAt.current < TYPING_MS;
      void appear({ conversationId, typing }).then((answer) => {
        // Where no stream tells, this answer is all there is to know.
        if ('data' in answer && !liveNow.current) learnPresence({ [conversationId]: answer.data }, false);
      });
      // The end of writing is told in time as well.
      timer = window.setTimeout(() => tell.current(), typing ? TYPING_MS : HEARTBEAT_MS);
    };
    tell.current();
    return () => {
      window.clearTimeout(timer);
      tell.current = () => undefined;
      void leave(conversationId);
    };
  }, [conversationId, visible, appear, leave]);
  return useCallback(() => {
    const began = Date.now() - typedAt.current >= TYPING_MS;
    typedAt.current = Date.now();
    if (began) tell.current();
  }, []);
}
