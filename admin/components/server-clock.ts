/**
 * How far the server's clock is ahead of this browser's, in milliseconds. Deadlines are counted with it, since a clock
 * that is set wrong would otherwise close or open them on this screen alone.
 */
let ahead = 0;
/** The shorter the way, the less the answer can be off. It ages, so that a clock that is set right is believed again. */
let uncertainty = Number.POSITIVE_INFINITY;
const AGEING = 1.2;

/** `askedAt` and `answeredAt` are of this browser; the server looked at its clock somewhere between them. */
export function learnServerTime(serverTime: string, askedAt: number, answeredAt: number): void {
  const at = Date.parse(serverTime);
  if (Number.isNaN(at) || answeredAt < askedAt) return;
  const way = (answeredAt - askedAt) / 2;
  const measured = at - (askedAt + answeredAt) / 2;
  const contradicted = Math.abs(measured - ahead) > way + uncertainty;
  if (way <= uncertainty || contradicted) {
    ahead = measured;
    uncertainty = way;
  } else uncertainty = uncertainty * AGEING + 1;
}

/** The server's time at an instant of this browser's clock. */
export const onServer = (here: number): number => here + ahead;
