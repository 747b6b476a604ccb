/** Resolves after so many milliseconds, when the page is shown or hidden, or when the signal aborts. */
export function pauseOfPage(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) {
      resolve();
      return;
    }
    const done = () => {
      window.clearTimeout(timer);
      document.removeEventListener('visibilitychange', done);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = window.setTimeout(done, ms);
    document.addEventListener('visibilitychange', done);
    signal.addEventListener('abort', done);
  });
}
