const HOOK = Symbol.for('conversations.crash-point');

/**
 * Names a boundary between two steps that a crash may fall between. Does nothing unless a test has put a function in
 * place: tests kill the process here and look at what a restart makes of it.
 */
export function crashPoint(label: string): void {
  const hook = (globalThis as Record<symbol, unknown>)[HOOK];
  if (typeof hook === 'function') hook(label);
}
