/**
 * What somebody sent, without U+0000: PostgreSQL stores it in no text and no JSON and fails the statement, and no text that
 * a person means has it. Keys stay as they are; contracts know no such key.
 */
export function withoutNul(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll('\u0000', '');
  if (Array.isArray(value)) return value.map(withoutNul);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, withoutNul(part)]));
}
