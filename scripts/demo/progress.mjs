const STILL_MS = 10_000;

/** Lines that say what happens and for how long; a long step says again that it is still at it. */
export function createProgress(print = console.log, now = () => Date.now()) {
  const start = now();
  const seconds = (since) => Math.round((now() - since) / 1000);
  const line = (text) => print(`[${String(seconds(start)).padStart(4)} s] ${text}`);

  return {
    line,
    async step(text, work) {
      const begun = now();
      line(`${text} …`);
      const timer = setInterval(() => line(`${text}: still at it after ${seconds(begun)} s`), STILL_MS);
      try {
        return await work();
      } finally {
        clearInterval(timer);
      }
    },
  };
}
