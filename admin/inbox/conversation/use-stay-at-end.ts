import { useEffect, useRef } from 'react';

/** Closer to the end than this counts as being there, in CSS pixels. */
const NEAR = 80;

/** Above the newest message, in CSS pixels. */
const MARGIN = 16;

/**
 * Keeps the newest message in view while frames and pictures grow, until the reader scrolls up: its end, or its beginning
 * when it is longer than the view. What is loaded above the view is left to the browser's scroll anchoring. `ownNewest`: the
 * newest entry where the reader wrote it; sending brings whoever was further up back to the end.
 */
export function useStayAtEnd(ready: boolean, ownNewest: string | null) {
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const goToEnd = useRef<() => void>(() => undefined);
  useEffect(() => {
    const outer = scroller.current;
    const inner = content.current;
    if (!ready || !outer || !inner) return undefined;
    let atEnd = true;
    const newest = () => {
      const end = outer.scrollHeight - outer.clientHeight;
      const last = inner.lastElementChild;
      if (!last) return end;
      const top = last.getBoundingClientRect().top - inner.getBoundingClientRect().top;
      return Math.min(end, Math.max(0, top - MARGIN));
    };
    let height = 0;
    const onScroll = () => {
      // A scroll event that comes with a new height is the browser's doing, not the reader's.
      if (inner.offsetHeight === height) atEnd = outer.scrollTop > newest() - NEAR;
    };
    const follow = () => {
      height = inner.offsetHeight;
      if (atEnd && outer.scrollTop < newest()) outer.scrollTop = newest();
    };
    goToEnd.current = () => {
      atEnd = true;
      follow();
    };
    const observer = new ResizeObserver(follow);
    observer.observe(inner);
    observer.observe(outer);
    outer.addEventListener('scroll', onScroll, { passive: true });
    follow();
    return () => {
      observer.disconnect();
      outer.removeEventListener('scroll', onScroll);
    };
  }, [ready]);
  useEffect(() => {
    if (ownNewest) goToEnd.current();
  }, [ownNewest]);
  return { scroller, content };
}
