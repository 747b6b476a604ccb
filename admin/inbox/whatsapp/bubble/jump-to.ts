const SHOWN_MS = 2_000;

/** Brings a message into view, with the focus of whoever goes on by keyboard. */
export function jumpTo(messageId: string): void {
  const message = document.querySelector<HTMLElement>(`[data-message="${CSS.escape(messageId)}"]`);
  if (!message) return;
  const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
  message.scrollIntoView({ block: 'center', behavior: still ? 'auto' : 'smooth' });
  message.focus({ preventScroll: true });
  message.dataset.jumped = '';
  window.setTimeout(() => delete message.dataset.jumped, SHOWN_MS);
}
