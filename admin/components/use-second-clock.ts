import { createClock } from './create-clock';

/** Epoch milliseconds, renewed every second. */
export const useSecondClock = createClock(1_000);
