export type RemainingPart = { value: number; unit: 'hour' | 'minute' | 'second' };

/** Hours and minutes, minutes alone below an hour, seconds in the last minute. Rounded down: never more than there is. */
export function remainingParts(ms: number): RemainingPart[] {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  if (minutes === 0) return [{ value: seconds, unit: 'second' }];
  if (hours === 0) return [{ value: minutes, unit: 'minute' }];
  return [
    { value: hours, unit: 'hour' },
    { value: minutes % 60, unit: 'minute' },
  ];
}
