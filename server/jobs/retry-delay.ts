const FIRST_MS = 1_000;
const LONGEST_MS = 5 * 60_000;

/** Doubles from one second to five minutes, with half of it left to chance so that a crowd does not return at once. */
export function retryDelay(attempt: number, random: () => number = Math.random): number {
  const full = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempt - 1, 20));
  return Math.round(full / 2 + (full / 2) * random());
}
