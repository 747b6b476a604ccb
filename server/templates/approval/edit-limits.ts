const DAY = 24 * 3_600_000;
const MONTH = 30 * DAY;
const A_MONTH = 10;

/**
 * When an approved template may be edited again, in epoch milliseconds; null: now. Rejected and paused ones have no limit.
 *
 * Meta: message templates, "Edit templates": once in 24 hours and ten times in 30 days.
 */
export function editableAgainAt(edits: readonly number[], now: number): number | null {
  const recent = edits.filter((at) => at > now - MONTH).sort((a, b) => b - a);
  const [latest] = recent;
  const afterDay = latest !== undefined && latest + DAY > now ? latest + DAY : null;
  const tenth = recent[A_MONTH - 1];
  const afterMonth = tenth === undefined ? null : tenth + MONTH;
  return afterDay === null && afterMonth === null ? null : Math.max(afterDay ?? 0, afterMonth ?? 0);
}
