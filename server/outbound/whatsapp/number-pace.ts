import type { RateLimit } from '../../security/rate-limit';

/** Meta: messages/throughput. What a number may send in a second unless Meta has raised it. */
export const PER_SECOND = 80;
const SECOND_MS = 1000;

/** How fast a number sends, all processes together. */
export interface NumberPace {
  /** Milliseconds to wait; 0: now, and it counts. */
  take(accountId: string): Promise<number>;
  /** Meta asks the whole number to wait. Of this process: the others are told by Meta as well. */
  hold(accountId: string, ms: number): void;
}

export function createNumberPace(
  limits: RateLimit,
  now: () => number,
  { perSecond = PER_SECOND, random = Math.random }: { perSecond?: number; random?: () => number } = {}
): NumberPace {
  const held = new Map<string, number>();
  return {
    async take(accountId) {
      const left = (held.get(accountId) ?? 0) - now();
      if (left > 0) return left;
      held.delete(accountId);
      if (await limits.take(`whatsapp-send:${accountId}`, perSecond, SECOND_MS)) return 0;
      // Spread over the next second, so that not all come back at its beginning.
      return SECOND_MS - (now() % SECOND_MS) + Math.floor(random() * SECOND_MS);
    },
    hold(accountId, ms) {
      held.set(accountId, Math.max(held.get(accountId) ?? 0, now() + ms));
    },
  };
}
