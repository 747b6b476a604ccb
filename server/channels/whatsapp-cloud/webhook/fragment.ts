import { createHash } from 'node:crypto';

/** A part of the webhook as text. Two deliveries of it give the same text whatever the order of its fields. */
export function fragment(value: unknown): string {
  try {
    return JSON.stringify(value, sortedFields) ?? 'null';
  } catch (error) {
    // JSON.parse nests deeper than JSON.stringify can follow.
    if (error instanceof RangeError) return '"nested too deeply to be kept"';
    throw error;
  }
}

const sortedFields = (_name: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
    : value;

/** Stands for something that has no id of its own. */
export const fingerprint = (value: unknown): string => createHash('sha256').update(fragment(value)).digest('base64url');
