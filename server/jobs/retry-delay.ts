const FIRST_MS = 1_000;
const LONGEST_MS = 5 * 60_000;

/** Doubles from one second to `longestMs`, with half of it left to chance so that a crowd does not return at once. */
export function retryDelay(attempt: number, random: () => number = Math.random, longestMs = LONGEST_MS): number {
  const full = Math.min(longestMs, FIRST_MS * 2 ** Math.min(attempt - 1, 20));
  return Math.round(full / 2 + (full / 2) * random());
}
