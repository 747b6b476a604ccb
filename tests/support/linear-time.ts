import { expect } from 'vitest';

const FACTOR = 8;
/** Twice the input taking at most three times as long, three times over: linear work takes 8, quadratic work 64 times. */
const MOST = 27;
const RUNS = 7;

/**
 * Compares the time for `size` with that for an eighth of it. Best of several interleaved runs, since other work on the
 * machine only ever adds. A run below `floorMs` says nothing.
 */
export function expectLinear(work: (size: number) => void, size: number, floorMs = 80): void {
  let small = Infinity;
  let large = Infinity;
  for (let run = 0; run < RUNS; run += 1) {
    small = Math.min(
      small,
      timed(() => work(Math.ceil(size / FACTOR)))
    );
    large = Math.min(
      large,
      timed(() => work(size))
    );
    if (run >= 2 && large < Math.max(MOST * small, floorMs)) break;
  }
  expect(large).toBeLessThan(Math.max(MOST * small, floorMs));
}

function timed(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}
