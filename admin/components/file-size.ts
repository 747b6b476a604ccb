export interface SizeParts {
  value: number;
  unit: 'byte' | 'kilobyte' | 'megabyte' | 'gigabyte';
}

const STEPS: { unit: SizeParts['unit']; bytes: number }[] = [
  { unit: 'gigabyte', bytes: 1e9 },
  { unit: 'megabyte', bytes: 1e6 },
  { unit: 'kilobyte', bytes: 1e3 },
];

/** Decimal units, as `Intl.NumberFormat` names them. */
export function sizeParts(bytes: number): SizeParts {
  const step = STEPS.find((candidate) => bytes >= candidate.bytes);
  return step ? { value: bytes / step.bytes, unit: step.unit } : { value: bytes, unit: 'byte' };
}
