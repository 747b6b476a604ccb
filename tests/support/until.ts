import { setTimeout as sleep } from 'node:timers/promises';

/** A busy build machine takes several times as long; waiting longer costs nothing where it comes. */
const PATIENCE = process.env['CI'] ? 4 : 1;

/** Asks again and again until there is an answer (not null, not undefined, not false), and says what was awaited if none comes. */
export async function until<T>(
  what: string,
  ask: () => Promise<T | null | undefined | false> | T | null | undefined | false,
  timeoutMs = 20_000
): Promise<T> {
  for (const end = Date.now() + timeoutMs * PATIENCE; ; await sleep(100)) {
    const answer = await ask();
    if (answer !== null && answer !== undefined && answer !== false) return answer;
    if (Date.now() > end) throw new Error(`${what}: nothing within ${(timeoutMs * PATIENCE) / 1000} s`);
  }
}
