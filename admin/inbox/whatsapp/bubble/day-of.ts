/** The calendar day of an instant where the reader is: it changes when a new day begins on their wall. */
export function dayOf(at: string): string {
  const date = new Date(at);
  return `${date.getFullYear()}-${date.getMonth() + 1}-${date.getDate()}`;
}

/** Whole days back from now, by the calendar and not by 24 hours. */
export function daysAgo(at: string, now: number): number {
  const midnight = (date: Date) => Date.UTC(date.getFullYear(), date.getMonth(), date.getDate());
  return Math.round((midnight(new Date(now)) - midnight(new Date(at))) / 86_400_000);
}
