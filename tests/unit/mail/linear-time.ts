import { expect } from 'vitest';

/**
 * Twice the input may take at most three and a half times as long; quadratic work takes four times and more as it grows.
 * Best of several interleaved runs, since other work on the machine only ever adds. Below `floorMs` a run says nothing.
 */
export function expectLinear(work: (size: number) => void, size: number, floorMs = 40): void {
  const best = { once: Infinity, twice: Infinity };
  work(Math.ceil(size / 10));
  for (let run = 0; run < 7; run += 1) {
    best.once = Math.min(
      best.once,
      timed(() => work(size))
    );
    best.twice = Math.min(
      best.twice,
      timed(() => work(size * 2))
    );
    if (best.twice < Math.max(3.5 * best.once, floorMs) && run >= 2) break;
  }
  expect(best.twice).toBeLessThan(Math.max(3.5 * best.once, floorMs));
}

function timed(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}
