const MAX_HEIGHT = 8000;
/** Whatever else makes a mail grow whenever its frame does has to stop somewhere. */
const MAX_CHANGES = 40;

/** Keeps the frame as high as its content. Answers how to stop. */
export function followHeight(frame: HTMLIFrameElement): () => void {
  const body = frame.contentDocument?.body;
  if (!body) return () => undefined;
  let changes = 0;
  const measure = () => {
    const root = body.ownerDocument.documentElement;
    const needed = Math.min(Math.ceil(Math.max(body.getBoundingClientRect().height, body.scrollHeight)), MAX_HEIGHT);
    // A horizontal scroll bar takes room of its own at the lower edge.
    const wanted = needed + (root.scrollWidth > root.clientWidth ? 18 : 2);
    if (changes >= MAX_CHANGES || Math.abs(wanted - frame.clientHeight) < 2) return;
    changes += 1;
    frame.style.height = `${wanted}px`;
    // From here on what is longer than the frame can be scrolled to, and only so.
    if (needed === MAX_HEIGHT || changes === MAX_CHANGES) root.style.overflowY = 'auto';
  };
  const observer = new ResizeObserver(measure);
  observer.observe(body);
  measure();
  return () => observer.disconnect();
}
