export interface RelativeParts {
  value: number;
  unit: 'second' | 'minute' | 'hour' | 'day' | 'month' | 'year';
}

const STEPS: { unit: RelativeParts['unit']; ms: number }[] = [
  { unit: 'year', ms: 365 * 86_400_000 },
  { unit: 'month', ms: 30 * 86_400_000 },
  { unit: 'day', ms: 86_400_000 },
  { unit: 'hour', ms: 3_600_000 },
  { unit: 'minute', ms: 60_000 },
];

/** The largest unit that fits `ms`, which is negative for the past; under a minute counts as now (0 seconds). */
export function relativeParts(ms: number): RelativeParts {
  const step = STEPS.find((candidate) => Math.abs(ms) >= candidate.ms);
  return step ? { value: Math.trunc(ms / step.ms), unit: step.unit } : { value: 0, unit: 'second' };
}

/** For what is still to come: under a minute in seconds, and what is overdue counts as now. */
export const partsUntil = (ms: number): RelativeParts =>
  ms < 60_000 ? { value: Math.max(0, Math.trunc(ms / 1000)), unit: 'second' } : relativeParts(ms);
