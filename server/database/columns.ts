/** Conversions between columns and values that are the same on SQLite, PostgreSQL and MySQL. */

/** `biginteger` columns come back as text from PostgreSQL and MySQL. */
export const toNumber = (value: unknown): number => Number(value ?? 0);
export const toNumberOrNull = (value: unknown): number | null =>
  value === null || value === undefined ? null : Number(value);

/** SQLite has 0 and 1. */
export const toBoolean = (value: unknown): boolean => value === true || value === 1 || value === '1';

/** Strapi turns the driver's JSON parsing off, so a JSON column is text on every database. */
export function fromJson<T>(value: unknown, fallback: T): T {
  if (value === null || value === undefined) return fallback;
  return (typeof value === 'string' ? JSON.parse(value) : value) as T;
}
export const toJson = (value: unknown): string | null =>
  value === null || value === undefined ? null : JSON.stringify(value);

export const toInstant = (epochMs: number): string => new Date(epochMs).toISOString();
export const toInstantOrNull = (epochMs: number | null): string | null =>
  epochMs === null ? null : toInstant(epochMs);

/** A varchar(255) column of MySQL and PostgreSQL refuses more; cuts at a code point. */
export const clip = (value: string, max = 255): string => {
  if (value.length <= max) return value;
  const cut = value.slice(0, max);
  return /[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut;
};
