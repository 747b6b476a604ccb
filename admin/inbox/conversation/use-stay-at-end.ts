import { useEffect, useRef } from 'react';

/** Closer to the end than this counts as being there, in CSS pixels. */
const NEAR = 80;

/**
 * Keeps the newest message in view while frames and pictures above it grow, until the reader scrolls up. What is loaded
 * above the view is left to the browser's scroll anchoring.
 */
export function useStayAtEnd(ready: boolean) {
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const outer = scroller.current;
    const inner = content.current;
    if (!ready || !outer || !inner) return undefined;
    let atEnd = true;
    let height = 0;
    const onScroll = () => {
      // A scroll event that comes with a new height is the browser's doing, not the reader's.
      if (inner.offsetHeight === height) atEnd = outer.scrollHeight - outer.scrollTop - outer.clientHeight < NEAR;
    };
    const follow = () => {
      height = inner.offsetHeight;
      if (atEnd) outer.scrollTop = outer.scrollHeight;
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
  return { scroller, content };
}
