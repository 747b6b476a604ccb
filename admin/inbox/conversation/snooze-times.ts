export const SNOOZES = ['later', 'tomorrow', 'next-week'] as const;
export type Snooze = (typeof SNOOZES)[number];

const MORNING = 9;

/** When the reader would want it back: in three hours, or at nine of a morning where they are. */
export function snoozeUntil(snooze: Snooze, now: Date): Date {
  const morning = (days: number) => new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, MORNING);
  switch (snooze) {
    case 'later':
      return new Date(now.getTime() + 3 * 3_600_000);
    case 'tomorrow':
      return morning(1);
    case 'next-week':
      // The coming Monday; on a Monday that of the week after.
      return morning((8 - now.getDay()) % 7 || 7);
  }
}

const two = (number: number): string => String(number).padStart(2, '0');

/** What `<input type="datetime-local">` takes: the reader's own clock, to the minute. */
export const toLocalInput = (at: Date): string =>
  `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${two(at.getHours())}:${two(at.getMinutes())}`;
