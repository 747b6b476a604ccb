import { createClock } from './create-clock';

/** Epoch milliseconds, renewed every 30 seconds. */
export const useMinuteClock = createClock(30_000);
