/** After the last key; a request a second is what a server takes from many writers. */
export const PAUSE_MS = 1_000;
/** What is sent waits for its own draft this long. */
export const SETTLE_MS = 3_000;
const RETRY_MS = 2_500;
const MAX_RETRY_MS = 60_000;

/** How long until the next try. */
export const paceAfter = (failures: number): number =>
  failures === 0 ? PAUSE_MS : Math.min(RETRY_MS * 2 ** (failures - 1), MAX_RETRY_MS);
