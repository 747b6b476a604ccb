import { readFileSync } from 'node:fs';
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
  const start = spent();
  work();
  return spent() - start;
}

/**
 * Milliseconds that this thread was on a processor (proc(5), schedstat): on a busy machine a long run is interrupted again
 * and again, and a short one is not. Elsewhere than on Linux, what the clock says.
 */
function spent(): number {
  try {
    return Number(readFileSync('/proc/thread-self/schedstat', 'utf8').split(' ')[0]) / 1e6;
  } catch {
    return performance.now();
  }
}
